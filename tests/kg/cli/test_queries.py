"""`kg query`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest
from click.testing import Result
from werkzeug.serving import make_server

from kg.formats import graph_format
from server import Config, close, create_app

Kg = Callable[..., Result]
NAMES = """SELECT DISTINCT ?name WHERE {
    ?actor a kg:State ; skos:prefLabel ?name FILTER (LANG(?name) = "de") } ORDER BY ?name"""


@pytest.fixture
def ask(kg: Kg, seeded_store: Path) -> Kg:
    """Query the store with the sample articles."""

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return kg("--store", seeded_store, "query", *arguments, stdin=stdin)

    return run


def test_solutions_are_csv_where_nobody_looks_on(ask: Kg) -> None:
    result = ask(NAMES)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Russland" in result.stdout.split()


@pytest.mark.parametrize(
    ("syntax", "begin"),
    [("csv", "name"), ("tsv", "?name"), ("xml", "<?xml"), ("json", '{"head":'), ("table", "\n")],
)
def test_solutions_come_in_every_results_syntax(ask: Kg, syntax: str, begin: str) -> None:
    result = ask(NAMES, "--format", syntax)
    assert result.exit_code == 0
    assert result.stdout.lstrip(" ").startswith(begin)
    assert "Russland" in result.stdout


@pytest.mark.parametrize("syntax", ["turtle", "ntriples", "jsonld"])
def test_a_graph_comes_in_every_rdf_syntax(ask: Kg, syntax: str) -> None:
    result = ask("CONSTRUCT WHERE { ?s kg:speaker ?o }", "--format", syntax)
    assert len(list(ox.parse(result.stdout, graph_format(syntax).rdf_format))) > 10


@pytest.mark.parametrize("options", [(), ("--format", "table")])
def test_a_graph_is_turtle_where_a_table_was_expected(ask: Kg, options: tuple[str, ...]) -> None:
    assert ask("CONSTRUCT WHERE { ?s kg:speaker ?o }", *options).stdout.startswith("@prefix")


def test_a_yes_or_no_question_is_answered(ask: Kg) -> None:
    assert ask("ASK { ?s a kg:Article }").stdout == "true\n"
    assert ask("ASK { ?s a kg:Article }", "--format", "table").stdout == "yes\n"


def test_a_query_can_come_from_a_file_or_from_standard_input(ask: Kg, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(NAMES, encoding="utf-8-sig")
    expected = ask(NAMES).stdout
    assert ask("--file", file).stdout == expected
    assert ask("-", stdin=NAMES).stdout == expected
    assert ask("--file", "-", stdin=NAMES).stdout == expected


def test_saved_queries_are_listed_and_answered(ask: Kg, kg: Kg) -> None:
    listed = kg("query", "--list").stdout.splitlines()
    assert "disputes    Figures that cannot both be right" in listed
    for line in listed:
        result = ask("--saved", line.split()[0])
        assert (result.exit_code, result.stderr) == (0, "")
        assert len(result.stdout.splitlines()) > 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "Give one of QUERY, --file, --saved"),
        (("ASK {}", "--saved", "figures"), "Give one of QUERY, --file, --saved"),
        (("--saved", "nothing"), "There is no saved query 'nothing'; there are actors, disputes"),
        (("--file", "missing.rq"), "missing.rq cannot be read: No such file or directory"),
        (("--file", "."), ". cannot be read: Is a directory"),
        (("SELECT * WHERE {",), "The query cannot be parsed near “SELECT * WHERE {” in line 1."),
        (("",), "The query is empty"),
        (("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",), "SERVICE is not allowed"),
        (("INSERT DATA { <http://a.org/> <http://b.org/> 1 }",), "The query cannot be parsed"),
        (("ASK {}", "--format", "turtle"), "cannot be written as turtle"),
        (("CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "cannot be written as csv"),
        (("ASK {}", "--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_wrong_use_is_explained(ask: Kg, arguments: tuple[str, ...], problem: str) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert result.stdout == ""


def test_a_file_given_as_a_query_is_noticed(ask: Kg, tmp_path: Path) -> None:
    (tmp_path / "question.rq").write_text(NAMES)
    assert "kg query --file question.rq" in ask("question.rq").stderr


def test_a_query_file_must_be_text(ask: Kg, tmp_path: Path) -> None:
    (tmp_path / "question.rq").write_bytes(b"\xff\xfe\x00")
    assert "question.rq is not UTF-8 text" in ask("--file", "question.rq").stderr


def test_a_missing_store_is_said_with_what_to_do(kg: Kg, tmp_path: Path) -> None:
    result = kg("--store", "nowhere", "query", "ASK {}")
    assert result.exit_code == 2
    assert "There is no store at nowhere. Ingest something first: kg --store nowhere ingest" in result.stderr
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def endpoint(own_store: Path) -> Iterator[str]:
    """A server that holds the store."""
    app = create_app(Config(store=own_store))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()
    close(app)


def test_a_server_can_be_asked_while_it_holds_the_store(kg: Kg, own_store: Path, endpoint: str) -> None:
    locked = kg("--store", own_store, "query", NAMES)
    assert locked.exit_code == 2
    assert "is in use by process" in locked.stderr
    asked = kg("query", "--endpoint", endpoint, NAMES)
    assert (asked.exit_code, asked.stderr) == (0, "")
    assert "Russland" in asked.stdout.split()


def test_a_server_answers_every_kind_of_query(kg: Kg, endpoint: str) -> None:
    assert kg("query", "--endpoint", endpoint, "ASK { ?s a kg:Article }").stdout == "true\n"
    graph = kg(
        "query", "--endpoint", endpoint, "CONSTRUCT WHERE { ?s kg:speaker ?o }", "--format", "ntriples"
    )
    assert len(graph.stdout.splitlines()) > 10
    found = json.loads(kg("query", "--endpoint", endpoint, "--saved", "places", "--format", "json").stdout)
    assert found["results"]["bindings"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("file:///etc/passwd", "is no address of an endpoint"),
        ("http://127.0.0.1:9/sparql", "cannot be reached"),
        ("http://nowhere.invalid/sparql", "cannot be reached"),
    ],
)
def test_an_endpoint_that_is_none_is_said(kg: Kg, address: str, problem: str) -> None:
    result = kg("query", "--endpoint", address, "ASK {}")
    assert result.exit_code == 2
    assert f"{address} {problem}" in result.stderr


def test_what_a_server_says_is_passed_on(kg: Kg, endpoint: str) -> None:
    missing = kg("query", "--endpoint", endpoint.replace("/sparql", "/nothing"), "ASK {}")
    assert missing.exit_code == 2
    assert "/nothing cannot answer: " in missing.stderr
    broken = kg("query", "--endpoint", endpoint, "ASK {")
    assert "The query cannot be parsed" in broken.stderr
