"""JSON-LD contexts that the operator allows, by every way that a document comes in."""

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.workers import Limits
from server.allowed import AllowList
from tests.server.conftest import BASE, TOKEN
from tests.server.elsewhere import Document, OtherServer, anywhere, other_server

JSON_LD = "application/ld+json"
NAMES = {
    "Actor": "https://w3id.org/newskg/ontology#Actor",
    "Person": "https://w3id.org/newskg/ontology#Person",
    "name": {"@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@language": "de"},
}


@pytest.fixture
def other() -> Iterator[OtherServer]:
    with other_server() as server:
        server.documents["/open/context"] = Document(json.dumps({"@context": NAMES}).encode(), JSON_LD)
        yield server


@pytest.fixture
def writer(start: Callable[..., Flask], other: OtherServer) -> FlaskClient:
    allowed = AllowList([f"{other.url}/open/"])
    app = start(
        write_token=TOKEN,
        allowed_documents=allowed,
        may_connect=anywhere,
        limits=Limits(workers=1, seconds=1),
    )
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


def entry(context: str) -> str:
    content = {"@id": f"{BASE}/id/actor/x", "@type": ["Actor", "Person"], "name": "Erika"}
    return json.dumps({"@context": context, **content})


def has_name(client: FlaskClient) -> bool:
    query = "ASK { ?actor a kg:Person ; skos:prefLabel 'Erika'@de }"
    return bool(client.post("/sparql", data={"query": query}).get_json(force=True)["boolean"])


def test_an_entry_may_ask_for_a_context(writer: FlaskClient, other: OtherServer) -> None:
    checked = writer.post("/validate", data=entry(f"{other.url}/open/context"), content_type=JSON_LD)
    stored = writer.post("/entries", data=entry(f"{other.url}/open/context"), content_type=JSON_LD)

    assert (checked.status_code, stored.status_code) == (200, 201)
    assert has_name(writer)
    assert other.requests == ["GET /open/context"] * 2
    assert JSON_LD in other.headers["accept"]


def test_a_graph_may_ask_for_a_context(writer: FlaskClient, other: OtherServer) -> None:
    address = f"/graph-store?graph={BASE}/id/entry/x"

    response = writer.put(address, data=entry(f"{other.url}/open/context"), content_type=JSON_LD)

    assert response.status_code == 201
    assert has_name(writer)


def test_a_document_that_is_loaded_may_ask_for_a_context(writer: FlaskClient, other: OtherServer) -> None:
    other.documents["/open/data"] = Document(entry("context").encode(), JSON_LD)
    update = f"LOAD <{other.url}/open/data> INTO GRAPH <{BASE}/id/entry/x>"

    assert writer.post("/sparql", data={"update": update}).status_code == 204
    assert has_name(writer)
    assert other.requests == ["GET /open/data", "GET /open/context"]


def test_a_document_that_is_loaded_may_not_ask_for_others(writer: FlaskClient, other: OtherServer) -> None:
    other.documents["/open/data"] = Document(entry("/secret").encode(), JSON_LD)
    update = f"LOAD <{other.url}/open/data> INTO GRAPH <{BASE}/id/entry/x>"

    response = writer.post("/sparql", data={"update": update})

    assert response.status_code == 403
    assert "not fetched" in response.get_json()["detail"]
    assert other.requests == ["GET /open/data"]


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (Document(b"", status=404), 502),
        (Document(b"<html>", "text/html"), 400),
        (Document(json.dumps({"@context": NAMES}).encode(), JSON_LD, drip=0.1), 503),
        (Document(json.dumps({"@context": "../secret"}).encode(), JSON_LD), 403),
    ],
)
@pytest.mark.parametrize("path", ["/entries", "/validate", "/graph-store?graph=a:g"])
def test_a_context_that_cannot_be_had_is_told(
    writer: FlaskClient, other: OtherServer, path: str, document: Document, status: int
) -> None:
    other.documents["/open/context"] = document

    response = writer.post(path, data=entry(f"{other.url}/open/context"), content_type=JSON_LD)

    assert response.status_code == status
    assert other.url in response.get_json()["detail"] or status == 403


def test_what_is_pasted_may_not_ask_for_a_context_elsewhere(writer: FlaskClient, other: OtherServer) -> None:
    response = writer.post("/validate", data={"type": "jsonld", "entry": entry(f"{other.url}/secret")})

    assert response.status_code == 403
    assert "which is not fetched" in response.text
    assert other.connections == 0
