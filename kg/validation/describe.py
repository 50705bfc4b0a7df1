"""Nodes of a graph in words that a reader of a report recognises."""

from collections.abc import Iterable, Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS, XSD
from rdflib.term import Node

from kg.vocabulary import KG, OA, PREFIXES, SCHEMA

_LABELS = (SKOS.prefLabel, SCHEMA.headline, SCHEMA.text, OA.exact, SCHEMA.identifier)
_FIGURES = (SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue, OA.start, OA.end)
_NEARBY = 5
"""How many triples of a node without a name are shown."""


def label(graph: Graph, node: Node) -> str:
    """Return what a reader knows a node by: its name, words or figure; empty when it has none."""
    return (
        _own_label(graph, node)
        or _figure(graph, node)
        or next(filter(None, (_own_label(graph, near) for near in _points_at(graph, node))), "")
    )


def identity(graph: Graph, node: Node) -> str:
    """Return an IRI as it is, a literal as in Turtle, a blank node by what is said about it.

    The label of a blank node means nothing outside of one parse, so it would not lead back to the source.
    """
    if isinstance(node, BNode):
        return _nearby(graph, node)
    return str(node) if isinstance(node, URIRef) else term(node)


def named(graph: Graph, node: Node) -> str:
    """Write a term as in Turtle, with what a reader knows it by."""
    if isinstance(node, Literal):
        return term(node)
    written = term(node) if isinstance(node, URIRef) else identity(graph, node)
    known_by = label(graph, node)
    return f"{written} ({known_by})" if known_by else written


def term(node: Node) -> str:
    """Write a term as in Turtle, with the project's prefixes."""
    if isinstance(node, Literal):
        return _literal(node)
    return _compact(node) if isinstance(node, URIRef) else "[]"


def _literal(literal: Literal) -> str:
    text = Literal(str(literal)).n3()
    if literal.language:
        return f"{text}@{literal.language}"
    if literal.datatype == XSD.integer:
        return str(literal)
    return f"{text}^^{_compact(literal.datatype)}" if literal.datatype else text


def terms(nodes: Iterable[Node]) -> str:
    """Write several terms, always in the same order."""
    return ", ".join(sorted(term(node) for node in nodes))


def _compact(iri: URIRef) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _own_label(graph: Graph, node: Node) -> str:
    """Prefer German, the language of the articles, then English, then any."""
    for predicate in _LABELS:
        found = [text for text in graph.objects(node, predicate) if isinstance(text, Literal)]
        if found:
            return str(min(found, key=lambda text: (text.language != "de", text.language != "en", text)))
    return ""


def _figure(graph: Graph, node: Node) -> str:
    figures = [str(figure) for predicate in _FIGURES for figure in graph.objects(node, predicate)]
    counted = [_own_label(graph, concept) for concept in graph.objects(node, KG.counts)]
    return " ".join([*("–".join(dict.fromkeys(figures)),), *counted]).strip()


def _points_at(graph: Graph, node: Node) -> Iterator[Node]:
    """Yield what an annotation or its target is about, in a fixed order."""
    for predicate in (OA.hasBody, OA.hasSelector):
        yield from sorted(graph.objects(node, predicate), key=term)


def _nearby(graph: Graph, node: BNode) -> str:
    about = sorted(f"{term(predicate)} {term(value)}" for predicate, value in graph.predicate_objects(node))
    refers = sorted(f"^{term(predicate)} {term(by)}" for by, predicate in graph.subject_predicates(node))
    shown = " ; ".join([*about, *refers][:_NEARBY])
    return f"[ {shown} ]"
