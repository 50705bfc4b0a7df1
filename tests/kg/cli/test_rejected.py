"""`kg rejected`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.vocabulary import PREFIXES
from tests.server.serving import TOKEN, Server

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
WRONG = f"{PROLOGUE} _:x a kg:Actor ."
RIGHT = f'{PROLOGUE} <id/actor/minister> a kg:Actor , kg:Person ; skos:prefLabel "Die Ministerin"@de .'

Kg = Callable[..., Result]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "actor.ttl"
    path.write_text(WRONG)
    return path


@pytest.fixture
def refused(kg: Kg, wrong: Path, english: Path) -> dict[str, str]:
    """What ingest refused: the ids by the names."""
    result = kg("ingest", wrong, english)
    assert result.exit_code == 1
    assert "2 of them kept aside with the reason; look at it with: kg rejected list" in result.stderr
    return {entry["name"]: entry["id"] for entry in json.loads(kg("rejected", "list", "--json").stdout)}


def test_what_ingest_refuses_is_listed_with_the_reason(kg: Kg, refused: dict[str, str]) -> None:
    listed = kg("rejected", "list").stdout.splitlines()

    assert {line.split()[0] for line in listed} == set(refused.values())
    assert any("actor.ttl: 2 problems" in line or "actor.ttl: 1 problem" in line for line in listed)
    assert any("protest-en.txt: is in a language that is not read yet" in line for line in listed)


def test_an_entry_is_shown_in_words_by_the_first_digits_of_its_id(kg: Kg, refused: dict[str, str]) -> None:
    shown = kg("rejected", "show", "--language", "de", refused["actor.ttl"][:8]).stdout

    assert "actor.ttl (text/turtle" in shown
    assert "handed in through kg ingest" in shown
    assert "Der Eintrag entspricht nicht den Vorgaben" in shown
    assert "im Eintrag: _:x" in shown


def test_the_original_and_the_report_come_as_they_are(kg: Kg, refused: dict[str, str], wrong: Path) -> None:
    assert kg("rejected", "show", "--original", refused["actor.ttl"]).stdout_bytes == wrong.read_bytes()
    assert "sh:ValidationReport" in kg("rejected", "show", "--report", refused["actor.ttl"]).stdout
    none = kg("rejected", "show", "--report", refused["protest-en.txt"])
    assert (none.exit_code, "has no SHACL report" in none.stderr) == (2, True)


def test_what_is_retried_is_refused_again_or_accepted(kg: Kg, refused: dict[str, str], wrong: Path) -> None:
    again = kg("rejected", "retry", "--all")

    assert again.exit_code == 1
    assert again.stderr.count("protest-en.txt") == 1
    assert len(json.loads(kg("rejected", "list", "--json").stdout)) == 2


def test_a_corrected_version_takes_its_place(kg: Kg, refused: dict[str, str], wrong: Path) -> None:
    wrong.write_text(RIGHT)
    result = kg("ingest", wrong)

    assert result.exit_code == 0
    assert "1 that had been refused earlier dropped" in result.stderr
    assert [entry["name"] for entry in json.loads(kg("rejected", "list", "--json").stdout)] == [
        "protest-en.txt"
    ]


def test_entries_are_dropped_one_by_one_and_all_together(kg: Kg, refused: dict[str, str]) -> None:
    assert kg("rejected", "drop", refused["actor.ttl"]).stdout == "1 dropped\n"
    assert kg("rejected", "drop", "--all").stdout == "1 dropped\n"
    assert kg("rejected", "list").stdout == ""


@pytest.mark.parametrize("command", ["show", "retry", "drop"])
def test_an_id_that_is_not_there_is_told(kg: Kg, refused: dict[str, str], command: str) -> None:
    result = kg("rejected", command, "ffffffffffffffffffff")

    assert (result.exit_code, "No entry that is kept begins with" in result.stderr) == (2, True)


def test_without_an_id_it_asks_for_one(kg: Kg, refused: dict[str, str]) -> None:
    assert kg("rejected", "drop").exit_code == 2
    assert kg("rejected", "retry").exit_code == 2


@pytest.fixture
def server(kg: Kg, refused: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "kg-store", tmp_path / "log")
    yield server
    server.stop()


def test_beside_a_server_it_lists_and_drops_and_has_the_server_retry(
    kg: Kg, refused: dict[str, str], server: Server
) -> None:
    here = kg("rejected", "retry", refused["actor.ttl"])
    there = kg("rejected", "retry", "--all", "--server", f"http://127.0.0.1:{server.port}", "--token", TOKEN)

    assert (here.exit_code, "--server http://localhost:8000" in here.stderr) == (2, True)
    assert there.exit_code == 1, there.stderr
    assert all(key in there.stderr for key in refused.values())
    assert kg("rejected", "drop", refused["actor.ttl"]).stdout == "1 dropped\n"
    assert len(json.loads(server.request("GET", "/rejected", token=TOKEN)[2])["rejected"]) == 1


def test_a_full_quarantine_is_told_and_the_rest_goes_on(
    kg: Kg, wrong: Path, german: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.quarantine.MOST_ENTRIES", 0)
    result = kg("ingest", wrong, german)

    assert "the quarantine is full" in result.stderr
    assert result.stdout == "1 ingested, 0 unchanged, 1 rejected\n"


def test_what_is_kept_lies_in_the_folder_of_the_store(
    kg: Kg, refused: dict[str, str], tmp_path: Path
) -> None:
    with EmbeddedStore(tmp_path / "kg-store") as store:
        assert {entry.id for entry in Quarantine(store.path).entries()} == set(refused.values())
