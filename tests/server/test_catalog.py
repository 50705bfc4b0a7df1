"""The vocabulary, the shapes, the description of the dataset, the dumps, and whether all is well."""

import gzip
import json

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, OWL, SH, VOID

from kg.formats import GRAPH_FORMATS, GraphFormat
from kg.resources import resource
from kg.vocabulary import KG

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/ontology", "/shapes", "/dataset", "/.well-known/void"])
@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_the_catalog_comes_in_every_syntax(client: FlaskClient, path: str, syntax: GraphFormat) -> None:
    response = client.get(path, headers={"Accept": syntax.media_type})

    assert response.mimetype == syntax.media_type
    assert list(pyoxigraph.parse(response.data, format=syntax.rdf_format))


def test_the_ontology_is_the_one_that_is_installed(client: FlaskClient) -> None:
    served = Graph().parse(data=client.get("/ontology").data, format="turtle")

    assert isomorphic(served, Graph().parse(resource("ontology/news.ttl")))
    assert (KG.Estimate, RDF.type, OWL.Class) in served


@pytest.mark.parametrize(("language", "label"), [("en", "news article"), ("de", "Nachrichtenartikel")])
def test_a_browser_reads_the_ontology_in_its_language(client: FlaskClient, language: str, label: str) -> None:
    page = client.get("/ontology", headers={**BROWSER, "Accept-Language": language}).text

    assert "kg:Article" in page
    assert label in page
    assert "schema:NewsArticle" in page


def test_the_shapes_are_all_of_them(client: FlaskClient) -> None:
    served = Graph().parse(data=client.get("/shapes").data, format="turtle")
    targets = {str(o) for o in served.objects(None, SH.targetClass)}

    assert {str(KG.Article), str(KG.Statement), str(KG.Estimate)} <= targets


def test_the_context_is_json(client: FlaskClient) -> None:
    response = client.get("/context.jsonld")

    assert response.mimetype == "application/ld+json"
    assert "@context" in json.loads(response.data)


@pytest.mark.parametrize("path", ["/dataset", "/.well-known/void"])
def test_the_dataset_is_described_with_the_counts_as_they_are(client: FlaskClient, path: str) -> None:
    graph = Graph().parse(data=client.get(path).data, format="turtle")
    dataset = URIRef("http://localhost/dataset")
    counted = {
        graph.value(p, VOID["class"]): graph.value(p, VOID.entities)
        for p in graph.objects(dataset, VOID.classPartition)
    }

    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert counted[KG.Article].toPython() == 2
    assert counted[KG.Estimate].toPython() == 4
    assert graph.value(dataset, VOID.triples).toPython() > 100
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef("http://localhost/sparql")


def test_a_browser_gets_the_downloads(client: FlaskClient) -> None:
    page = client.get("/dataset", headers=BROWSER).text

    assert 'href="/dump.nq.gz"' in page


@pytest.mark.parametrize(
    ("suffix", "syntax"), [("nq", pyoxigraph.RdfFormat.N_QUADS), ("trig", pyoxigraph.RdfFormat.TRIG)]
)
def test_a_dump_is_every_graph(client: FlaskClient, suffix: str, syntax: pyoxigraph.RdfFormat) -> None:
    response = client.get(f"/dump.{suffix}.gz")
    quads = list(pyoxigraph.parse(gzip.decompress(response.data), format=syntax))
    names = {quad.graph_name.value.rpartition("/")[2].partition("-")[0] for quad in quads}

    assert response.mimetype == "application/gzip"
    assert f"newskg.{suffix}.gz" in response.headers["Content-Disposition"]
    assert names == {"arrival", "doubts", "disputes"}


def test_a_dump_in_another_syntax_is_not_found(client: FlaskClient) -> None:
    assert client.get("/dump.exe.gz").status_code == 404


def test_health_says_what_the_store_holds(client: FlaskClient) -> None:
    response = client.get("/health")
    state = response.get_json()

    assert response.status_code == 200
    assert state["status"] == "ok"
    assert state["store_version"]
    assert state["counts"] == {
        "articles": 2,
        "statements": 2,
        "figures": 4,
        "actors": 5,
        "locations": 1,
        "disputes": 1,
    }
    assert response.headers["Cache-Control"] == "no-store"
