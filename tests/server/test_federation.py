"""SERVICE: only where it is allowed by name, and never into private networks."""

import json
import time
from collections.abc import Callable, Iterator
from threading import Semaphore
from typing import Any

import pytest
from flask import Flask

from kg.errors import ForbiddenError, QueryError, RemoteError
from kg.workers import DeadlineError, Limits
from server import federation
from server.fetching import MOST_REQUESTS, Network, is_public
from tests.server.elsewhere import Document, OtherServer, anywhere, other_server

QUERY = """PREFIX : <http://example.org/>
SELECT * {{ ?s :p ?o . SERVICE {silent} <{url}> {{ ?s skos:prefLabel ?name }} }}"""


ANSWER = {
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


@pytest.fixture
def other() -> Iterator[OtherServer]:
    """A server with a service at ``/sparql`` that knows two solutions."""
    with other_server() as server:
        server.documents["/sparql"] = results(ANSWER)
        yield server


@pytest.fixture
def endpoint(other: OtherServer) -> str:
    return f"{other.url}/sparql"


def results(content: dict[str, object], **properties: Any) -> Document:
    return Document(json.dumps(content).encode(), "application/sparql-results+json", **properties)


def federated(query: str, *allowed: str, seconds: float = 20, is_private: bool = False) -> str:
    return federation.federated(
        query, allowed, Network(seconds, is_public if is_private else anywhere, Semaphore())
    )


def test_a_block_is_replaced_by_the_solutions_of_its_service(other: OtherServer, endpoint: str) -> None:
    query = federated(QUERY.format(silent="", url=endpoint), endpoint)

    assert "SERVICE" not in query
    assert 'VALUES (?s ?name) { (<http://example.org/a> "A \\"}") (<http://example.org/b> UNDEF) }' in query
    [asked] = other.queries
    assert "SELECT * WHERE { ?s skos:prefLabel ?name }" in asked
    assert "PREFIX skos:" in asked
    assert "PREFIX : <http://example.org/>" in asked


def test_what_no_list_allows_is_left_to_be_refused() -> None:
    query = QUERY.format(silent="", url="http://example.org/sparql")

    assert federated(query) == query


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_service_that_is_not_on_the_list_is_refused(other: OtherServer, endpoint: str, silent: str) -> None:
    with pytest.raises(ForbiddenError, match="not allowed"):
        federated(QUERY.format(silent=silent, url=f"{endpoint}/other"), endpoint)
    assert other.queries == []


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_service_in_a_private_network_is_refused_even_when_it_is_on_the_list(
    other: OtherServer, endpoint: str, silent: str
) -> None:
    with pytest.raises(ForbiddenError, match="private network"):
        federated(QUERY.format(silent=silent, url=endpoint), endpoint, is_private=True)
    assert other.queries == []


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_service_that_fails_or_redirects_is_an_error_unless_silent(
    other: OtherServer, endpoint: str, status: int
) -> None:
    other.documents["/sparql"] = results(ANSWER, status=status)

    with pytest.raises(RemoteError, match=str(status)):
        federated(QUERY.format(silent="", url=endpoint), endpoint)
    assert "{ }" in federated(QUERY.format(silent="SILENT", url=endpoint), endpoint)


def test_an_answer_that_cannot_be_read_is_an_error(other: OtherServer, endpoint: str) -> None:
    other.documents["/sparql"] = results({"nothing": "useful"})

    with pytest.raises(RemoteError, match="cannot be read"):
        federated(QUERY.format(silent="", url=endpoint), endpoint)


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
        federated(query.replace("{0}", endpoint), endpoint)


def test_services_share_the_time_of_the_query(other: OtherServer, endpoint: str) -> None:
    other.documents["/sparql"] = results({"head": {"vars": []}, "results": {"bindings": []}}, drip=0.01)
    query = f"SELECT * {{ {f'SERVICE SILENT <{endpoint}> {{ }} ' * 5} }}"

    with pytest.raises(DeadlineError):
        federated(query, endpoint, seconds=1)
    assert 1 < len(other.queries) < 5


def test_so_many_services_are_asked_at_once(other: OtherServer, endpoint: str) -> None:
    query = f"SELECT * {{ {f'SERVICE SILENT <{endpoint}> {{ }} ' * (MOST_REQUESTS + 1)} }}"

    with pytest.raises(ForbiddenError, match=str(MOST_REQUESTS)):
        federated(query, endpoint)
    assert len(other.queries) == MOST_REQUESTS


@pytest.mark.parametrize(
    ("document", "status", "kind", "outcome"),
    [
        (results(ANSWER), 200, None, "answered"),
        (results({}, status=500), 502, "remote", "failed"),
        (results(ANSWER, drip=0.1), 503, "deadline", "deadline"),
    ],
)
def test_what_becomes_of_a_query_with_a_service_is_answered_and_counted(
    start: Callable[..., Flask],
    other: OtherServer,
    endpoint: str,
    document: Document,
    status: int,
    kind: str | None,
    outcome: str,
) -> None:
    other.documents["/sparql"] = document
    app = start(allowed_services=(endpoint,), may_connect=anywhere, limits=Limits(workers=1, seconds=1))
    client = app.test_client()

    response = client.post(
        "/sparql", data={"query": f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?name }} }}"}
    )

    assert response.status_code == status
    assert response.headers["Query-Id"]
    assert "ETag" not in response.headers
    assert f'kg_queries_total{{outcome="{outcome}"}} 1' in client.get("/metrics").text
    if kind:
        assert response.get_json()["type"].endswith(f"#{kind}")


def test_what_services_took_is_missing_to_evaluation(
    start: Callable[..., Flask], other: OtherServer, endpoint: str
) -> None:
    other.documents["/sparql"] = results({"head": {"vars": []}, "results": {"bindings": []}}, drip=0.03)
    app = start(allowed_services=(endpoint,), may_connect=anywhere, limits=Limits(workers=1, seconds=2))
    numbers = " ".join(map(str, range(100)))
    burning = "".join(f"VALUES ?v{n} {{ {numbers} }}" for n in range(5))
    query = f"SELECT (COUNT(*) AS ?n) {{ {{ SERVICE <{endpoint}> {{ }} }} UNION {{ {burning} }} }}"
    begin = time.monotonic()

    response = app.test_client().post("/sparql", data={"query": query})

    assert response.status_code == 503
    assert len(other.queries) == 1
    assert time.monotonic() - begin < 3.3


def test_the_server_asks_nobody_in_a_private_network(
    start: Callable[..., Flask], other: OtherServer, endpoint: str
) -> None:
    client = start(allowed_services=(endpoint,)).test_client()

    response = client.post("/sparql", data={"query": QUERY.format(silent="", url=endpoint)})

    assert response.status_code == 403
    assert "private network" in response.get_json()["detail"]
    assert other.queries == []
