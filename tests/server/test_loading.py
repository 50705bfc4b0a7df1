"""LOAD: documents that the operator allows, into graphs that conform; nothing else is fetched."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.workers import Limits
from server.allowed import AllowList
from server.loading import LARGEST
from tests.server.conftest import BASE, TOKEN
from tests.server.elsewhere import Document, OtherServer, anywhere, other_server

UPDATE = "application/sparql-update"
TURTLE = b"@base <http://example.org/> . <s> <p> [ <q> 1 , 'a }\\n' ] ."
RDF_XML = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">
  <rdf:Description rdf:about="a:b"><a:c rdf:resource="a:d"/></rdf:Description></rdf:RDF>"""
ACTOR = f"""<{BASE}/id/actor/x> a <https://w3id.org/newskg/ontology#Actor> ,
  <https://w3id.org/newskg/ontology#Person> ; <http://www.w3.org/2004/02/skos/core#prefLabel> "Erika"@de ."""


@pytest.fixture
def other() -> Iterator[OtherServer]:
    with other_server() as server:
        server.documents["/open/data.ttl"] = Document(TURTLE)
        server.documents["/open/actor.ttl"] = Document(ACTOR.encode())
        server.documents["/secret.ttl"] = Document(TURTLE)
        yield server


def client_of(start: Callable[..., Flask], other: OtherServer, **settings: object) -> FlaskClient:
    allowed = AllowList([f"{other.url}/open/"])
    usual = {"write_token": TOKEN, "allowed_documents": allowed, "may_connect": anywhere}
    client = start(**(usual | settings)).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


@pytest.fixture
def writer(start: Callable[..., Flask], other: OtherServer) -> FlaskClient:
    """A client with the token, of a server that may fetch what is below ``/open/``."""
    return client_of(start, other)


@pytest.fixture
def bare(start: Callable[..., Flask], other: OtherServer) -> FlaskClient:
    """Likewise, of a server that is a bare store."""
    return client_of(start, other, default_graph="strict", validates=False)


def update(client: FlaskClient, text: str) -> TestResponse:
    return client.post("/sparql", data=text, content_type=UPDATE)


def holds(client: FlaskClient, pattern: str) -> bool:
    return bool(
        client.post("/sparql", data={"query": f"ASK {{ {pattern} }}"}).get_json(force=True)["boolean"]
    )


def detail(response: TestResponse) -> str:
    return str(response.get_json()["detail"])


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_document_is_loaded_into_a_graph(bare: FlaskClient, other: OtherServer, silent: str) -> None:
    response = update(bare, f"LOAD {silent} <{other.url}/open/data.ttl> INTO GRAPH <a:g>")

    assert response.status_code == 204
    assert other.requests == ["GET /open/data.ttl"]
    assert "text/turtle" in other.headers["accept"]
    node = "?s <http://example.org/p> ?b . ?b <http://example.org/q> 1 , 'a }\\n' FILTER isBlank(?b)"
    assert holds(bare, f"GRAPH <a:g> {{ {node} }}")
    assert not holds(bare, "?s ?p ?o")


def test_without_a_graph_it_goes_to_the_default_graph(bare: FlaskClient, other: OtherServer) -> None:
    assert update(bare, f"LOAD <{other.url}/open/data.ttl>").status_code == 204
    assert holds(bare, "?s <http://example.org/p> ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }")


def test_loading_is_one_operation_among_others(bare: FlaskClient, other: OtherServer) -> None:
    text = f"""BASE <{other.url}/> PREFIX o: <open/> PREFIX : <a:>
      INSERT DATA {{ GRAPH :g {{ :before :load 'LOAD <{other.url}/secret.ttl>' }} }} ;  # LOAD <a:b>
      LOAD o:data.ttl INTO GRAPH :g ; load <open/data.ttl> into graph :h ;
      DELETE WHERE {{ GRAPH <a:g> {{ ?s <http://example.org/q> 1 }} }} ;"""

    assert update(bare, text).status_code == 204
    assert holds(bare, "GRAPH <a:g> { <a:before> ?p ?o . ?s <http://example.org/q> 'a }\\n' }")
    assert holds(bare, "GRAPH <a:h> { ?s <http://example.org/q> 1 }")
    assert not holds(bare, "GRAPH <a:g> { ?s <http://example.org/q> 1 }")


