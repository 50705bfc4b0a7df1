"""What a client knows of a graph decides whether its write is carried out (RFC 9110, section 13.1)."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from werkzeug.test import TestResponse

from kg.vocabulary import SCHEMA
from tests.server.past import ELSEWHERE, JSON, TURTLE, facts, history, path, review, ttl

Headers = dict[str, str]
Write = Callable[[FlaskClient, str, Headers], TestResponse]


@pytest.fixture
def made(writer: FlaskClient) -> TestResponse:
    """The answer to an entry that is new."""
    return entry(writer, "", {})


@pytest.fixture
def graph(made: TestResponse) -> str:
    """The name of its graph."""
    return str(made.get_json()["iri"])


def renamed(graph: str) -> Graph:
    """Return the entry with another headline, if it has one."""
    changed = ttl()
    if graph:
        changed.set((URIRef(graph), SCHEMA.headline, Literal("Ganz anders", lang="de")))
    return changed


def entry(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    body = renamed(graph).serialize(format="turtle")
    return client.post("/entries", data=body, content_type="text/turtle", headers=headers)


def put(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    body = renamed(graph).serialize(format="turtle")
    return client.put(
        "/graph-store",
        query_string={"graph": graph},
        data=body,
        content_type="text/turtle",
        headers=headers,
    )


def post(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    more = f"<{graph}> <{SCHEMA.url}> <https://news.example/too> ."
    return client.post(
        "/graph-store",
        query_string={"graph": graph},
        data=more,
        content_type="text/turtle",
        headers=headers,
    )


def delete(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    return client.delete("/graph-store", query_string={"graph": graph}, headers=headers)


def update(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    return client.post(
        "/sparql",
        data=f"DROP GRAPH <{graph}>",
        content_type="application/sparql-update",
        headers=headers,
    )


def withdraw(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    return client.post("/retractions", json={"graph": graph}, headers=headers)


def delete_by_address(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    return client.delete(path(graph), headers=headers)


def decide(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    return client.post("/reviews", json={"fact": facts(ttl())[1], "status": "reviewed"}, headers=headers)


def restore(client: FlaskClient, graph: str, headers: Headers) -> TestResponse:
    return client.post("/restorations", json={"graph": graph, "version": 1}, headers=headers)


WRITES = (entry, put, post, delete, update, withdraw, delete_by_address, decide)
every_write = pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)


def read(client: FlaskClient, graph: str, **headers: str) -> TestResponse:
    response = client.get("/graph-store", query_string={"graph": graph}, headers={**TURTLE, **headers})
    assert response.status_code == 200
    return response


@every_write
def test_a_write_with_the_tag_of_the_current_version_is_carried_out(
    writer: FlaskClient, graph: str, write: Write
) -> None:
    response = write(writer, graph, {"If-Match": read(writer, graph).headers["ETag"]})

    assert response.status_code in (200, 201, 204), response.text


@every_write
def test_a_write_with_the_tag_of_an_older_version_is_not(
    writer: FlaskClient, graph: str, write: Write
) -> None:
    old = read(writer, graph).headers["ETag"]
    review(writer, facts(ttl())[0])
    before = read(writer, graph).data

    response = write(writer, graph, {"If-Match": old})

    assert (response.status_code, response.mimetype) == (412, "application/problem+json")
    assert response.get_json()["type"].endswith("#precondition")
    assert read(writer, graph).data == before


@every_write
@pytest.mark.parametrize("condition", ['"other"', "other", 'W/"{tag}"', '""'])
def test_a_tag_of_nothing_matches_nothing(
    writer: FlaskClient, graph: str, write: Write, condition: str
) -> None:
    tag = history(writer, graph)["versions"][0]["tag"]

    assert write(writer, graph, {"If-Match": condition.format(tag=tag)}).status_code == 412


@every_write
def test_one_of_several_tags_is_enough(writer: FlaskClient, graph: str, write: Write) -> None:
    tag = history(writer, graph)["versions"][0]["tag"]

    assert write(writer, graph, {"If-Match": f'"other", "{tag}"'}).status_code in (200, 201, 204)


@pytest.mark.parametrize("write", [entry, put, post], ids=lambda write: write.__name__)
def test_what_shall_be_new_replaces_nothing(writer: FlaskClient, graph: str, write: Write) -> None:
    before = read(writer, graph).data

    response = write(writer, graph, {"If-None-Match": "*"})

    assert response.status_code == 412
    assert read(writer, graph).data == before


def test_what_shall_be_new_is_stored_when_it_is(writer: FlaskClient) -> None:
    assert entry(writer, "", {"If-None-Match": "*"}).status_code == 201
    assert put(writer, ELSEWHERE, {"If-None-Match": "*"}).status_code == 201


@pytest.mark.parametrize("write", [entry, put], ids=lambda write: write.__name__)
def test_what_shall_be_there_is_not_made(writer: FlaskClient, write: Write) -> None:
    assert write(writer, ELSEWHERE, {"If-Match": "*"}).status_code == 412


def test_what_is_there_is_replaced_whatever_it_is(writer: FlaskClient, graph: str) -> None:
    assert put(writer, graph, {"If-Match": "*"}).status_code == 204


def test_an_entry_comes_with_the_tag_of_its_version(
    writer: FlaskClient, made: TestResponse, graph: str
) -> None:
    tag = made.headers["ETag"]

    assert tag == f'"{history(writer, graph)["versions"][0]["tag"]}"'
    assert put(writer, graph, {"If-Match": tag}).status_code == 204
    assert delete(writer, graph, {"If-Match": tag}).status_code == 412


def test_a_graph_that_is_brought_back_comes_with_its_new_tag(writer: FlaskClient, graph: str) -> None:
    put(writer, graph, {})
    response = restore(writer, graph, {})

    assert delete(writer, graph, {"If-Match": response.headers["ETag"]}).status_code == 204


def test_a_withdrawn_graph_matches_no_tag(writer: FlaskClient, graph: str) -> None:
    tag = read(writer, graph).headers["ETag"]
    delete(writer, graph, {})

    assert put(writer, graph, {"If-Match": tag}).status_code == 412
    assert put(writer, graph, {"If-Match": "*"}).status_code == 412
    assert put(writer, graph, {"If-None-Match": "*"}).status_code == 201


def test_the_tags_of_a_graph_differ_by_format_and_compression(writer: FlaskClient, graph: str) -> None:
    plain = read(writer, graph).headers["ETag"]
    other = read(writer, graph, Accept="application/n-triples").headers["ETag"]
    small = read(writer, graph, **{"Accept-Encoding": "gzip"})

    assert small.headers["Content-Encoding"] == "gzip"
    assert len({plain, other, small.headers["ETag"]}) == 3
    assert not any(tag.startswith("W/") for tag in (plain, other, small.headers["ETag"]))
    assert put(writer, graph, {"If-Match": small.headers["ETag"]}).status_code == 204


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_client_that_has_the_graph_is_told_so(writer: FlaskClient, graph: str, coding: str) -> None:
    tag = read(writer, graph, **{"Accept-Encoding": coding}).headers["ETag"]

    again = writer.get(
        "/graph-store",
        query_string={"graph": graph},
        headers={**TURTLE, "Accept-Encoding": coding, "If-None-Match": tag},
    )

    assert (again.status_code, again.headers["ETag"]) == (304, tag)


def test_an_entry_refused_for_its_precondition_is_not_kept_as_rejected(
    writer: FlaskClient, graph: str
) -> None:
    entry(writer, graph, {"If-Match": '"other"'})

    assert writer.get("/rejected", headers=JSON).get_json()["rejected"] == []


def test_other_graphs_are_not_asked_about(writer: FlaskClient, graph: str) -> None:
    tag = read(writer, graph).headers["ETag"]
    put(writer, ELSEWHERE, {})

    assert put(writer, graph, {"If-Match": tag}).status_code == 204
