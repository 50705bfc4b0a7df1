"""Fixtures that tests of several packages use."""

import os
import shutil
from pathlib import Path

import pytest

from kg.pipeline import ingest_files
from kg.store.embedded import EmbeddedStore

BASE = "http://localhost:8000"
CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """The project's reference material beside the checkout: real articles, gold, public test suites.

    Where it is absent, what needs it is skipped; on the build machine its absence is a failure.
    """
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        message = f"the reference material is not at {folder} (see tests/README.md)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of sample articles."""
    return CHECKOUT / "seeds" / "articles"


@pytest.fixture(scope="session")
def seeded_store(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that has the sample articles; for reading only."""
    folder = tmp_path_factory.mktemp("seeded") / "store"
    with EmbeddedStore(folder) as store:
        outcomes = list(ingest_files([articles], store, BASE))
    assert {outcome.status for outcome in outcomes} == {"ingested"}
    return folder


@pytest.fixture
def own_store(seeded_store: Path, tmp_path: Path) -> Path:
    """The folder of a copy of that store, to be changed."""
    return Path(shutil.copytree(seeded_store, tmp_path / "store"))
