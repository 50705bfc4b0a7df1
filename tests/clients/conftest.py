"""The two servers that the clients talk to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.serving import clear, served


@pytest.fixture(scope="session")
def news(seeded_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the sample articles; for reading only."""
    store = shutil.copytree(seeded_store, tmp_path_factory.mktemp("news") / "store")
    with served(Path(store)) as address:
        yield address


@pytest.fixture(scope="session")
def bare_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that is a plain SPARQL store."""
    store = tmp_path_factory.mktemp("bare") / "store"
    with served(store, "--default-graph", "strict", "--no-shapes") as address:
        yield address


@pytest.fixture
def bare(bare_server: str) -> str:
    """The address of that server, emptied."""
    clear(bare_server)
    return bare_server
