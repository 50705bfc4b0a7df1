"""Stores that are damaged on purpose."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError, StoreInUseError
from kg.store.check import Fault, check_database, check_quarantine, mend_union
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine, Refusal, Submission

FOOTER = 53  # RocksDB's, in bytes
SPARE = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("in the union alone"))


def faults(store: Path) -> list[Fault]:
    return list(check_database(store, lambda: None))


def tables(store: Path) -> list[Path]:
    """Return the files of the database that hold the data."""
    return sorted((store / "oxigraph").glob("*.sst"))


def flip(path: Path, share: float) -> None:
    """Flip a bit at that share of what is in a table; at its end, padding may be."""
    content = bytearray(path.read_bytes())
    content[int((len(content) - FOOTER) * share)] ^= 0x10
    path.write_bytes(content)


def truncate(store: Path) -> None:
    largest = max(tables(store), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-1000])


def write_to_database(store: Path, *changes: Callable[[ox.Store], None]) -> None:
    database = ox.Store(store / "oxigraph")
    for change in changes:
        change(database)
    database.flush()


def test_a_store_that_is_whole_has_no_faults(seeded_store: Path) -> None:
    assert faults(seeded_store) == []


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (truncate, "size mismatch"),
        (lambda store: tables(store)[0].unlink(), "No such file"),
        (lambda store: (store / "oxigraph" / "CURRENT").unlink(), "CURRENT"),
        (lambda store: shutil.rmtree(store / "oxigraph"), "oxigraph"),
        (lambda store: (store / "store.json").write_text("{"), "store.json cannot be read"),
    ],
    ids=["truncated table", "missing table", "missing CURRENT", "missing database", "torn mark"],
)
def test_files_that_are_damaged_are_named_with_the_remedy(
    own_store: Path, damage: Callable[[Path], None], words: str
) -> None:
    damage(own_store)

    [fault] = faults(own_store)

    assert fault.where == str(own_store)
    assert words in fault.problem
    assert fault.remedy == "Restore a backup: kg restore."
    assert not fault.mendable


@pytest.mark.slow
def test_a_flipped_bit_is_found_wherever_it_is(own_store: Path) -> None:
    for table in tables(own_store):
        whole = table.read_bytes()
        for share in (0.02, 0.5, 0.97):
            flip(table, share)
            assert faults(own_store) != [], f"{table.name} at {share}"
            table.write_bytes(whole)
    assert faults(own_store) == []


def test_a_flipped_bit_in_the_largest_table_is_found(own_store: Path) -> None:
    flip(max(tables(own_store), key=lambda path: path.stat().st_size), 0.5)

    [fault] = faults(own_store)

    assert "checksum" in fault.problem


def test_a_union_that_is_not_what_the_graphs_say_is_found_and_mended(own_store: Path) -> None:
    database = ox.Store(own_store / "oxigraph")
    lost = next(database.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    del database
    write_to_database(own_store, lambda store: store.add(SPARE), lambda store: store.remove(lost))

    [fault] = faults(own_store)
    assert "1 triples that no graph has" in fault.problem
    assert "in the union alone" in fault.problem
    assert "1 triples missing" in fault.problem
    assert fault.mendable

    mend_union(own_store, lambda: None)
    assert faults(own_store) == []


def test_mending_changes_the_version(own_store: Path) -> None:
    with EmbeddedStore(own_store) as store:
        before = store.version()
    mend_union(own_store, lambda: None)
    with EmbeddedStore(own_store) as store:
        assert store.version() != before


def test_a_store_without_union_may_have_anything_in_its_unnamed_graph(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "strict", union=False):
        pass
    write_to_database(tmp_path / "strict", lambda store: store.add(SPARE))

    assert faults(tmp_path / "strict") == []


def test_where_there_is_no_store_or_it_is_in_use_nothing_can_be_said(own_store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        faults(tmp_path / "nothing")
    with EmbeddedStore(own_store), pytest.raises(StoreInUseError):
        faults(own_store)


def test_a_damaged_entry_of_the_quarantine_is_named(own_store: Path) -> None:
    key = Quarantine(own_store).add(Submission(b"text", "text/plain", None, "test"), Refusal())
    assert list(check_quarantine(own_store)) == []
    (own_store / "rejected" / key / "original").write_bytes(b"other")

    [fault] = check_quarantine(own_store)

    assert fault.where == f"rejected entry {key}"
    assert f"kg rejected drop {key}" in fault.remedy
