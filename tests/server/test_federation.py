"""SERVICE: only where it is allowed by name, and never into private networks."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from urllib.parse import parse_qs

import pytest
from flask import Flask

from kg.errors import EvaluationError, ForbiddenError, QueryError
from server.federation import federated
from server.fetching import is_public, post

QUERY = """PREFIX : <http://example.org/>
SELECT * {{ ?s :p ?o . SERVICE {silent} <{url}> {{ ?s skos:prefLabel ?name }} }}"""


class Endpoint(BaseHTTPRequestHandler):
    """A service with two solutions, which remembers what it was asked."""

    asked: list[str] = []  # noqa: RUF012 - emptied for each test
    status = 200
    answer: dict[str, object] = {}  # noqa: RUF012

    def do_POST(self) -> None:
        """Answer a query."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Endpoint.asked += parse_qs(body)["query"]
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(json.dumps(self.answer).encode())

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    Endpoint.asked, Endpoint.status = [], 200
    Endpoint.answer = {
        "head": {"vars": ["s", "name"]},
        "results": {
            "bindings": [
                {
                    "s": {"type": "uri", "value": "http://example.org/a"},
                    "name": {"type": "literal", "value": 'A "}'},
                },
                {"s": {"type": "uri", "value": "http://example.org/b"}},
            ]
        },
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


def anywhere(url: str, body: bytes, headers: dict[str, str]) -> bytes:
    return post(url, body, headers, allows=lambda _: True)


def test_a_block_is_replaced_by_the_solutions_of_its_service(endpoint: str) -> None:
    query = federated(QUERY.format(silent="", url=endpoint), (endpoint,), anywhere)

    assert "SERVICE" not in query
    assert 'VALUES (?s ?name) { (<http://example.org/a> "A \\"}") (<http://example.org/b> UNDEF) }' in query
    [asked] = Endpoint.asked
    assert "SELECT * WHERE { ?s skos:prefLabel ?name }" in asked
    assert "PREFIX skos:" in asked
    assert "PREFIX : <http://example.org/>" in asked


def test_what_no_list_allows_is_left_to_be_refused() -> None:
    query = QUERY.format(silent="", url="http://example.org/sparql")

    assert federated(query, ()) == query


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_service_that_is_not_on_the_list_is_refused(endpoint: str, silent: str) -> None:
    with pytest.raises(ForbiddenError, match="not allowed"):
        federated(QUERY.format(silent=silent, url=f"{endpoint}/other"), (endpoint,), anywhere)
    assert Endpoint.asked == []


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_service_in_a_private_network_is_refused_even_when_it_is_on_the_list(
    endpoint: str, silent: str
) -> None:
    with pytest.raises(ForbiddenError, match="private network"):
        federated(QUERY.format(silent=silent, url=endpoint), (endpoint,))
    assert Endpoint.asked == []


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_service_that_fails_or_redirects_is_an_error_unless_silent(endpoint: str, status: int) -> None:
    Endpoint.status = status

    with pytest.raises(EvaluationError, match=str(status)):
        federated(QUERY.format(silent="", url=endpoint), (endpoint,), anywhere)
    assert "{ }" in federated(QUERY.format(silent="SILENT", url=endpoint), (endpoint,), anywhere)


def test_an_answer_that_cannot_be_read_is_an_error(endpoint: str) -> None:
    Endpoint.answer = {"nothing": "useful"}

    with pytest.raises(EvaluationError, match="cannot be read"):
        federated(QUERY.format(silent="", url=endpoint), (endpoint,), anywhere)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE",
        "SELECT * { SERVICE <{0}>",
        "SELECT * { SERVICE <{0}> { ?s ?p ?o",
    ],
)
def test_a_service_that_is_not_named_or_has_no_block_is_refused(endpoint: str, query: str) -> None:
    with pytest.raises(QueryError):
        federated(query.replace("{0}", endpoint), (endpoint,), anywhere)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "224.0.0.1",
        "0.0.0.0",
    ],
)
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_addresses_of_the_internet_are_public() -> None:
    assert is_public(ip_address("9.9.9.9"))


def test_the_server_asks_nobody_in_a_private_network(start: Callable[..., Flask], endpoint: str) -> None:
    client = start(allowed_services=(endpoint,)).test_client()

    response = client.post("/sparql", data={"query": QUERY.format(silent="", url=endpoint)})

    assert response.status_code == 403
    assert "private network" in response.get_json()["detail"]
    assert Endpoint.asked == []
