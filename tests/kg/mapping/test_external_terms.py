"""Each term of another vocabulary that is used is in `ontology/external-terms.csv`, with its source."""

import csv
import json
import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    GEO,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    VANN,
    WGS,
    XSD,
    DefinedNamespaceMeta,
)  # fmt: skip

from kg.history import terms as history
from kg.resources import resource
from kg.vocabulary import OA, SCHEMA
from kg.vocabulary import WGS as BASIC_GEO

OURS = ("https://w3id.org/newskg/", "https://example.org/")
THINGS = ("http://www.wikidata.org/entity/", "https://sws.geonames.org/", "https://www.apache.org/licenses/")
# rdflib lists the terms of these vocabularies; two of them under https, where their own documents say http.
LISTED_BY_RDFLIB: dict[str, DefinedNamespaceMeta] = {
    **{
        str(namespace): namespace
        for namespace in (DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VANN, XSD)
    },
    str(SCHEMA): SDO,
    str(BASIC_GEO): WGS,
}


def rows() -> list[dict[str, str]]:
    with resource("ontology/external-terms.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


LISTED = [row["iri"] for row in rows()]


def foreign(graph: Graph) -> Iterator[str]:
    """Yield the IRIs of a graph that are terms of other vocabularies, datatypes included."""
    for node in {node for triple in graph for node in triple}:
        iri = node.datatype if isinstance(node, Literal) else node
        if isinstance(iri, URIRef) and not str(iri).startswith((*OURS, *THINGS)):
            yield str(iri)


def used_in_context() -> Iterator[str]:
    context = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    definitions = [item if isinstance(item, dict) else {"@id": item} for item in context.values()]
    for compact in (
        d[key] for d in definitions if isinstance(d, dict) for key in ("@id", "@type") if key in d
    ):
        prefix, _, name = str(compact).partition(":")
        if isinstance(context.get(prefix), str) and not context[prefix].startswith(OURS):
            yield context[prefix] + name


def used_in_files(folder: str) -> Iterator[str]:
    for path in resource(folder).glob("*.ttl"):
        yield from foreign(Graph().parse(path))


def used_in_history() -> Iterator[str]:
    for term in vars(history).values():
        if isinstance(term, ox.NamedNode) and not term.value.startswith(OURS):
            yield term.value


def split(iri: str) -> tuple[str, str]:
    namespace, name = re.fullmatch(r"(.*[/#])([^/#]+)", iri).groups()
    return namespace, name


def test_what_the_ontology_the_shapes_the_context_and_the_graphs_use_is_listed(graph: Graph) -> None:
    used = {*used_in_files("ontology"), *used_in_files("shapes"), *used_in_context(), *foreign(graph)}
    used |= set(used_in_history())

    assert used - set(LISTED) == set()


def test_nothing_is_listed_that_is_not_used(graph: Graph) -> None:
    used = {*used_in_files("ontology"), *used_in_files("shapes"), *used_in_context(), *foreign(graph)}
    used |= set(used_in_history())

    assert set(LISTED) - used == set()


@pytest.mark.parametrize("namespace", [SCHEMA, OA, BASIC_GEO])
def test_the_terms_of_the_vocabulary_module_are_listed(namespace: object) -> None:
    assert {str(namespace[name]) for name in dir(namespace)} - set(LISTED) == set()


@pytest.mark.parametrize("iri", [iri for iri in LISTED if split(iri)[0] in LISTED_BY_RDFLIB])
def test_rdflibs_own_list_of_the_vocabulary_has_the_term(iri: str) -> None:
    namespace, name = split(iri)

    assert name in LISTED_BY_RDFLIB[namespace]


def test_rdflibs_lists_would_notice_a_misspelling() -> None:
    assert "NewsArtikel" not in SDO
    assert "wasAttributedto" not in PROV


def test_the_list_is_in_order_and_each_term_has_a_vocabulary_and_a_source() -> None:
    assert sorted(set(LISTED)) == LISTED
    assert all(row["vocabulary"] and row["source"].startswith("http") for row in rows())
