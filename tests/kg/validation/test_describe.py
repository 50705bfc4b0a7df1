"""Nodes of a graph in words."""

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS, XSD

from kg.validation.describe import identity, label, named, term, terms
from kg.vocabulary import KG, OA

IDS = "https://example.org/id/"


@pytest.mark.parametrize(
    ("node", "written"),
    [
        (KG.speaker, "kg:speaker"),
        (URIRef(IDS + "s"), "<https://example.org/id/s>"),
        (URIRef(KG + "a/b"), "<https://w3id.org/newskg/ontology#a/b>"),
        (Literal("Köln", lang="de"), '"Köln"@de'),
        (Literal('er "sagte"'), r'"er \"sagte\""'),
        (Literal(12), "12"),
        (Literal("2025-03", datatype=XSD.gYearMonth), '"2025-03"^^xsd:gYearMonth'),
        (BNode(), "[]"),
    ],
)
def test_a_term_is_written_as_in_turtle(node: URIRef, written: str) -> None:
    assert term(node) == written


def test_several_terms_are_always_in_the_same_order() -> None:
    assert terms({Literal("b"), Literal("a"), KG.exact}) == '"a", "b", kg:exact'


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("anna-beispiel", "Anna Beispiel"),
        ("koeln", "Köln"),
        ("polizei", "Polizei Köln"),
        ("a", "Feuerwehr zählt Helfer"),
        ("s", "Wir zählten rund 300 Helfer"),
        ("e", "300 Helfer"),
        ("e2", "120–150 Zuschauer"),
        ("a#statement-1", "Wir zählten rund 300 Helfer"),
        ("a#target-21-29", "rund 300"),
        ("a#position-21-29", "21–29"),
        ("a#quote-21-29", "rund 300"),
        ("koeln#geometry", ""),
    ],
)
def test_a_thing_is_known_by_its_name_its_words_or_its_figure(entry: Graph, name: str, expected: str) -> None:
    assert label(entry, URIRef(IDS + name)) == expected


def test_a_name_in_german_goes_before_english_and_that_before_others() -> None:
    thing = URIRef(IDS + "x")
    graph = Graph().add((thing, SKOS.prefLabel, Literal("Colonia", lang="it")))
    graph.add((thing, SKOS.prefLabel, Literal("Cologne", lang="en")))
    assert label(graph, thing) == "Cologne"

    graph.add((thing, SKOS.prefLabel, Literal("Köln", lang="de")))

    assert label(graph, thing) == "Köln"


def test_a_thing_that_has_a_name_is_written_with_it(entry: Graph) -> None:
    assert named(entry, URIRef(IDS + "koeln")) == "<https://example.org/id/koeln> (Köln)"
    assert named(entry, Literal("Köln")) == '"Köln"'


def test_a_thing_without_an_iri_and_without_triples_of_its_own_is_shown_by_who_refers_to_it() -> None:
    nobody = BNode()
    graph = Graph().add((URIRef(IDS + "a"), OA.hasBody, nobody))

    assert identity(graph, nobody) == "[ ^oa:hasBody <https://example.org/id/a> ]"
