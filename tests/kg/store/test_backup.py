"""Backups, and stores made from them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from kg.errors import StoreError
from kg.store.backup import restore
from kg.store.embedded import EmbeddedStore

A, S, P = "http://example.org/a", "http://example.org/s", "http://example.org/p"
MakeGraph = Callable[..., Graph]


@pytest.fixture
def backup(folder: Path, tmp_path: Path, make_graph: MakeGraph) -> Path:
    with EmbeddedStore(folder) as store:
        store.replace(make_graph(A, (S, P, Literal("kept"))))
        store.backup(tmp_path / "backups" / "one")
    return tmp_path / "backups" / "one"


def test_a_restored_store_has_what_was_backed_up(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "restored")
    with EmbeddedStore(tmp_path / "restored", create=False) as store:
        assert store.rows("SELECT ?o WHERE { ?s ?p ?o }") == [{"o": "kept"}]


def test_a_backup_can_be_made_beside_readers(folder: Path, backup: Path, tmp_path: Path) -> None:
    with EmbeddedStore(folder, read_only=True) as store:
        store.backup(tmp_path / "second")
    restore(tmp_path / "second", tmp_path / "restored")


def test_a_backup_stays_as_it_is_when_the_store_changes(
    folder: Path, backup: Path, tmp_path: Path, make_graph: MakeGraph
) -> None:
    with EmbeddedStore(folder) as store:
        store.replace(make_graph(A, (S, P, Literal("changed"))))
    restore(backup, tmp_path / "restored")
    with EmbeddedStore(tmp_path / "restored") as store:
        store.replace(make_graph(A, (S, P, Literal("changed too"))))
    restore(backup, tmp_path / "again")
    with EmbeddedStore(tmp_path / "again") as store:
        assert store.rows("SELECT ?o WHERE { ?s ?p ?o }") == [{"o": "kept"}]


def test_nothing_is_overwritten(folder: Path, backup: Path) -> None:
    with EmbeddedStore(folder) as store, pytest.raises(StoreError, match="exists already"):
        store.backup(backup)
    with pytest.raises(StoreError, match="exists already; move it away"):
        restore(backup, folder)


def test_only_a_store_can_be_restored(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store at"):
        restore(tmp_path / "nothing", tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_a_backup_that_fails_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        EmbeddedStore(folder) as store,
        pytest.raises(StoreError, match=r"cannot be used: .*Not a directory"),
    ):
        store.backup(tmp_path / "file" / "backup")
    assert {path.name for path in tmp_path.iterdir()} == {"store", "file"}
