"""JSON-LD as a tree: whatever the graph, it says the same and can be read."""

import json

import pyoxigraph as ox
import pytest

from server.framing import framed

KG = "https://w3id.org/newskg/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TOPIC = "http://example.org/topic"


def graph(turtle: str) -> set[ox.Triple]:
    start = f"@prefix kg: <{KG}> . @prefix skos: <{SKOS}> . @prefix ex: <http://example.org/> . "
    start += f"@prefix xsd: <{XSD}> . @prefix schema: <http://schema.org/> . "
    return {quad.triple for quad in ox.parse((start + turtle).encode(), format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    "turtle",
    [
        "",
        'ex:topic skos:prefLabel "a"@de, "b"@de, "c"@en, "plain", "1"^^xsd:integer',
        "ex:topic kg:speaker ex:a, ex:b . ex:a kg:speaker ex:b . ex:b kg:speaker ex:topic",
        'ex:topic kg:speaker "not an IRI" ; schema:url "http://example.org/" ; kg:mentions ex:a',
        'ex:topic schema:value 1, 1.5, 01, -7, true, "1"^^xsd:boolean, 1e3, 99999999999999999999',
        "ex:topic kg:location <geo:52.5,13.4> ; kg:saidAt <kg:odd> ; kg:mentions <urn:x:y>",
        "ex:topic kg:reportedIn ex:topic ; a ex:topic, kg:Actor, skos:Concept",
        "ex:other kg:speaker ex:another . ex:topic kg:speaker ex:a",
        "ex:topic <http://schema.org///x> <http://schema.org///y>",
        'ex:topic schema:text """lines\n"quoted" and \\\\"""@de, ""@de, ""',
    ],
)
def test_a_tree_says_what_the_graph_says(turtle: str) -> None:
    triples = graph(f"{turtle} .") if turtle else set()

    read = {quad.triple for quad in ox.parse(framed(triples, TOPIC), format=ox.RdfFormat.JSON_LD)}

    assert read == triples


def test_a_chain_is_not_nested_deeper_than_any_reader_can_follow() -> None:
    triples = graph(" ".join(f"ex:n{i} kg:inStatement ex:n{i + 1} ." for i in range(3000)))

    document = framed(triples, "http://example.org/n0")

    assert {quad.triple for quad in ox.parse(document, format=ox.RdfFormat.JSON_LD)} == triples
    assert len(json.loads(document)["@graph"]) > 100


def test_a_node_is_embedded_where_it_is_nearest_to_the_topic() -> None:
    triples = graph(
        'ex:far kg:inStatement ex:near . ex:near kg:speaker ex:topic . ex:topic skos:prefLabel "t"@en . '
        "ex:far kg:speaker ex:topic ."
    )

    document = json.loads(framed(triples, TOPIC))

    assert [node["id"] for node in document["@reverse"]["speaker"]] == [
        "http://example.org/far",
        "http://example.org/near",
    ]
