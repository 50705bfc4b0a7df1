"""The shapes of `shapes/`, and what they call the things that they check."""

from functools import cache

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.resources import resource
from kg.vocabulary import bind_prefixes

_BELOW = (SH["or"], SH["and"], SH.xone, SH["not"], SH.node, SH.property, RDF.first, RDF.rest)
_NAMES_PROPERTY = (SH.path, SH.equals, SH.lessThan, SH.lessThanOrEquals)


@cache
def shapes_graph() -> Graph:
    """Return all shapes as one graph. It is parsed once; do not change it."""
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph)
    for path in sorted(resource("shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


@cache
def field_name(shape: str, language: str) -> str:
    """Return a reader's name of the field that a shape checks; empty when the shape gives none."""
    return _text(URIRef(shape), SH.name, language) or _text(URIRef(shape), RDFS.label, language)


@cache
def expectation(shape: str, language: str) -> str:
    """Return what a shape wants to find; empty when it does not say."""
    return _text(URIRef(shape), SH.description, language) or _text(URIRef(shape), RDFS.comment, language)


@cache
def kind(cls: str, language: str) -> str:
    """Return a reader's name of a class of the ontology or of Web Annotation; empty for any other."""
    return _text(URIRef(cls), RDFS.label, language)


@cache
def compared_properties(shape: str) -> tuple[URIRef, ...]:
    """Return the properties that a node shape compares with each other."""
    shapes = shapes_graph()
    found: set[Node] = set()
    pending: list[Node] = [URIRef(shape)]
    while pending:
        node = pending.pop()
        found.update(value for predicate in _NAMES_PROPERTY for value in shapes.objects(node, predicate))
        pending.extend(value for below in _BELOW for value in shapes.objects(node, below))
    return tuple(sorted(path for path in found if isinstance(path, URIRef)))


@cache
def _ontology() -> Graph:
    return Graph(bind_namespaces="none").parse(resource("ontology/news.ttl"), format="turtle")


def _text(subject: Node, predicate: URIRef, language: str) -> str:
    texts = [*shapes_graph().objects(subject, predicate), *_ontology().objects(subject, predicate)]
    return next((str(text) for text in texts if getattr(text, "language", None) == language), "")
