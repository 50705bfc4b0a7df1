"""Graphs that have a past, and what is asked about it."""

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
from flask.testing import FlaskClient
from rdflib import RDF, Graph
from werkzeug.test import TestResponse

from kg.article import Article
from kg.language.extraction import Extraction
from kg.vocabulary import KG
from tests.mapped import article_graph
from tests.server.conftest import BASE, arrival

BROWSER = {"Accept": "text/html", "Accept-Language": "en"}
JSON = {"Accept": "application/json"}
TURTLE = {"Accept": "text/turtle"}
ELSEWHERE = "http://example.org/g"


def ttl(which: Callable[[], tuple[Article, Extraction]] = arrival) -> Graph:
    """Return the graph of an article."""
    return article_graph(*which(), BASE)


def send(client: FlaskClient, graph: Graph) -> TestResponse:
    """Hand a graph in."""
    return client.post("/entries", data=graph.serialize(format="turtle"), content_type="text/turtle")


def hand_in(client: FlaskClient, graph: Graph) -> str:
    """Hand a graph in that is taken; return its name."""
    response = send(client, graph)
    assert response.status_code == 201, response.text
    return str(response.get_json()["iri"])


def path(iri: str) -> str:
    """Return where a thing is found."""
    return iri.removeprefix(BASE)


def document(iri: str) -> str:
    """Return where a thing is described."""
    return path(iri).replace("/id/", "/doc/")


def facts(graph: Graph) -> list[str]:
    """Return the statements and estimates of a graph."""
    return sorted(str(s) for cls in (KG.Statement, KG.Estimate) for s in graph.subjects(RDF.type, cls))


def history(client: FlaskClient, graph: str) -> dict[str, Any]:
    """Return what is known of the versions of a graph."""
    response = client.get("/history", query_string={"graph": graph}, headers=JSON)
    assert response.status_code == 200, response.text
    return dict(response.get_json())


def review(client: FlaskClient, fact: str, status: str = "reviewed", **more: str) -> TestResponse:
    """Decide about a fact."""
    return client.post("/reviews", json={"fact": fact, "status": status, **more})


def triples(response: TestResponse) -> set[ox.Triple]:
    """Return what an answer in Turtle says."""
    return {quad.triple for quad in ox.parse(response.data, ox.RdfFormat.TURTLE)}
