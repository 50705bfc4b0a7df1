"""Immutable copies of a store for readers in other processes."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal

from kg.store.embedded import EmbeddedStore
from kg.store.snapshots import Snapshot, Snapshots

MakeGraph = Callable[..., Graph]


@pytest.fixture
def snapshots(store: EmbeddedStore) -> Iterator[Snapshots]:
    snapshots = Snapshots(store)
    yield snapshots
    snapshots.close()


@pytest.fixture
def write(store: EmbeddedStore, make_graph: MakeGraph) -> Callable[[str], None]:
    """Make the one graph say one thing."""

    def write(word: str) -> None:
        store.replace(make_graph("http://a/g", ("http://a/s", "http://a/p", Literal(word))))

    return write


def words(snapshot: Snapshot) -> list[str]:
    database = ox.Store.read_only(str(snapshot.path))
    found = database.query("SELECT ?word WHERE { GRAPH ?g { ?s ?p ?word } }")
    return [solution["word"].value for solution in found]


def test_copies_are_made_while_several_write(
    snapshots: Snapshots, store: EmbeddedStore, make_graph: MakeGraph
) -> None:
    """Flushing while a copy is made makes RocksDB refuse, one time in a hundred, or wait for ever."""
    is_over = Event()

    def write(name: str) -> None:
        for number in count():
            if is_over.is_set():
                return
            values = [Literal(f"{number} {word} of many") for word in range(100)]
            store.replace(make_graph(name, *(("http://a/s", "http://a/p", value) for value in values)))
            store.flush()

    with ThreadPoolExecutor(3) as threads:
        writers = [threads.submit(write, f"http://a/{name}") for name in "abc"]
        try:
            for _ in range(200):
                snapshots.release(snapshots.acquire())
        finally:
            is_over.set()

    assert [writer.result() for writer in writers] == [None] * 3


def test_a_snapshot_has_the_contents_of_its_version_for_good(
    snapshots: Snapshots, store: EmbeddedStore, write: Callable[[str], None]
) -> None:
    write("one")
    snapshot = snapshots.acquire()
    version = store.version()
    write("two")

    assert words(snapshot) == ["one"]
    assert snapshot.version == version != store.version()


def test_a_write_is_seen_by_whoever_asks_afterwards(
    snapshots: Snapshots, store: EmbeddedStore, write: Callable[[str], None]
) -> None:
    write("one")
    snapshots.acquire()
    write("two")

    snapshot = snapshots.acquire()

    assert words(snapshot) == ["two"]
    assert snapshot.version == store.version()


def test_while_nothing_changes_there_is_one_snapshot(
    snapshots: Snapshots, write: Callable[[str], None]
) -> None:
    write("one")

    assert snapshots.acquire() is snapshots.acquire()


def test_an_old_snapshot_is_removed_when_nobody_uses_it(
    snapshots: Snapshots, write: Callable[[str], None]
) -> None:
    first = snapshots.acquire()
    write("one")
    second = snapshots.acquire()
    kept = first.path.exists()
    snapshots.release(first)

    assert kept
    assert not first.path.exists()
    assert second.path.exists()


def test_what_is_copied_while_somebody_writes_has_a_version_of_its_own(
    snapshots: Snapshots, store: EmbeddedStore, write: Callable[[str], None]
) -> None:
    write("one")

    with store._transactions.exclusive():
        snapshot = snapshots.acquire()
        again = snapshots.acquire()

    assert snapshot.version != store.version()
    assert again is snapshot


def test_what_a_killed_process_left_is_removed(store: EmbeddedStore) -> None:
    left = store.path / "snapshots" / "7"
    left.mkdir(parents=True)

    Snapshots(store)

    assert not left.exists()


def test_a_store_with_left_over_snapshots_opens(
    folder: Path, snapshots: Snapshots, store: EmbeddedStore, write: Callable[[str], None]
) -> None:
    write("one")
    snapshots.acquire()
    store.close()

    with EmbeddedStore(folder, create=False, read_only=True) as reader:
        assert list(reader.graph_names()) == ["http://a/g"]

    store.__init__(folder)  # type: ignore[misc] - the fixture closes it
