"""Nothing leaves the machine unless configured: whatever is sent, by whatever way, nobody is asked for it."""

import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import Config, close, create_app
from tests.server.conftest import BASE, TOKEN
from tests.server.elsewhere import OtherServer, other_server

UPDATE = "application/sparql-update"
TURTLE = f"""@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
<{{url}}/ontology> a owl:Ontology ; owl:imports <{{url}}/imported> ; sh:shapesGraph <{{url}}/shapes> ;
  sh:suggestedShapesGraph <{{url}}/suggested> ; sh:entailment <{{url}}/entailment> .
<{BASE}/id/actor/x> a <https://w3id.org/newskg/ontology#Actor> , <https://w3id.org/newskg/ontology#Person> ;
  <http://www.w3.org/2002/07/owl#sameAs> <{{url}}/same> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Erika"@de ."""
RDF_XML = """<!DOCTYPE rdf:RDF SYSTEM "{url}/a.dtd" [
  <!ENTITY e SYSTEM "{url}/entity"> <!ENTITY % p SYSTEM "{url}/p"> %p; ]>
<?xml-stylesheet href="{url}/style.xsl"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:kg="https://w3id.org/newskg/ontology#">
<owl:Ontology rdf:about="{url}/o"><owl:imports rdf:resource="{url}/imported"/></owl:Ontology>
<kg:Actor rdf:about="{url}/x">{inside}</kg:Actor></rdf:RDF>"""
HTML = """<html lang="de"><head><base href="{url}/"><link rel="stylesheet" href="{url}/style">
<link rel="canonical" href="{url}/article"><script src="{url}/script"></script>
<script type="application/ld+json">
{{"@context": "{url}/context", "@type": "NewsArticle", "headline": "Lage"}}</script></head>
<body><article><h1>Lage</h1><img src="{url}/image"><p>Der Minister sagte am Montag in Berlin, die Lage sei
ernst. Er erwarte bald Hilfe aus dem Ausland.</p><iframe src="{url}/frame"></iframe></article></body>"""

DOCUMENTS = {
    "turtle": ("text/turtle", TURTLE),
    "trig": (
        "application/trig",
        TURTLE.replace("<{url}/ontology> a", "<a:g> {{ <a:b> <a:c> 1 }} <{url}/o> a"),
    ),
    "dtd": ("application/rdf+xml", RDF_XML.replace("{inside}", "")),
    "entity": ("application/rdf+xml", RDF_XML.replace("{inside}", "<kg:cue>&e;</kg:cue>")),
    "xinclude": ("application/rdf+xml", RDF_XML.replace("{inside}", '<xi:include href="{url}/included"/>')),
    "context": ("application/ld+json", '{{"@context": "{url}/context", "@id": "a:b", "name": "x"}}'),
    "import": ("application/ld+json", '{{"@context": {{"@import": "{url}/context"}}, "@id": "a:b"}}'),
    "html": ("text/html", HTML),
}
QUERIES = [
    "SELECT * {{ SERVICE <{url}/sparql> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}/sparql> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?s {{ <{url}/sparql> }} SERVICE ?s {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{url}/data.ttl> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}/data.ttl> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <{url}/data.ttl> {{ ?s ?p ?o }} }}",
    "DESCRIBE <{url}/data.ttl>",
    "SELECT (<{url}/function>(1) AS ?x) {{ }}",
]
UPDATES = [
    "LOAD <{url}/data.ttl>",
    "LOAD SILENT <{url}/data.ttl>",
    "LOAD <{url}/data.ttl> INTO GRAPH <a:g>",
    "INSERT {{ GRAPH <a:g> {{ ?s ?p ?o }} }} USING <{url}/data.ttl> WHERE {{ ?s ?p ?o }}",
    "INSERT {{ GRAPH <a:g> {{ ?s ?p ?o }} }} WHERE {{ SERVICE SILENT <{url}/sparql> {{ ?s ?p ?o }} }}",
    "ADD <{url}/data.ttl> TO <a:g>",
]
WAYS: dict[str, Callable[[FlaskClient, str, str], TestResponse]] = {
    "entries": lambda client, data, kind: client.post("/entries", data=data, content_type=kind),
    "validate": lambda client, data, kind: client.post("/validate", data=data, content_type=kind),
    "put": lambda client, data, kind: client.put("/graph-store?graph=a:g", data=data, content_type=kind),
    "post": lambda client, data, kind: client.post("/graph-store?graph=a:g", data=data, content_type=kind),
}


@pytest.fixture
def other() -> Iterator[OtherServer]:
    """A server elsewhere, which must not be asked; that it would notice is made sure of at the end."""
    with other_server() as server:
        yield server
        seen = server.connections
        port = urlsplit(server.url).port
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            connection.recv(1)
        assert (seen, server.connections) == (0, 1)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client with the token, of a server as it is without any setting; what is stored stays."""
    app = create_app(Config(store=tmp_path_factory.mktemp("isolation") / "store", write_token=TOKEN))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    yield client
    close(app)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Likewise, of a bare store."""
    store = tmp_path_factory.mktemp("isolation") / "bare"
    config = Config(store=store, write_token=TOKEN, default_graph="strict", validates=False)
    app = create_app(config)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    yield client
    close(app)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_that_a_document_refers_to_is_fetched(
    writer: FlaskClient, other: OtherServer, way: str, document: str
) -> None:
    media_type, text = DOCUMENTS[document]

    response = WAYS[way](writer, text.format(url=other.url), media_type)

    assert response.status_code < 500
    if document in ("context", "import"):
        assert response.status_code == 403
        assert "not fetched" in response.get_json()["detail"]
    if document == "turtle":
        assert response.status_code in (200, 201, 204)


@pytest.mark.parametrize("form", ["turtle", "rdfxml", "jsonld", "html"])
def test_nothing_that_is_pasted_is_fetched(client: FlaskClient, other: OtherServer, form: str) -> None:
    _, text = DOCUMENTS[{"rdfxml": "dtd", "jsonld": "context"}.get(form, form)]

    response = client.post("/validate", data={"type": form, "entry": text.format(url=other.url)})

    assert response.status_code == (403 if form == "jsonld" else response.status_code)
    assert response.status_code < 500


@pytest.mark.parametrize("query", QUERIES)
def test_nothing_that_a_query_names_is_fetched(client: FlaskClient, other: OtherServer, query: str) -> None:
    response = client.post("/sparql", data={"query": query.format(url=other.url)})

    assert response.status_code == 403 or not any(word in query for word in ("SERVICE", "FROM"))
    assert response.status_code < 500


def test_nothing_that_the_request_names_is_fetched(client: FlaskClient, other: OtherServer) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        sent = {"query": "SELECT * { ?s ?p ?o }", name: f"{other.url}/data.ttl"}

        assert client.get("/sparql", query_string=sent).status_code == 200


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("server", ["writer", "bare"])
def test_nothing_that_an_update_names_is_fetched(
    request: pytest.FixtureRequest, other: OtherServer, update: str, server: str
) -> None:
    client: FlaskClient = request.getfixturevalue(server)

    response = client.post("/sparql", data=update.format(url=other.url), content_type=UPDATE)

    refused = "SERVICE" in update or update.startswith("LOAD <")
    assert response.status_code == (403 if refused else response.status_code)
    assert response.status_code < 500
