"""What was refused, kept in the store's folder."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import quarantine as module
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine, Refusal, Submission

LETTER = Submission(b"\x00not text\xff", "text/plain", "letter.txt", "/entries", "anna")
WHY = Refusal("http://example.org/a", "letter.txt: is not text.")


@pytest.fixture
def quarantine(folder: Path) -> Quarantine:
    return Quarantine(folder)


def test_what_is_kept_comes_back_as_it_was(quarantine: Quarantine) -> None:
    key = quarantine.add(LETTER, WHY)

    [entry] = quarantine.entries()
    assert (entry.id, entry.sender, entry.times, entry.refusal) == (key, "anna", 1, WHY)
    assert quarantine.submission(entry) == LETTER


def test_the_same_content_again_is_one_entry_with_the_last_reason(quarantine: Quarantine) -> None:
    quarantine.add(LETTER, WHY)
    quarantine.add(LETTER, replace(WHY, error="something else."))

    [entry] = quarantine.entries()
    assert (entry.times, entry.refusal.error) == (2, "something else.")


def test_the_same_content_under_another_name_is_another_entry(quarantine: Quarantine) -> None:
    keys = {quarantine.add(LETTER, WHY), quarantine.add(replace(LETTER, name="other.txt"), WHY)}

    assert {entry.id for entry in quarantine.entries()} == keys
    assert len(keys) == 2


def test_what_is_dropped_is_gone(quarantine: Quarantine) -> None:
    key = quarantine.add(LETTER, WHY)

    assert (quarantine.drop(key), quarantine.drop(key)) == (True, False)
    assert quarantine.find(key) is None
    assert list(quarantine.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "../../etc", "x" * 20, "0" * 19])
def test_what_is_no_id_finds_and_drops_nothing(quarantine: Quarantine, name: str) -> None:
    quarantine.add(LETTER, WHY)

    assert (quarantine.find(name), quarantine.drop(name)) == (None, False)


def test_an_accepted_version_replaces_those_of_its_iri_and_of_its_name(quarantine: Quarantine) -> None:
    by_iri = quarantine.add(replace(LETTER, name="old name"), WHY)
    by_name = quarantine.add(replace(LETTER, data=b"older"), Refusal(error="unreadable"))
    other = quarantine.add(replace(LETTER, name="other"), Refusal("http://example.org/b"))

    gone = quarantine.drop_predecessors(replace(LETTER, data=b"corrected"), "http://example.org/a")

    assert set(gone) == {by_iri, by_name}
    assert [entry.id for entry in quarantine.entries()] == [other]


def test_what_another_process_keeps_and_drops_is_seen(quarantine: Quarantine, folder: Path) -> None:
    quarantine.drop_predecessors(LETTER, None)
    other = Quarantine(folder)
    key = other.add(LETTER, WHY)

    assert quarantine.drop_predecessors(replace(LETTER, data=b"new"), None) == (key,)
    assert other.entries() == []


def test_it_needs_no_lock_of_the_store(folder: Path, quarantine: Quarantine) -> None:
    with EmbeddedStore(folder):
        key = quarantine.add(LETTER, WHY)
        assert [entry.id for entry in Quarantine(folder).entries()] == [key]


@pytest.mark.parametrize(("limit", "value"), [("MOST_ENTRIES", 1), ("MOST_BYTES", 15)])
def test_a_full_quarantine_says_so_and_loses_nothing(
    quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(module, limit, value)
    kept = quarantine.add(LETTER, WHY)

    with pytest.raises(StoreError, match=r"not kept: .* full .*kg rejected drop"):
        quarantine.add(replace(LETTER, name="one more"), WHY)

    quarantine.add(LETTER, WHY)
    assert [entry.id for entry in quarantine.entries()] == [kept]
    assert {path.name for path in quarantine.folder.iterdir()} == {kept}


def test_where_nothing_can_be_written_it_says_so(quarantine: Quarantine, folder: Path) -> None:
    folder.mkdir()
    quarantine.folder.write_text("in the way")

    with pytest.raises(StoreError):
        quarantine.add(LETTER, WHY)


def test_damaged_entries_are_found(quarantine: Quarantine) -> None:
    whole = quarantine.add(LETTER, WHY)
    changed = quarantine.add(replace(LETTER, name="changed"), WHY)
    torn = quarantine.add(replace(LETTER, name="torn"), WHY)
    (quarantine.folder / changed / "original").write_bytes(b"changed")
    (quarantine.folder / torn / "entry.json").write_text("{")

    assert {key for key, _ in quarantine.faults()} == {changed, torn}
    assert {entry.id for entry in quarantine.entries()} == {whole, changed}
    assert quarantine.drop(torn)


def test_what_a_killed_process_leaves_is_no_entry_and_is_tidied_away(quarantine: Quarantine) -> None:
    quarantine.add(LETTER, WHY)
    (quarantine.folder / f".{LETTER.id}.abcd").mkdir()

    assert len(quarantine.entries()) == 1
    quarantine.tidy()
    assert {path.name for path in quarantine.folder.iterdir()} == {LETTER.id}


def test_many_at_once_are_each_kept_once(quarantine: Quarantine) -> None:
    def add() -> None:
        for number in range(5):
            quarantine.add(replace(LETTER, name=str(number)), WHY)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {entry.name for entry in quarantine.entries()} == {"0", "1", "2", "3", "4"}
    assert list(quarantine.faults()) == []


def test_a_process_that_is_killed_leaves_whole_entries(quarantine: Quarantine) -> None:
    program = (
        "import sys; from pathlib import Path; from itertools import count\n"
        "from kg.store.quarantine import *\n"
        "q = Quarantine(Path(sys.argv[1]))\n"
        "for n in count():\n"
        "    print(q.add(Submission(b'x' * 1000, 'text/plain', str(n), 'test'), Refusal()), flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(quarantine.folder.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(20)]
        process.kill()
        told += process.stdout.read().split()

    kept = {entry.id for entry in quarantine.entries()}
    assert kept >= set(told)
    assert list(quarantine.faults()) == []
