"""The SPARQL 1.1 Graph Store HTTP Protocol at /graph-store."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

TOKEN = "a token for tests"
BASE = "http://localhost:8000"
GRAPH = "http://example.org/g"
ONE, TWO = (
    "<http://example.org/s> <http://example.org/p> 1 .",
    "<http://example.org/s> <http://example.org/p> 2 .",
)
NAMED = {"graph": GRAPH}
DEFAULT = {"default": ""}
HISTORY = {"graph": f"{BASE}/id/graph/history"}


@pytest.fixture
def bare(start: Callable[..., Flask]) -> FlaskClient:
    """A client with the token, of a server that is a bare store."""
    client = start(write_token=TOKEN, default_graph="strict", validates=False).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


def send(
    client: FlaskClient, method: str, where: dict[str, str], data: str = "", kind: str = "text/turtle"
) -> TestResponse:
    return client.open("/graph-store", method=method, query_string=where, data=data, content_type=kind)


def triples(client: FlaskClient, where: dict[str, str]) -> int:
    response = client.get("/graph-store", query_string=where, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return len(Graph().parse(data=response.data, format="turtle"))


@pytest.mark.parametrize("where", [NAMED, DEFAULT])
def test_a_graph_is_put_read_extended_and_removed(bare: FlaskClient, where: dict[str, str]) -> None:
    assert send(bare, "PUT", where, ONE).status_code in (201, 204)
    assert send(bare, "PUT", where, ONE).status_code == 204
    assert send(bare, "POST", where, TWO).status_code == 204
    assert triples(bare, where) == 2
    assert send(bare, "PUT", where, TWO).status_code == 204
    assert triples(bare, where) == 1
    assert send(bare, "DELETE", where).status_code == 204


def test_a_new_graph_is_created_and_one_that_is_not_there_not_found(bare: FlaskClient) -> None:
    assert send(bare, "PUT", NAMED, ONE).status_code == 201
    assert send(bare, "POST", {"graph": f"{GRAPH}2"}, ONE).status_code == 201
    assert send(bare, "DELETE", NAMED).status_code == 204
    assert send(bare, "DELETE", NAMED).status_code == 404
    assert bare.get("/graph-store", query_string=NAMED).status_code == 404
    assert bare.head("/graph-store", query_string=NAMED).status_code == 404


def test_a_graph_sent_to_no_graph_gets_an_address(bare: FlaskClient) -> None:
    response = bare.post("/graph-store", data=ONE, content_type="text/turtle")
    location = response.headers["Location"]

    assert response.status_code == 201
    assert triples(bare, {"graph": location}) == 1
    assert bare.get(location.removeprefix("http://localhost")).status_code == 200


def test_an_address_below_names_the_graph_itself(bare: FlaskClient) -> None:
    assert (
        bare.put("/graph-store/some/graph", data="<> <p> 1 .", content_type="text/turtle").status_code == 201
    )
    assert "http://localhost/graph-store/some/graph" in bare.get("/graph-store/some/graph").text


def test_a_graph_comes_in_every_syntax_with_an_entity_tag(bare: FlaskClient) -> None:
    send(bare, "PUT", NAMED, ONE)
    for accept in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        response = bare.get("/graph-store", query_string=NAMED, headers={"Accept": accept})
        again = {"Accept": accept, "If-None-Match": response.headers["ETag"]}

        assert response.mimetype == accept
        assert bare.get("/graph-store", query_string=NAMED, headers=again).status_code == 304
    assert bare.get("/graph-store", query_string=NAMED, headers={"Accept": "image/png"}).status_code == 406


def test_relative_iris_are_relative_to_the_graph(bare: FlaskClient) -> None:
    send(bare, "PUT", {"graph": "http://example.org/dir/g"}, "<s> <#p> <> .")

    [(s, p, o)] = Graph().parse(
        data=bare.get("/graph-store", query_string={"graph": "http://example.org/dir/g"}).data,
        format="turtle",
    )
    assert [str(s), str(p), str(o)] == [
        "http://example.org/dir/s",
        "http://example.org/dir/g#p",
        "http://example.org/dir/g",
    ]


def test_several_files_of_a_form_are_one_graph(bare: FlaskClient) -> None:
    files = {
        "a": (io.BytesIO(b"_:x <http://example.org/p> 1 ."), "a.ttl", "text/turtle"),
        "b": (io.BytesIO(b'_:x <http://example.org/p> "1" .'), "b.nt", ""),
    }

    response = bare.post("/graph-store", query_string=NAMED, data=files, content_type="multipart/form-data")

    assert response.status_code == 201
    assert triples(bare, NAMED) == 2


@pytest.mark.parametrize(
    ("where", "data", "kind", "status"),
    [
        ({}, ONE, "text/turtle", 400),
        ({**NAMED, **DEFAULT}, ONE, "text/turtle", 400),
        ({"graph": "relative"}, ONE, "text/turtle", 400),
        (NAMED, "no turtle", "text/turtle", 400),
        (NAMED, f"GRAPH <{GRAPH}> {{ {ONE} }}", "application/trig", 400),
        (NAMED, ONE, "text/html", 415),
        (NAMED, ONE, "", 415),
        (NAMED, '{"@context": "http://127.0.0.1:9/c", "@id": "a:b"}', "application/ld+json", 403),
    ],
)
def test_what_cannot_be_stored_is_refused(
    bare: FlaskClient, where: dict[str, str], data: str, kind: str, status: int
) -> None:
    assert send(bare, "PUT", where, data, kind).status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_writing_needs_the_token(start: Callable[..., Flask], method: str) -> None:
    client = start(write_token=TOKEN, validates=False).test_client()

    assert send(client, method, NAMED, ONE).status_code == 401


def test_a_graph_too_large_is_refused(start: Callable[..., Flask]) -> None:
    client = start(write_token=TOKEN, validates=False, max_entry_bytes=50).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"

    assert send(client, "PUT", NAMED, ONE * 2).status_code == 413


def test_the_union_is_read_but_not_written(writer: FlaskClient, entry: bytes) -> None:
    writer.post("/entries", data=entry, content_type="text/turtle")

    assert triples(writer, DEFAULT) > 0
    assert send(writer, "PUT", DEFAULT, ONE).status_code == 403
    assert send(writer, "DELETE", DEFAULT).status_code == 403


def test_what_does_not_conform_is_not_stored(writer: FlaskClient, entry: bytes) -> None:
    bad = f"<{BASE}/id/actor/x> a <https://w3id.org/newskg/ontology#Person> ."

    for method in ("PUT", "POST"):
        response = send(writer, method, NAMED, bad)
        assert response.status_code == 422
        assert response.get_json()["report"]["violations"]
    assert send(writer, "PUT", NAMED, ONE).status_code == 422
    assert send(writer, "PUT", {"graph": f"{BASE}/id/graph/disputes"}, bad).status_code == 403
    assert writer.get("/graph-store", query_string=NAMED).status_code == 404


def test_what_conforms_is_stored_and_removed(writer: FlaskClient, entry: bytes) -> None:
    assert send(writer, "PUT", NAMED, entry.decode()).status_code == 201
    assert triples(writer, NAMED) + triples(writer, HISTORY) == triples(writer, DEFAULT)
    assert send(writer, "DELETE", NAMED).status_code == 204
    assert triples(writer, HISTORY) == triples(writer, DEFAULT)


def test_options_say_what_can_be_done(bare: FlaskClient) -> None:
    response = bare.options("/graph-store")

    assert {"GET", "HEAD", "PUT", "POST", "DELETE"} <= set(response.headers["Allow"].split(", "))
    assert "PUT" not in response.headers["Access-Control-Allow-Methods"]
