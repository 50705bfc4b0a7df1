"""A database whose disk was full: it is read on, and written again when there is room."""

import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pyoxigraph as ox
import pytest

from kg.errors import StoreFullError
from kg.store import database, space
from kg.store.database import Database

INSERT = 'INSERT DATA {{ GRAPH <urn:graph> {{ <urn:s{number}> <urn:p> "{text}" }} }}'
LIMIT = 100_000


@contextmanager
def full(files: int = LIMIT) -> Iterator[None]:
    """Let no file that this process writes become larger than that."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (files, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def insert(opened: Database, number: int, size: int = 10) -> None:
    opened.prepare()
    opened.write(lambda store: store.update(INSERT.format(number=number, text="x" * size)))


def subjects(handle: ox.Store) -> set[str]:
    return {str(quad.subject) for quad in handle}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "database", read_only=False)
    insert(made, 1)
    yield made
    made.close(flushed=True)


@pytest.fixture
def failed(opened: Database) -> Database:
    """A database of which a write has failed half-way."""
    with full(), pytest.raises(OSError, match="File too large"):
        insert(opened, 2, size=3 * LIMIT)
    return opened


def test_a_write_that_fails_changes_nothing(failed: Database) -> None:
    assert subjects(failed.handle) == {"<urn:s1>"}


def test_when_there_is_room_again_it_is_written_again(failed: Database) -> None:
    insert(failed, 3)

    assert subjects(failed.handle) == {"<urn:s1>", "<urn:s3>"}


def test_what_it_lacks_is_found_before_anything_is_read(
    failed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "LEAST_FREE", 2**62)

    with pytest.raises(StoreFullError):
        failed.prepare()
    assert subjects(failed.handle) == {"<urn:s1>"}


def test_a_copy_of_what_has_failed_can_be_made_and_stays_as_it_is(failed: Database, tmp_path: Path) -> None:
    with full(100):
        failed.checkpoint(tmp_path / "copy")
    insert(failed, 3)

    assert subjects(ox.Store.read_only(str(tmp_path / "copy"))) == {"<urn:s1>"}


def test_a_copy_that_finds_no_room_does_not_need_it(opened: Database, tmp_path: Path) -> None:
    insert(opened, 2, size=LIMIT)

    with full(100):
        opened.checkpoint(tmp_path / "copy")
    assert subjects(ox.Store.read_only(str(tmp_path / "copy"))) == {"<urn:s1>", "<urn:s2>"}
    insert(opened, 3)
    assert subjects(opened.handle) == {"<urn:s1>", "<urn:s2>", "<urn:s3>"}


def test_a_copy_can_be_made_while_it_can_only_be_read(failed: Database, tmp_path: Path) -> None:
    with full(100):
        with pytest.raises(OSError, match="File too large"):
            insert(failed, 3)
        failed.checkpoint(tmp_path / "copy")

    assert subjects(ox.Store.read_only(str(tmp_path / "copy"))) == {"<urn:s1>"}
    insert(failed, 3)


def test_a_copy_that_cannot_be_made_for_another_reason_is_an_error(opened: Database, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()

    with pytest.raises((OSError, RuntimeError)):
        opened.checkpoint(tmp_path / "copy")
    insert(opened, 2)


def test_it_waits_for_readers_of_what_has_failed_and_they_go_on(failed: Database) -> None:
    begun, found = threading.Event(), list[str]()

    def read() -> None:
        reader = iter(failed.handle)
        begun.set()
        sleep(0.2)
        found.extend(str(quad.subject) for quad in reader)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait()
    insert(failed, 3)
    thread.join()
    assert found == ["<urn:s1>"]
    assert subjects(failed.handle) == {"<urn:s1>", "<urn:s3>"}


def test_as_long_as_somebody_reads_what_has_failed_it_is_only_read(
    failed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SECONDS_TO_LET_GO", 0.1)
    reader = iter(failed.handle)

    with pytest.raises(OSError, match="lock hold by current process"):
        insert(failed, 3)
    assert subjects(failed.handle) == {"<urn:s1>"}
    del reader
    insert(failed, 3)
    assert subjects(failed.handle) == {"<urn:s1>", "<urn:s3>"}


def test_what_is_written_through_is_in_the_files(opened: Database, tmp_path: Path) -> None:
    insert(opened, 2)
    opened.sync()

    beside = ox.Store.read_only(os.fspath(tmp_path / "database"))
    assert subjects(beside) == {"<urn:s1>", "<urn:s2>"}