def test_what_is_loaded_must_conform(writer: FlaskClient, other: OtherServer) -> None:
    loaded = update(writer, f"LOAD <{other.url}/open/actor.ttl> INTO GRAPH <{BASE}/id/entry/x>")
    other.documents["/open/actor.ttl"] = Document(ACTOR.replace('"Erika"@de', "1").encode())
    refused = update(writer, f"LOAD <{other.url}/open/actor.ttl> INTO GRAPH <{BASE}/id/entry/y>")
    strange = update(writer, f"LOAD <{other.url}/open/data.ttl> INTO GRAPH <{BASE}/id/entry/z>")

    assert loaded.status_code == 204
    assert holds(writer, "?actor skos:prefLabel 'Erika'@de")
    assert refused.status_code == strange.status_code == 422
    assert refused.get_json()["report"]["violations"]


@pytest.mark.parametrize("settings", [{}, {"default_graph": "strict"}])
def test_where_the_default_graph_is_not_written_a_graph_must_be_named(
    start: Callable[..., Flask], other: OtherServer, settings: dict[str, object]
) -> None:
    client = client_of(start, other, **settings)

    response = update(client, f"LOAD <{other.url}/open/data.ttl>")

    assert response.status_code == 403
    assert "INTO GRAPH" in detail(response)
    assert other.connections == 0


def test_loading_needs_the_token(start: Callable[..., Flask], other: OtherServer) -> None:
    client = client_of(start, other)
    del client.environ_base["HTTP_AUTHORIZATION"]

    assert update(client, f"LOAD <{other.url}/open/data.ttl> INTO GRAPH <a:g>").status_code == 401
    assert other.connections == 0


@pytest.mark.parametrize("path", ["/secret.ttl", "/open/../secret.ttl", "/open/%2e%2e/secret.ttl", "/open"])
def test_what_is_not_on_the_list_is_refused_and_silently_left_out(
    bare: FlaskClient, other: OtherServer, path: str
) -> None:
    refused = update(bare, f"LOAD <{other.url}{path}> INTO GRAPH <a:g>")
    silent = update(
        bare, f"LOAD SILENT <{other.url}{path}> ; INSERT DATA {{ GRAPH <a:h> {{ <a:b> <a:c> 1 }} }}"
    )

    assert refused.status_code == 403
    assert "not allowed" in detail(refused)
    assert silent.status_code == 204
    assert holds(bare, "GRAPH <a:h> { <a:b> <a:c> 1 } FILTER NOT EXISTS { ?s ?p ?o }")
    assert other.connections == 0


