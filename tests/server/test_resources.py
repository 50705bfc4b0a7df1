"""Linked data: /id/… names things, /doc/… describes them."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from werkzeug.test import TestResponse

from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import KG, OA, SCHEMA
from server import Config, close, create_app

BASE = "http://localhost:8000"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def triples_of(response: TestResponse, syntax: GraphFormat) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(response.data, format=syntax.rdf_format)}


def turtle(client: FlaskClient, path: str) -> Graph:
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return Graph().parse(data=response.data, format="turtle")


def subjects(client: FlaskClient, query: str) -> list[str]:
    answer = client.get("/sparql", query_string={"query": query}).get_json(force=True)
    return [binding["s"]["value"].removeprefix(BASE + "/id") for binding in answer["results"]["bindings"]]


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (BROWSER, ""),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples", ".nt"),
        ("application/rdf+xml", ".rdf"),
        ("application/trig", ".trig"),
        ("application/n-quads", ".nq"),
        ("application/rdf+xml;q=0.8, application/ld+json;q=0.9", ".jsonld"),
        ("*/*", ".ttl"),
    ],
)
def test_a_name_redirects_to_the_document_in_the_accepted_form(
    client: FlaskClient, accept: str, suffix: str
) -> None:
    response = client.get("/id/actor/mark-rutte", headers={"Accept": accept})

    assert response.status_code == 303
    assert urlsplit(response.headers["Location"]).path == f"/doc/actor/mark-rutte{suffix}"
    assert "Accept" in response.vary


def test_a_name_is_not_found_rather_than_redirected_when_nothing_is_known(client: FlaskClient) -> None:
    assert client.get("/id/actor/nobody").status_code == 404
    assert client.get("/doc/actor/nobody").status_code == 404
    assert client.get("/doc/planet/earth").status_code == 404


def test_a_name_is_not_redirected_to_a_form_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/id/actor/mark-rutte", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_a_document_comes_by_suffix_and_by_accept_alike(
    client: FlaskClient, article: str, syntax: GraphFormat
) -> None:
    by_suffix = client.get(article + syntax.suffix, headers={"Accept": "text/html"})
    by_accept = client.get(article, headers={"Accept": syntax.media_type})

    assert by_suffix.mimetype == by_accept.mimetype == syntax.media_type
    assert triples_of(by_suffix, syntax) == triples_of(by_accept, syntax)


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
@pytest.mark.parametrize("path", ["/doc/location/russland", None])
def test_every_syntax_carries_the_same_triples(
    client: FlaskClient, article: str, path: str | None, syntax: GraphFormat
) -> None:
    plain = graph_format("ntriples")
    expected = triples_of(client.get((path or article) + plain.suffix), plain)

    found = triples_of(client.get((path or article) + syntax.suffix), syntax)

    assert found == expected
    assert len(found) > 20


def test_the_suffix_html_is_the_page(client: FlaskClient, article: str) -> None:
    assert client.get(article + ".html", headers={"Accept": "text/turtle"}).mimetype == "text/html"


def test_an_article_is_its_whole_named_graph(client: FlaskClient, article: str) -> None:
    graph = turtle(client, article)

    [iri] = graph.subjects(RDF.type, KG.Article)
    assert graph.value(iri, SCHEMA.headline) == Literal("Truppen in Russland", lang="de")
    assert len(set(graph.subjects(RDF.type, KG.Estimate))) == 2
    assert set(graph.subjects(RDF.type, OA.TextQuoteSelector))


def test_trig_and_nquads_say_the_name_of_the_graph(client: FlaskClient, article: str) -> None:
    quads = list(pyoxigraph.parse(client.get(article + ".nq").data, format=pyoxigraph.RdfFormat.N_QUADS))

    assert {quad.graph_name.value for quad in quads} == {BASE + article.replace("/doc/", "/id/")}


def test_a_description_drawn_from_several_graphs_claims_no_name(client: FlaskClient) -> None:
    quads = pyoxigraph.parse(client.get("/doc/actor/mark-rutte.nq").data, format=pyoxigraph.RdfFormat.N_QUADS)

    assert {quad.graph_name for quad in quads} == {pyoxigraph.DefaultGraph()}


def test_an_actor_comes_with_what_they_said_and_their_figures(client: FlaskClient, article: str) -> None:
    graph = turtle(client, "/doc/actor/mark-rutte")
    rutte = URIRef(f"{BASE}/id/actor/mark-rutte")

    [statement] = graph.subjects(KG.speaker, rutte)
    [figure] = graph.subjects(KG.estimatedBy, rutte)
    assert (rutte, SKOS.prefLabel, Literal("Mark Rutte", lang="de")) in graph
    assert graph.value(statement, SCHEMA.text)
    assert graph.value(figure, SCHEMA.maxValue) == Literal(12000)
    assert (URIRef(BASE + article.replace("/doc/", "/id/")), KG.mentions, rutte) in graph
    assert not list(graph.objects(None, SCHEMA.articleBody))


def test_a_place_comes_with_its_geometry_and_the_facts_there(client: FlaskClient) -> None:
    graph = turtle(client, "/doc/location/russland")
    russia = URIRef(f"{BASE}/id/location/russland")

    assert len(list(graph.subjects(KG.location, russia))) == 2
    assert (URIRef(f"{russia}#geometry"), None, None) in graph


def test_a_statement_comes_with_the_words_it_stands_in(client: FlaskClient) -> None:
    [path] = subjects(client, "SELECT ?s WHERE { ?s a kg:DirectStatement }")

    graph = turtle(client, f"/doc{path}")

    assert Literal("Wir sind besorgt") in {str_literal(o) for o in graph.objects(None, OA.exact)}


def str_literal(term: object) -> Literal:
    return Literal(str(term))


def test_what_is_counted_comes_with_the_figures(client: FlaskClient) -> None:
    graph = turtle(client, "/doc/concept/nordkoreanische-soldaten")

    assert len(list(graph.subjects(KG.counts))) == 2


def test_the_disputes_are_a_graph_of_their_own(client: FlaskClient) -> None:
    graph = turtle(client, "/doc/graph/disputes")

    assert len(list(graph.triples((None, KG.disputes, None)))) == 2


def test_links_say_what_is_described_and_where_its_other_forms_are(client: FlaskClient) -> None:
    links = client.get("/doc/actor/mark-rutte").headers["Link"]

    assert f'<{BASE}/id/actor/mark-rutte>; rel="describes"' in links
    assert '</doc/actor/mark-rutte.jsonld>; rel="alternate"; type="application/ld+json"' in links


@pytest.mark.parametrize("key", ["a%20b", "a%2520b", "ä", "x.ttl", "a/b", "100%25", "%22%3E%3Cscript%3E"])
def test_unusual_keys_are_found_and_do_no_harm(
    start: Callable[..., Flask], tmp_path: object, key: str
) -> None:
    response = start().test_client().get(f"/id/concept/{key}", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert "<script>" not in response.text


@pytest.mark.parametrize("key", ["a%20b", "ä", "a/b", "100%25"])
def test_an_encoded_character_in_an_iri_survives(tmp_path: object, key: str) -> None:
    iri = f"{BASE}/id/concept/{key}"
    graph = Graph(identifier=URIRef("http://example.org/g"))
    graph.add((URIRef(iri), SKOS.prefLabel, Literal("found", lang="en")))
    with EmbeddedStore(tmp_path / "store") as store:
        store.replace(graph)
    app = create_app(Config(store=tmp_path / "store", base=BASE))

    response = app.test_client().get(
        f"/id/concept/{key}", headers={"Accept": "text/turtle"}, follow_redirects=True
    )
    close(app)

    assert response.status_code == 200
    assert (URIRef(iri), SKOS.prefLabel, Literal("found", lang="en")) in Graph().parse(data=response.data)


def test_the_iri_does_not_depend_on_the_host_of_the_request(client: FlaskClient) -> None:
    response = client.get("/doc/actor/mark-rutte.ttl", base_url="https://other.example")

    assert f"{BASE}/id/actor/mark-rutte".encode() in response.data
    assert b"other.example" not in response.data
