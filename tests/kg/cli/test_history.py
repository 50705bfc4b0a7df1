"""`kg history`, `kg retract` and `kg review`: in the store, and by the server that has it open."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.cli.revision import STATUSES
from kg.pipeline import STATUSES as KNOWN_STATUSES
from kg.store.embedded import EmbeddedStore
from kg.terms import NamedGraph
from tests.kg.cli.conftest import GERMAN, Kg
from tests.server.serving import TOKEN, Server

NAMES = ("http://localhost:8000/id/entry/ü/a%20b(1)", "http://example.org/über/a%20b?c", "urn:x:graph")
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
LATER = GERMAN.replace("900", "950")


@pytest.fixture
def article(kg: Kg, german: Path) -> str:
    """An article that was ingested, corrected, and ingested again."""
    for text in (GERMAN, LATER):
        german.write_text(text, encoding="utf-8")
        assert kg("ingest", german).exit_code == 0
    [graph] = json.loads(kg("history", "list", "--json").stdout)
    return str(graph["graph"])


@pytest.fixture
def estimate(kg: Kg, article: str) -> str:
    """A figure of the article."""
    figures = "SELECT ?figure WHERE { ?figure a kg:Estimate ; schema:minValue 950 }"
    return str(kg("query", "--format", "csv", figures).stdout.split()[1])


def versions(kg: Kg, graph: str, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kg("history", "list", graph, "--json", *options).stdout)[
        "versions"
    ]
    return found


def status_of(kg: Kg, fact: str) -> str:
    asked = kg("query", "--format", "csv", f"SELECT ?status WHERE {{ <{fact}> kg:reviewStatus ?status }}")
    return str(asked.stdout.split()[1].partition("#")[2])


def test_the_statuses_are_those_of_the_ontology() -> None:
    assert STATUSES == KNOWN_STATUSES


def test_graphs_are_listed_what_changed_last_first(kg: Kg, article: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(GERMAN, encoding="utf-8")
    kg("ingest", other)
    newest, oldest = kg("history", "list").stdout.splitlines()

    assert re.fullmatch(rf"{TIME}  +1 version  +http://localhost:8000/id/article/other\S+", newest)
    assert re.fullmatch(rf"{TIME}  +2 versions  +{re.escape(article)}", oldest)

    kg("retract", article)
    newest, _ = kg("history", "list").stdout.splitlines()
    assert re.fullmatch(rf"{TIME}  +2 versions  withdrawn  {re.escape(article)}", newest)


def test_a_graph_is_described_as_json(kg: Kg, article: str) -> None:
    [graph] = json.loads(kg("history", "list", "--json").stdout)

    changed = versions(kg, article)[0]["since"]
    assert graph == {"graph": article, "versions": 2, "withdrawn": False, "changed": changed}


def test_versions_are_listed_with_who_wrote_them_and_why(kg: Kg, article: str, estimate: str) -> None:
    kg("review", estimate, "reviewed", "--note", "Nach\nRückfrage.")
    lines = kg("history", "list", article).stdout.splitlines()

    assert [re.sub(TIME, "T", line) for line in lines] == [
        "   3  T  kg            kg review             Nach Rückfrage.",
        "   2  T  kg            kg ingest",
        "   1  T  kg            kg ingest",
    ]


def test_versions_as_json_have_all_that_is_known_of_them(kg: Kg, article: str) -> None:
    kg("retract", article)
    found = json.loads(kg("history", "list", article, "--json").stdout)
    newest = found["versions"][0]

    assert (found["graph"], found["withdrawn"]) == (article, True)
    assert set(newest) == {"iri", "number", "since", "agent", "way", "note", "until", "tag"}
    assert (newest["iri"], newest["number"]) == (f"{article}/version/2", 2)
    assert newest["since"] < newest["until"]


@pytest.mark.parametrize(("number", "figure"), [((), "950"), (("2",), "950"), (("1",), "900")])
def test_a_version_is_shown_as_it_was(kg: Kg, article: str, number: tuple[str, ...], figure: str) -> None:
    shown = kg("history", "show", article, *number).stdout

    assert f"mindestens {figure} Menschen" in shown
    assert f"schema:minValue {figure}" in shown


@pytest.mark.parametrize(
    ("name", "syntax"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_version_comes_in_every_syntax(kg: Kg, article: str, name: str, syntax: ox.RdfFormat) -> None:
    shown = kg("history", "show", article, "1", "--format", name).stdout_bytes
    plain = kg("history", "show", article, "1", "--format", "ntriples").stdout_bytes

    triples = {quad.triple for quad in ox.parse(shown, syntax)}
    assert triples == {quad.triple for quad in ox.parse(plain, ox.RdfFormat.N_TRIPLES)}


def test_the_difference_says_what_is_new_and_what_is_gone(kg: Kg, article: str, estimate: str) -> None:
    kg("review", estimate, "reviewed")
    status = (
        f"<{estimate}> <https://w3id.org/newskg/ontology#reviewStatus> <https://w3id.org/newskg/ontology#"
    )
    lines = kg("history", "show", article, "--diff").stdout.splitlines()
    assert lines == [f"- {status}machine> .", f"+ {status}reviewed> ."]

    changed = kg("history", "show", article, "2", "--diff").stdout.splitlines()
    assert {line[:2] for line in changed} == {"+ ", "- "}
    assert [line[2:] for line in changed] == sorted(line[2:] for line in changed)


def test_in_the_first_version_everything_is_new(kg: Kg, article: str) -> None:
    shown = kg("history", "show", article, "1", "--format", "ntriples").stdout.splitlines()

    assert kg("history", "show", article, "1", "--diff").stdout.splitlines() == [
        f"+ {line}" for line in shown
    ]


def test_a_withdrawn_graph_is_gone_until_it_is_restored(kg: Kg, article: str, german: Path) -> None:
    shown = kg("history", "show", article).stdout
    assert kg("retract", article, "--note", "Falsch.").stdout == f"{article}: withdrawn\n"
    assert kg("query", "--format", "csv", f"ASK {{ GRAPH <{article}> {{ ?s ?p ?o }} }}").stdout == "false\n"

    assert f"kg history restore {article}" in kg("ingest", german).stderr
    assert kg("history", "restore", article).stdout == f"{article}: restored\n"
    assert kg("history", "show", article).stdout == shown
    assert kg("ingest", german).stdout == "0 ingested, 1 unchanged, 0 rejected\n"


def test_an_old_version_is_brought_back_as_a_new_one(kg: Kg, article: str) -> None:
    restored = kg("history", "restore", article, "1", "--json", "--note", "Die Korrektur war falsch.")

    assert json.loads(restored.stdout) == {"graph": article, "status": "restored", "version": 3}
    assert kg("history", "show", article, "3").stdout == kg("history", "show", article, "1").stdout
    assert versions(kg, article)[0]["note"] == "Die Korrektur war falsch."
    assert kg("history", "restore", article, "1").stdout == f"{article}: unchanged\n"


def test_without_a_number_the_version_before_the_last_one_is_restored(kg: Kg, article: str) -> None:
    kg("history", "restore", article)

    assert kg("history", "show", article).stdout == kg("history", "show", article, "1").stdout


@pytest.mark.parametrize("status", STATUSES)
def test_a_fact_is_given_a_status_that_outlasts_reading_the_article_again(
    kg: Kg, article: str, estimate: str, german: Path, status: str
) -> None:
    reviewed = kg("review", estimate, status, "--json")
    german.write_text(f"{LATER} Es regnete.", encoding="utf-8")
    assert kg("ingest", german).stdout == "1 ingested, 0 unchanged, 0 rejected\n"

    assert json.loads(reviewed.stdout) == {"fact": estimate, "status": status}
    assert status_of(kg, estimate) == status


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("history", "list", "{article}/other"), "has no history. kg history list names"),
        (("history", "show", "{article}", "9"), "has no version 9. List them: kg history list"),
        (("history", "show", "{article}", "0"), "0 is not in the range"),
        (("history", "show", "{article}", "--diff", "--format", "turtle"), "leave out --format"),
        (("history", "show", "protest"), "which is not an IRI"),
        (("history", "restore", "{article}", "9"), "has no version 9"),
        (("history", "restore", "{article}/other"), "is no graph here"),
        (("retract", "{article}/other"), "is no graph here"),
        (("retract", "not an IRI"), "which is not an IRI"),
        (("review", "{article}", "reviewed"), "is no statement or estimate"),
        (("retract", "{article}", "--note", "\x1b[2J"), "A note has no control characters"),
        (("review", "{article}", "wrong"), "is not one of 'machine', 'reviewed'"),
        (("history", "list", "--server", "localhost"), "does not begin with http://"),
    ],
)
def test_what_is_not_there_is_told_on_one_line(
    kg: Kg, article: str, command: tuple[str, ...], reason: str
) -> None:
    result = kg(*(part.format(article=article) for part in command))

    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "command", [("retract", "urn:x:y"), ("history", "list"), ("review", "urn:x:y", "reviewed")]
)
def test_without_a_store_none_is_made(kg: Kg, tmp_path: Path, command: tuple[str, ...]) -> None:
    result = kg(*command)

    assert (result.exit_code, "There is no store" in result.stderr) == (2, True)
    assert not (tmp_path / "kg-store").exists()


@pytest.fixture
def faulty(article: str, estimate: str, tmp_path: Path) -> str:
    """The figure of an article that got into the store without being validated, and does not conform."""
    actor = ox.NamedNode("http://localhost:8000/id/actor/nobody")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    with EmbeddedStore(tmp_path / "kg-store") as store:
        cls = ox.NamedNode("https://w3id.org/newskg/ontology#Actor")
        store.add(NamedGraph(article, (ox.Triple(actor, kind, cls),)))
    return estimate


def test_what_does_not_conform_is_told_and_not_done(kg: Kg, article: str, faulty: str) -> None:
    result = kg("review", faulty, "reviewed")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "http://localhost:8000/id/actor/nobody" in result.stderr
    assert status_of(kg, faulty) == "machine"


@pytest.fixture
def at_server(estimate: str, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """The options that have a server do it, which has the store open, at another address than its base."""
    server = Server(tmp_path / "kg-store", tmp_path / "log")
    yield ("--server", f"http://127.0.0.1:{server.port}", "--token", TOKEN)
    server.stop()


def test_beside_a_server_the_commands_say_how_it_does_them(
    kg: Kg, article: str, estimate: str, at_server: tuple[str, ...]
) -> None:
    for command, name in (
        (("history", "list"), "history"),
        (("history", "show", article), "history"),
        (("history", "restore", article), "history restore"),
        (("retract", article), "retract"),
        (("review", estimate, "reviewed"), "review"),
    ):
        result = kg(*command)
        assert result.exit_code == 2
        assert f"kg {name} … --server http://localhost:8000" in result.stderr


def test_a_server_lists_and_shows_what_the_store_has(kg: Kg, article: str, tmp_path: Path) -> None:
    entry = tmp_path / "actors.nq"
    for label in ("Anna", "Anna B."):
        entry.write_text("".join(actor(name, label) for name in NAMES), encoding="utf-8")
        assert kg("ingest", entry).exit_code == 0
    questions = [("history", "list", "--json"), ("history", "show", article, "1")]
    for name in (article, *NAMES):
        questions += [
            ("history", "list", name),
            ("history", "show", name),
            ("history", "show", name, "--diff"),
        ]
    here = [kg(*question).stdout for question in questions]
    server = Server(tmp_path / "kg-store", tmp_path / "log")
    there = [kg(*question, "--server", f"http://127.0.0.1:{server.port}").stdout for question in questions]
    server.stop()

    assert there == here
    assert all(here)


def actor(graph: str, label: str) -> str:
    """Return an actor in a graph, as N-Quads."""
    node, terms = f"<{graph}/anna>", "https://w3id.org/newskg/ontology#"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    name = f'<http://www.w3.org/2004/02/skos/core#prefLabel> "{label}"@de'
    said = (f"{kind} <{terms}Actor>", f"{kind} <{terms}Person>", name)
    return "".join(f"{node} {what} <{graph}> .\n" for what in said)


def test_a_server_withdraws_restores_and_reviews(
    kg: Kg, article: str, estimate: str, at_server: tuple[str, ...]
) -> None:
    reviewed = kg("review", estimate, "reviewed", "--note", "Geprüft.", "--json", *at_server)
    withdrawn = kg("retract", article, "--note", "Falsch.", "--json", *at_server)
    shown = kg("history", "show", article, "--diff", *at_server)
    restored = kg("history", "restore", article, "--json", *at_server)
    again = kg("history", "restore", article, "3", *at_server)

    assert json.loads(reviewed.stdout) == {"fact": estimate, "status": "reviewed"}
    assert json.loads(withdrawn.stdout) == {"graph": article, "status": "withdrawn"}
    assert "reviewStatus> <https://w3id.org/newskg/ontology#reviewed>" in shown.stdout
    assert json.loads(restored.stdout) == {"graph": article, "status": "restored", "version": 4}
    assert again.stdout == f"{article}: unchanged\n"
    told = [(one["agent"], one["way"], one["note"]) for one in versions(kg, article, *at_server)]
    assert told[:2] == [("environment", "/restorations", None), ("environment", "/reviews", "Geprüft.")]


def test_a_server_tells_what_does_not_conform_as_the_command_does(
    kg: Kg, faulty: str, tmp_path: Path
) -> None:
    here = kg("review", faulty, "reviewed")
    server = Server(tmp_path / "kg-store", tmp_path / "log")
    address = f"http://127.0.0.1:{server.port}"
    there = kg("review", faulty, "reviewed", "--server", address, "--token", TOKEN)
    server.stop()

    assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr)


def test_what_a_server_refuses_is_told(
    kg: Kg, article: str, estimate: str, at_server: tuple[str, ...]
) -> None:
    server = at_server[1]
    for command, reason in (
        (("retract", f"{article}/other", *at_server), "is no graph here"),
        (("history", "restore", article, "9", *at_server), "has no version 9"),
        (("history", "list", f"{article}/other", *at_server), "Nothing is known"),
        (("review", article, "reviewed", *at_server), "is no statement or estimate"),
        (("review", estimate, "reviewed", "--server", server), "Send a token"),
    ):
        result = kg(*command)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.stderr
        assert reason in result.stderr
