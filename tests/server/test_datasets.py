"""FROM: graphs of the store, documents that the operator allows, and nothing else."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.workers import MEBIBYTE, Limits
from server.allowed import AllowList
from tests.server.conftest import BASE, TOKEN
from tests.server.elsewhere import Document, OtherServer, anywhere, other_server

STORED = f"{BASE}/id/entry/stored"
ALL = "SELECT ?s ?p ?o"


@pytest.fixture
def other() -> Iterator[OtherServer]:
    with other_server() as server:
        server.documents["/open/a"] = Document(b"<a:a> <a:p> 1 . <a:same> <a:p> 0 . _:b <a:p> 3 .")
        server.documents["/open/b"] = Document(b"<a:b> <a:p> 2 . <a:same> <a:p> 0 .")
        yield server


@pytest.fixture
def client(start: Callable[..., Flask], other: OtherServer) -> FlaskClient:
    """A client of a server that has one graph and may fetch what is below ``/open/``."""
    return filled(start, allowed_documents=AllowList([f"{other.url}/open/"]), may_connect=anywhere)


def filled(start: Callable[..., Flask], **settings: object) -> FlaskClient:
    client = start(write_token=TOKEN, validates=False, **settings).test_client()
    update = f"INSERT DATA {{ GRAPH <{STORED}> {{ <a:stored> <a:p> 9 }} GRAPH <a:g> {{ <a:g> <a:p> 8 }} }}"
    sent = client.post("/sparql", data={"update": update}, headers={"Authorization": f"Bearer {TOKEN}"})
    assert sent.status_code == 204
    return client


def ask(client: FlaskClient, query: str, **parameters: object) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **parameters})


def values(response: TestResponse) -> list[int]:
    assert response.status_code == 200, response.text
    return sorted(int(row["o"]["value"]) for row in response.get_json(force=True)["results"]["bindings"])


def test_a_query_sees_documents_and_graphs_of_the_store_together(
    client: FlaskClient, other: OtherServer
) -> None:
    query = f"BASE <{other.url}/open/> {ALL} FROM <a> FROM <b> FROM <{STORED}> {{ ?s ?p ?o }}"

    assert values(ask(client, query)) == [0, 1, 2, 3, 9]
    assert other.requests == ["GET /open/a", "GET /open/b"]
    assert values(ask(client, f"{ALL} {{ ?s ?p ?o }}")) == [8, 9]


@pytest.mark.parametrize("by", ["FROM", "default-graph-uri"])
def test_the_default_graph_is_the_merge_of_several(start: Callable[..., Flask], by: str) -> None:
    client = filled(start)
    update = "INSERT DATA { GRAPH <a:g> { <a:stored> <a:p> 9 } GRAPH <a:h> { <a:h> <a:p> 7 } }"
    client.post("/sparql", data={"update": update}, headers={"Authorization": f"Bearer {TOKEN}"})

    if by == "FROM":
        response = ask(client, f"{ALL} FROM <{STORED}> FROM <a:g> {{ ?s ?p ?o }}")
    else:
        response = ask(client, f"{ALL} {{ ?s ?p ?o }}", **{by: [STORED, "a:g"]})

    assert values(response) == [8, 9]


def test_documents_can_be_named_graphs(client: FlaskClient, other: OtherServer) -> None:
    query = f"{ALL} FROM NAMED <{other.url}/open/a> FROM <{STORED}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"

    assert values(ask(client, query)) == [0, 1, 3]


def test_the_request_can_name_documents(client: FlaskClient, other: OtherServer) -> None:
    parameters = {
        "default-graph-uri": [f"{other.url}/open/b", STORED],
        "named-graph-uri": f"{other.url}/open/a",
    }
    query = f"{ALL} FROM <http://elsewhere.example/> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"

    assert values(ask(client, query, **parameters)) == [0, 0, 1, 2, 3, 9]


def test_an_answer_from_documents_is_not_taken_for_that_of_the_store(
    client: FlaskClient, other: OtherServer
) -> None:
    query = f"{ALL} FROM <{other.url}/open/b> {{ ?s ?p ?o }}"
    version = ask(client, f"{ALL} {{ ?s ?p ?o }}").headers["ETag"]

    first = ask(client, query)
    other.documents["/open/b"] = Document(b"<a:b> <a:p> 7 .")
    second = client.get("/sparql", query_string={"query": query}, headers={"If-None-Match": version})

    assert "ETag" not in first.headers
    assert values(first) == [0, 2]
    assert values(second) == [7]


def test_a_graph_of_the_store_is_not_fetched(client: FlaskClient, other: OtherServer) -> None:
    name = f"{other.url}/open/a"
    client.post(
        "/sparql",
        data={"update": f"INSERT DATA {{ GRAPH <{name}> {{ <a:x> <a:p> 5 }} }}"},
        headers={"Authorization": f"Bearer {TOKEN}"},
    )

    assert values(ask(client, f"{ALL} FROM <{name}> {{ ?s ?p ?o }}")) == [5]
    assert other.connections == 0


def test_a_document_that_fails_is_an_error(client: FlaskClient, other: OtherServer) -> None:
    response = ask(client, f"{ALL} FROM <{other.url}/open/missing> {{ ?s ?p ?o }}")

    assert response.status_code == 502
    assert "404" in response.get_json()["detail"]


def test_a_document_that_takes_too_much_memory_is_refused(
    start: Callable[..., Flask], other: OtherServer
) -> None:
    lines = "".join(f"<a:{n}> <a:p> {n} .\n" for n in range(100_000))
    other.documents["/open/large"] = Document(lines.encode())
    client = filled(
        start,
        allowed_documents=AllowList([f"{other.url}/open/"]),
        may_connect=anywhere,
        limits=Limits(workers=1, memory=16 * MEBIBYTE),
    )

    response = ask(client, f"{ALL} FROM <{other.url}/open/large> {{ ?s ?p ?o }}")

    assert response.status_code == 503
    assert response.get_json()["type"].endswith("#memory")
    assert values(ask(client, f"{ALL} {{ ?s ?p ?o }}")) == [8, 9]


def test_a_private_network_is_refused_even_when_it_is_on_the_list(
    start: Callable[..., Flask], other: OtherServer
) -> None:
    client = filled(start, allowed_documents=AllowList([f"{other.url}/"]))

    response = ask(client, f"{ALL} FROM <{other.url}/open/a> {{ ?s ?p ?o }}")

    assert response.status_code == 403
    assert "private network" in response.get_json()["detail"]
    assert other.connections == 0


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_query_that_names_a_graph_elsewhere_is_refused_unless_it_is_in_the_store(
    start: Callable[..., Flask], clause: str
) -> None:
    client = filled(start)
    elsewhere = f"{ALL} {clause} <http://elsewhere.example/data> {{ ?s ?p ?o }}"

    response = ask(client, elsewhere)

    assert response.status_code == 403
    assert "no graph <http://elsewhere.example/data>" in response.get_json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        f"{ALL} FROM <{BASE}/id/article/none> {{ ?s ?p ?o }}",
        f"{ALL} FROM <urn:none> {{ ?s ?p ?o }}",
        f"{ALL} FROM NAMED <a:none> {{ ?s ?p ?o }}",
        f"{ALL} {{ ?s ?p ?o FILTER (?o = 'FROM <http://elsewhere.example/>') }} # FROM <http://b.example/>",
    ],
)
def test_a_graph_that_is_nowhere_to_be_fetched_is_empty(start: Callable[..., Flask], query: str) -> None:
    assert values(ask(filled(start), query)) == []


def test_a_graph_that_the_request_names_is_empty_where_there_is_none(start: Callable[..., Flask]) -> None:
    parameters = {"default-graph-uri": "http://elsewhere.example/data"}

    assert values(ask(filled(start), f"{ALL} {{ ?s ?p ?o }}", **parameters)) == []


def test_in_a_bare_store_a_graph_that_is_not_there_is_empty(start: Callable[..., Flask]) -> None:
    client = filled(start, default_graph="strict")

    assert values(ask(client, f"{ALL} FROM <http://elsewhere.example/data> {{ ?s ?p ?o }}")) == []


@pytest.mark.parametrize("name", ["unknown:x", "?g", "'x'", "{"])
def test_what_names_no_graph_is_refused(start: Callable[..., Flask], name: str) -> None:
    assert ask(filled(start), f"{ALL} FROM {name} {{ ?s ?p ?o }}").status_code == 400


@pytest.mark.parametrize("addresses", [[], ["https://data.example/"]])
def test_the_service_says_whether_it_fetches_documents(
    start: Callable[..., Flask], addresses: list[str]
) -> None:
    client = start(allowed_documents=AllowList(addresses)).test_client()

    described = client.get("/sparql", headers={"Accept": "text/turtle"}).text

    assert ("DereferencesURIs" in described) is bool(addresses)