def test_a_private_network_is_refused_even_when_it_is_on_the_list(
    start: Callable[..., Flask], other: OtherServer
) -> None:
    client = start(write_token=TOKEN, allowed_documents=AllowList([f"{other.url}/"])).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"

    response = update(client, f"LOAD <{other.url}/open/data.ttl> INTO GRAPH <a:g>")

    assert response.status_code == 403
    assert "private network" in detail(response)
    assert other.connections == 0


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (Document(b"", status=404), "404"),
        (Document(b"", status=302, headers={"Location": "/open/data.ttl"}), "redirects are not followed"),
        (Document(b"<p>Hello", "text/html; charset=utf-8"), "web page"),
        (Document(b"1,2", "text/csv"), "text/csv"),
        (Document(b"<a:b> <a:c> .", "text/turtle"), "not valid Turtle"),
        (Document(TURTLE, "text/turtle;charset=ISO-8859-1"), "UTF-8"),
        (Document(b"<a:b> <a:c> '\xe4' .", "text/turtle"), "not valid Turtle"),
        (Document(b"<a:g> { <a:b> <a:c> 1 }", "application/trig"), "named graphs"),
        (Document(b"<a:b> <a:c> <<( <a:b> <a:c> 1 )>> .", "text/turtle"), "RDF 1.2"),
        (Document(b"{", "application/ld+json"), "not JSON"),
    ],
)
def test_what_cannot_be_loaded_is_an_error_unless_silent(
    bare: FlaskClient, other: OtherServer, document: Document, said: str
) -> None:
    other.documents["/open/x"] = document

    response = update(bare, f"LOAD <{other.url}/open/x> ; INSERT DATA {{ <a:b> <a:c> 1 }}")
    silent = update(
        bare, f"LOAD SILENT <{other.url}/open/x> ; INSERT DATA {{ GRAPH <a:g> {{ <a:b> <a:c> 1 }} }}"
    )

    assert response.status_code == 502
    assert response.get_json()["type"].endswith("#remote")
    assert said in detail(response)
    assert f"{other.url}/open/x".removeprefix("http://127.0.0.1") in detail(response)
    assert silent.status_code == 204
    assert holds(bare, "GRAPH <a:g> { ?s ?p ?o } FILTER NOT EXISTS { <a:b> ?p ?o }")


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/open/x", "application/n-triples", b"<a:b> <a:c> <a:d> ."),
        ("/open/x", "application/ld+json", b'{"@id": "a:b", "a:c": {"@id": "a:d"}}'),
        ("/open/x", "application/trig", b"{ <a:b> <a:c> <a:d> }"),
        ("/open/x.ttl", "text/plain; charset=utf-8", b"<a:b> <a:c> <a:d> ."),
        ("/open/x.NT", "application/octet-stream", b"<a:b> <a:c> <a:d> ."),
        (
            "/open/x.rdf",
            "application/xml",
            RDF_XML,
        ),
    ],
)
def test_a_document_is_read_by_its_type_or_else_by_its_suffix(
    bare: FlaskClient, other: OtherServer, path: str, media_type: str, body: bytes
) -> None:
    other.documents[path] = Document(body, media_type)

    assert update(bare, f"LOAD <{other.url}{path}#part>").status_code == 204
    assert holds(bare, "<a:b> <a:c> <a:d>")


def test_relative_iris_of_a_document_are_relative_to_its_address(
    bare: FlaskClient, other: OtherServer
) -> None:
    other.documents["/open/x"] = Document(b"<> <p> <#a> .")

    assert update(bare, f"LOAD <{other.url}/open/x>").status_code == 204
    assert holds(bare, f"<{other.url}/open/x> <{other.url}/open/p> <{other.url}/open/x#a>")


def test_a_document_that_is_too_large_to_be_loaded_is_refused(bare: FlaskClient, other: OtherServer) -> None:
    other.documents["/open/x"] = Document(b"<a:b> <a:c> '" + b"x" * LARGEST + b"' .")

    response = update(bare, f"LOAD <{other.url}/open/x>")

    assert response.status_code == 413
    assert "/graph-store" in detail(response)


def test_a_document_that_comes_too_slowly_is_given_up_even_when_silent(
    start: Callable[..., Flask], other: OtherServer
) -> None:
    client = client_of(start, other, limits=Limits(workers=1, seconds=0.5))
    other.documents["/open/x"] = Document(TURTLE * 10, drip=0.01)

    response = update(client, f"LOAD SILENT <{other.url}/open/x> INTO GRAPH <a:g>")

    assert response.status_code == 503
    assert response.headers["Retry-After"]


@pytest.mark.parametrize(
    "text",
    [
        "LOAD",
        "LOAD SILENT",
        "LOAD ;",
        "LOAD 'x'",
        "LOAD <{0}> INTO <a:g>",
        "LOAD <{0}> INTO GRAPH ?g",
        "LOAD <{0}> INTO GRAPH <a:g> <a:h>",
        "LOAD <{0}> INTO GRAPH <a:g> }} ; DROP ALL ; INSERT DATA {{",
        "LOAD unknown:x",
    ],
)
def test_what_is_no_load_is_refused(bare: FlaskClient, other: OtherServer, text: str) -> None:
    response = update(bare, text.format(f"{other.url}/open/data.ttl"))

    assert response.status_code == 400
    assert not holds(bare, "GRAPH ?g { ?s ?p ?o }")
