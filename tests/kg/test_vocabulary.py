"""Namespaces and prefixes."""

import pytest
from rdflib import Graph, URIRef

from kg.vocabulary import KG, OA, PREFIXES, SCHEMA, WGS, bind_prefixes


def test_a_term_is_its_namespace_and_its_name() -> None:
    assert KG.speaker == URIRef("https://w3id.org/newskg/ontology#speaker")


@pytest.mark.parametrize("namespace", [KG, SCHEMA, OA, WGS])
def test_a_misspelt_term_is_an_error(namespace: object) -> None:
    with pytest.raises(AttributeError):
        namespace.speeker  # noqa: B018


def test_schema_org_and_basic_geo_keep_their_http_namespaces() -> None:
    assert SCHEMA.text == URIRef("http://schema.org/text")
    assert WGS.lat == URIRef("http://www.w3.org/2003/01/geo/wgs84_pos#lat")


def test_a_graph_writes_the_projects_prefixes_even_where_rdflib_has_others() -> None:
    graph = Graph().add((KG.exact, SCHEMA.text, WGS.lat))

    bind_prefixes(graph)

    assert "kg:exact schema:text wgs:lat ." in graph.serialize()


def test_no_two_prefixes_share_a_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
