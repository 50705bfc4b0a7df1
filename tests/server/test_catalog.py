"""The vocabulary, the shapes, the description of the dataset, the dumps, and whether all is well."""

import json
import re
from collections.abc import Callable

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, OWL, SH, VOID

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


def test_the_dataset_is_counted_by_class_and_property(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/dataset").data, format="turtle")
    dataset = URIRef("http://localhost/dataset")
    parts = {
        graph.value(p, VOID.property): graph.value(p, VOID.triples).toPython()
        for p in graph.objects(dataset, VOID.propertyPartition)
    }

    assert parts[KG.speaker] == 2
    assert sum(parts.values()) == graph.value(dataset, VOID.triples).toPython()
    assert graph.value(dataset, VOID.properties).toPython() == len(parts)


def test_the_links_to_other_datasets_are_counted(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/dataset").data, format="turtle")
    links = {
        graph.value(subset, VOID.objectsTarget): graph.value(subset, VOID.triples).toPython()
        for subset in graph.subjects(RDF.type, VOID.Linkset)
    }
    query = "SELECT ?o WHERE { ?s skos:exactMatch ?o FILTER(CONTAINS(STR(?o), 'wikidata')) }"
    rows = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text

    assert links[URIRef("http://www.wikidata.org/")] == len(rows.split()) - 1 > 0


def test_each_dump_is_a_distribution_whose_size_is_said_once_it_is_made(client: FlaskClient) -> None:
    size = len(client.get("/dump/actors.csv.gz").data)
    graph = Graph().parse(data=client.get("/dataset").data, format="turtle")
    table = graph.value(None, DCAT.downloadURL, URIRef("http://localhost/dump/actors.csv.gz"))
    dumps = set(graph.objects(URIRef("http://localhost/dataset"), VOID.dataDump))

    assert graph.value(table, DCAT.byteSize).toPython() == size
    assert graph.value(table, DCAT.mediaType) == URIRef(
        "https://www.iana.org/assignments/media-types/text/csv"
    )
    assert dumps == {URIRef(f"http://localhost/dump.{suffix}.gz") for suffix in ("nq", "trig", "ttl")}


def test_the_licence_of_the_data_is_what_the_operator_says(
    client: FlaskClient, start: Callable[..., Flask]
) -> None:
    licence, dataset = "https://creativecommons.org/licenses/by/4.0/", URIRef("http://localhost/dataset")
    licensed = start(data_licence=licence).test_client()

    def said(asked: FlaskClient) -> object:
        graph = Graph().parse(data=asked.get("/dataset").data, format="turtle")
        assert (dataset, DCTERMS.rights, None) in graph
        return graph.value(dataset, DCTERMS.license)

    assert said(client) is None
    assert said(licensed) == URIRef(licence)


def test_crawlers_find_pages_dumps_and_articles(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").text
    index = client.get("/sitemap.xml").text
    sitemaps = re.findall("<loc>http://localhost(.*?)</loc>", index)
    found = [
        address
        for sitemap in sitemaps
        for address in re.findall("<loc>http://localhost(.*?)</loc>", client.get(sitemap).text)
    ]

    assert "Sitemap: http://localhost/sitemap.xml" in robots
    assert {"/", "/dataset", "/dump.nq.gz", "/dump/statements.csv.gz"} <= set(found)
    assert len([address for address in found if address.startswith("/doc/article/")]) == 2
    assert {client.head(address).status_code for address in found} == {200}
    assert client.get("/sitemap/2.xml").status_code == 404


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
