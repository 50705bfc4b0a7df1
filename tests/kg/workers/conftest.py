"""A pool of worker processes over a store of numbers, with limits that are soon reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.embedded import EmbeddedStore
from kg.workers import Limits
from kg.workers.pool import Pool
from tests.kg.workers.asking import LIMITS, MakePool, numbers


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        store.replace(numbers())
        yield store


@pytest.fixture
def make_pool(store: EmbeddedStore) -> Iterator[MakePool]:
    """Make a pool with other limits."""
    pools: list[Pool] = []

    def make(**limits: float) -> Pool:
        fields = {name: getattr(LIMITS, name) for name in LIMITS.__dataclass_fields__}
        pools.append(Pool(store, Limits(**(fields | limits))))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close(0)


@pytest.fixture
def pool(make_pool: MakePool) -> Pool:
    return make_pool()
