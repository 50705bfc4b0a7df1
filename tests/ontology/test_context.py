"""The JSON-LD context: terms for everything in the graph, usable without a network."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.resources import resource
from kg.vocabulary import KG, SCHEMA

ENTRY = Path(__file__).parent.parent / "shapes" / "valid" / "entry.ttl"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    return json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]


def read(document: str) -> Graph:
    """Read JSON-LD as the program does, with a reader that fetches nothing."""
    triples = pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.JSON_LD)
    return Graph().parse(pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")


def test_every_class_and_property_of_the_ontology_has_its_own_name_as_term(context: dict[str, Any]) -> None:
    ontology = Graph().parse(resource("ontology/news.ttl"))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    names = [name for name in dir(KG) if any((KG[name], RDF.type, kind) in ontology for kind in kinds)]

    definitions = {name: context[name] for name in names}

    assert {name: d if isinstance(d, str) else d["@id"] for name, d in definitions.items()} == {
        name: f"kg:{name}" for name in names
    }


def test_the_context_refers_to_no_other_document(context: dict[str, Any]) -> None:
    assert "@import" not in context
    assert not any(
        isinstance(definition, dict) and "@context" in definition for definition in context.values()
    )


def test_an_entry_written_with_the_context_reads_back_the_same(context: dict[str, Any]) -> None:
    entry = Graph().parse(ENTRY)

    read_back = read(entry.serialize(format="json-ld", context=context))

    assert isomorphic(read_back, entry)


def test_an_entry_written_with_the_context_has_plain_names(context: dict[str, Any]) -> None:
    document = json.loads(Graph().parse(ENTRY).serialize(format="json-ld", context=context))
    statement = next(node for node in document["@graph"] if "speaker" in node)

    assert statement["speaker"] == "https://example.org/id/anna-beispiel"
    assert statement["text"] == {"de": "Wir zählten rund 300 Helfer"}
    assert statement["relayedBy"] == ["https://example.org/id/polizei"]


def test_a_statement_can_be_written_by_hand(context: dict[str, Any]) -> None:
    document = {
        "@context": context,
        "id": "https://example.org/id/s",
        "type": ["Statement", "IndirectStatement"],
        "text": {"de": "Es regne"},
        "speaker": "https://example.org/id/a",
        "reviewStatus": "kg:reviewed",
    }

    graph = read(json.dumps(document))

    statement = URIRef("https://example.org/id/s")
    assert set(graph) == {
        (statement, RDF.type, KG.Statement),
        (statement, RDF.type, KG.IndirectStatement),
        (statement, SCHEMA.text, Literal("Es regne", lang="de")),
        (statement, KG.speaker, URIRef("https://example.org/id/a")),
        (statement, KG.reviewStatus, KG.reviewed),
    }
