"""Answers that are given again: as they were, and never when they would be wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.server.serving import TOKEN, Server, address

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
GIVEN = "kg_answers_cached_total"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server(filled: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(filled(), tmp_path_factory.mktemp("log") / "log")
    yield server
    assert server.stop() == 0


def asked_twice(server: Server, path: str, **arguments: object) -> tuple[bool, bool]:
    """Return whether the second answer to a request was given again, and whether it was the same."""
    method = "POST" if "body" in arguments else "GET"
    first = server.request(method, path, **arguments)
    before = server.metric(GIVEN)
    second = server.request(method, path, **arguments)
    ignored = {"date"}
    same = [{k: v for k, v in headers.items() if k not in ignored} for _, headers, _ in (first, second)]
    return server.metric(GIVEN) > before, (first[0], same[0], first[2]) == (second[0], same[1], second[2])


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        (address(COUNT), {}),
        (address(COUNT), {"headers": {"Accept": "text/csv", "Accept-Encoding": "gzip"}}),
        (address("CONSTRUCT WHERE { ?s ?p ?o }"), {"headers": {"Accept-Encoding": "gzip"}}),
        ("/sparql", {"body": f"query={quote(COUNT)}", "headers": {"Content-Type": FORM}}),
        ("/sparql", {"body": COUNT, "headers": {"Content-Type": "application/sparql-query"}}),
        ("/", {"headers": {"Accept": "text/html", "Accept-Language": "de"}}),
        ("/ontology", {"headers": {"Accept": "text/turtle"}}),
    ],
    ids=["a query", "as gzip", "a graph", "a form", "a query as it is", "a page", "the ontology"],
)
def test_the_same_request_is_answered_the_same_without_finding_it_out(
    server: Server, path: str, arguments: dict[str, object]
) -> None:
    assert asked_twice(server, path, **arguments) == (True, True)


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        (address("SELECT (RAND() AS ?x) WHERE {}"), {}),
        (address("SELECT * WHERE { ?s ?p"), {}),
        (address(COUNT), {"headers": {"Cache-Control": "no-cache"}}),
        (address(COUNT), {"headers": {"Authorization": f"Bearer {TOKEN}"}}),
        ("/?lang=de", {"headers": {"Accept": "text/html"}}),
        ("/health", {}),
        ("/queries", {"token": TOKEN}),
    ],
    ids=["random", "an error", "asked anew", "with a token", "a choice", "health", "queries"],
)
def test_what_differs_each_time_or_is_for_one_alone_is_found_out(
    server: Server, path: str, arguments: dict[str, object]
) -> None:
    assert asked_twice(server, path, **arguments)[0] is False


def test_formats_languages_and_hosts_never_share_an_answer(server: Server) -> None:
    def body(path: str, name: str, value: str) -> bytes:
        headers = {"Accept": "text/html"} | {name: value}
        contents = {server.request("GET", path, headers=headers)[2] for _ in range(2)}
        assert len(contents) == 1
        return contents.pop()

    csv, xml = (body(address(COUNT), "Accept", f"text/{kind}") for kind in ("csv", "xml"))
    german, english = (body("/", "Accept-Language", tongue) for tongue in ("de", "en"))
    chosen = body("/", "Cookie", "lang=de")
    here, there = (body("/", "Host", host) for host in ("a.example", "b.example"))

    assert csv != xml
    assert german != english
    assert b'lang="de"' in german
    assert b'lang="de"' in chosen
    assert b"b.example" in there
    assert b"b.example" not in here


def test_after_a_write_the_answer_is_that_of_the_new_contents(server: Server) -> None:
    def count() -> int:
        return int(server.ask(COUNT)[2]["results"]["bindings"][0]["n"]["value"])

    before = (count(), count())
    article = "Neue Brücke\n\nDie Brücke werde 2027 fertig, sagte die Ministerin.\n".encode()
    headers = {"Content-Type": "text/plain"}
    status, _, _ = server.request("POST", "/entries", body=article, token=TOKEN, headers=headers)
    after = (count(), count())

    assert status == 201
    assert before[0] == before[1] < after[0] == after[1]


def test_it_holds_no_more_than_it_may(filled: Callable[[], Path], tmp_path: Path) -> None:
    server = Server(filled(), tmp_path / "log", settings={"answer_cache": 100_000})

    for number in range(100):
        server.ask(f"SELECT ({number} AS ?n) WHERE {{ ?s ?p ?o }} LIMIT 50")

    assert 50_000 < server.metric("kg_cache_bytes") <= 100_000
    assert server.stop() == 0


def test_without_a_cache_every_answer_is_found_out(filled: Callable[[], Path], tmp_path: Path) -> None:
    server = Server(filled(), tmp_path / "log", settings={"answer_cache": 0})

    assert asked_twice(server, address(COUNT))[0] is False
    assert server.stop() == 0
