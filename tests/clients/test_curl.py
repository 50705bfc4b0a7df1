"""curl as a client, as the documentation uses it."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from tests.clients.serving import TOKEN, program

AUTHORIZED = ("-H", f"Authorization: Bearer {TOKEN}")
HEADLINES = "query=SELECT ?headline WHERE { ?article a kg:Article ; schema:headline ?headline }"
ALL = "query=CONSTRUCT WHERE { ?s ?p ?o }"
HEADLINE = "Hochwasser in Sankt Florin"
NAMED = "graph-store?graph=http://example.org/g"
TRIPLES = "<http://example.org/s> <http://example.org/p> 'Ö +%20' , 2 ."


@dataclass(frozen=True)
class Reply:
    """What curl got; `received` is the number of bytes of the body on the wire."""

    status: int
    headers: dict[str, str]
    body: str
    received: int

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.headers["content-type"].partition(";")[0]


Curl = Callable[..., Reply]


@pytest.fixture
def curl(tmp_path: Path) -> Curl:
    """Run curl; the arguments are those of the command line."""
    path, body = program("curl"), tmp_path / "body"

    def run(*arguments: str) -> Reply:
        body.write_bytes(b"")
        said = '{"status": %{http_code}, "received": %{size_download}, "headers": %{header_json}}'
        command = [path, "-sS", "--max-time", "60", "-o", str(body), "-w", said, *arguments]
        written = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        facts = json.loads(written)
        headers = {name: ", ".join(values) for name, values in facts["headers"].items()}
        return Reply(facts["status"], headers, body.read_text(encoding="utf-8"), facts["received"])

    return run


@pytest.fixture
def put(curl: Curl, bare: str) -> Callable[[str], Reply]:
    """Make a graph of the bare store what is sent, in Turtle."""
    return lambda turtle: curl(
        f"{bare}/{NAMED}",
        "-X",
        "PUT",
        *AUTHORIZED,
        "-H",
        "Content-Type: text/turtle",
        "--data-binary",
        turtle,
    )


@pytest.mark.parametrize(
    ("accept", "row"),
    [
        ("application/sparql-results+json", f'"value":"{HEADLINE}"'),
        ("application/sparql-results+xml", f">{HEADLINE}</literal>"),
        ("text/csv", f"\n{HEADLINE}\n"),
        ("text/tab-separated-values", f'\n"{HEADLINE}"@'),
    ],
)
@pytest.mark.parametrize("method", ["-G", "-XPOST"])
def test_solutions_come_in_the_format_that_is_asked_for(
    curl: Curl, news: str, accept: str, row: str, method: str
) -> None:
    reply = curl(f"{news}/sparql", method, "-H", f"Accept: {accept}", "--data-urlencode", HEADLINES)

    assert (reply.status, reply.media_type) == (200, accept)
    assert row in reply.body


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
    ],
)
def test_graphs_come_in_the_format_that_is_asked_for(curl: Curl, news: str, accept: str) -> None:
    query = "query=CONSTRUCT WHERE { ?article a kg:Article }"

    reply = curl(f"{news}/sparql", "-G", "-H", f"Accept: {accept}", "--data-urlencode", query)

    assert (reply.status, reply.media_type) == (200, accept)
    assert len(list(ox.parse(reply.body.encode(), ox.RdfFormat.from_media_type(accept)))) == 12


def test_a_query_is_posted_as_it_is(curl: Curl, news: str, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text("SELECT ('Ö 1+1 %20 & x=y' AS ?text) WHERE {}", encoding="utf-8")
    headers = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv")

    reply = curl(f"{news}/sparql", *headers, "--data-binary", f"@{file}")

    assert reply.body.splitlines()[1] == "Ö 1+1 %20 & x=y"


def test_what_is_compressed_is_less_and_the_same(curl: Curl, news: str) -> None:
    plain = curl(f"{news}/sparql", "-G", "--data-urlencode", ALL)
    compressed = curl(f"{news}/sparql", "-G", "--compressed", "--data-urlencode", ALL)

    assert compressed.headers["content-encoding"] == "gzip"
    assert compressed.received < plain.received / 2
    assert compressed.body == plain.body


def test_head_tells_what_get_would_send(curl: Curl, news: str) -> None:
    query = ("-G", "--data-urlencode", HEADLINES)

    got, told = curl(f"{news}/sparql", *query), curl(f"{news}/sparql", "--head", *query)

    assert (told.status, told.received) == (200, 0)
    for name in ("content-type", "content-length", "etag", "vary"):
        assert told.headers[name] == got.headers[name]


def test_what_the_client_has_is_not_sent_again(curl: Curl, news: str) -> None:
    query = ("-G", "--data-urlencode", HEADLINES)
    tag = curl(f"{news}/sparql", *query).headers["etag"]

    same = curl(f"{news}/sparql", *query, "-H", f"If-None-Match: {tag}")
    other = curl(f"{news}/sparql", *query, "-H", f"If-None-Match: {tag}", "-H", "Accept: text/csv")

    assert (same.status, same.body) == (304, "")
    assert same.headers["etag"] == tag
    assert other.status == 200


def test_what_changed_is_sent_again(
    curl: Curl, bare: str, put: Callable[[str], Reply], tmp_path: Path
) -> None:
    tag = str(tmp_path / "tag")
    put(TRIPLES)
    curl(f"{bare}/{NAMED}", "--etag-save", tag)
    assert curl(f"{bare}/{NAMED}", "--etag-compare", tag).status == 304

    put(TRIPLES.replace("2", "3"))
    assert curl(f"{bare}/{NAMED}", "--etag-compare", tag).status == 200


def test_a_graph_is_put_read_and_deleted(curl: Curl, bare: str, put: Callable[[str], Reply]) -> None:
    assert [put(TRIPLES).status, put(TRIPLES).status] == [201, 204]

    read = curl(f"{bare}/{NAMED}", "-H", "Accept: text/turtle")
    assert set(Graph().parse(data=read.body)) == set(Graph().parse(data=TRIPLES))

    assert curl(f"{bare}/{NAMED}", "-X", "DELETE", *AUTHORIZED).status == 204
    assert curl(f"{bare}/{NAMED}").status == 404


def test_a_large_file_is_sent_by_a_client_that_asks_first(curl: Curl, bare: str, tmp_path: Path) -> None:
    file = tmp_path / "large.nt"
    file.write_text(
        "".join(f"<http://example.org/{n}> <http://example.org/p> {n} .\n" for n in range(40_000))
    )
    expecting = ("-H", "Content-Type: text/turtle", "-H", "Expect: 100-continue", *AUTHORIZED)

    assert curl(f"{bare}/{NAMED}", *expecting, "-T", str(file)).status == 201
    count = "query=SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert "40000" in curl(f"{bare}/sparql", "-G", "--data-urlencode", count).body


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nothing_is_written_without_the_token(curl: Curl, bare: str, method: str) -> None:
    turtle = ("-H", "Content-Type: text/turtle", "--data-binary", TRIPLES)

    reply = curl(f"{bare}/{NAMED}", "-X", method, *turtle)

    assert (reply.status, reply.media_type) == (401, "application/problem+json")
    assert curl(f"{bare}/{NAMED}").status == 404
