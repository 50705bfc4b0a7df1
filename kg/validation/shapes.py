"""The shapes of `shapes/`, and what they call the things that they check."""

from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.resources import resource
from kg.shacl import Shapes
from kg.vocabulary import SCHEMA, bind_prefixes

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
def shapes() -> Shapes:
    """Return all shapes, compiled. Any number of threads may use them at once."""
    files = sorted(resource("shapes").glob("*.ttl"))
    return Shapes(triple for file in files for triple in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE))


@cache
def limited_properties() -> tuple[ox.NamedNode, ...]:
    """Return the properties of which a thing may have only so many values."""
    graph = shapes_graph()
    limited = {*graph.subjects(SH.maxCount), *graph.subjects(SH.qualifiedMaxCount)}
    paths = {graph.value(shape, SH.path) for shape in limited}
    return tuple(ox.NamedNode(path) for path in sorted(path for path in paths if isinstance(path, URIRef)))


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
def similar_term(iri: str) -> str | None:
    """Return the term of the same vocabulary that an IRI seems to mean; None when it is one or like none."""
    namespace, name = _parted(iri.replace("https://schema.org/", str(SCHEMA)))
    known = {
        found.lower(): term for term in _terms() for beside, found in [_parted(term)] if beside == namespace
    }
    nearest = get_close_matches(name.lower(), known, n=1, cutoff=0.75)
    return known[nearest[0]] if nearest and known[nearest[0]] != iri else None


def _parted(iri: str) -> tuple[str, str]:
    """Return the namespace of a term and its name in it."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


@cache
def _terms() -> frozenset[str]:
    """Return the classes and properties that the shapes know."""
    graph = shapes_graph()
    terms = {*graph.objects(None, SH.path)}
    for first in graph.objects(None, SH["in"]):
        terms.update(graph.items(first))
    return frozenset(str(term) for term in terms if isinstance(term, URIRef))


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
