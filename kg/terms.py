"""RDF terms of rdflib as terms of Oxigraph, and back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

import pyoxigraph as ox
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import UnreadableInputError, UnsupportedInputError

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_TEXTS = frozenset((ox.NamedNode(str(XSD.string)), ox.NamedNode(str(RDF.langString))))


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A named graph (RDF 1.1 Concepts, section 4); `name` is an IRI."""

    name: str
    triples: Collection[ox.Triple]

    @classmethod
    def of(cls, graph: Graph) -> Self:
        """Return what an rdflib graph says, named by its identifier.

        Raises:
            UnreadableInputError: it holds something that is not an IRI.
        """
        return cls(str(graph.identifier), tuple(to_triples(graph)))


def named_node(iri: str, source: str) -> ox.NamedNode:
    """Return the IRI as a term.

    Raises:
        UnreadableInputError: it is not an absolute IRI; the message says that `source` holds it.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise UnreadableInputError(source, f"holds <{iri}>, which is not an IRI: {error}") from error


def to_triples(graph: Graph) -> Iterable[ox.Triple]:
    """Yield the triples of an rdflib graph.

    Raises:
        UnreadableInputError: one of them holds something that is not an IRI.
    """
    source = str(graph.identifier)
    for subject, predicate, value in graph:
        yield ox.Triple(
            _resource(subject, source), named_node(str(predicate), source), to_term(value, source)
        )


def stored(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return triples as they will be read back from a store: Oxigraph keeps 1.50 and 01 as 1.5 and 1."""
    memory = ox.Store()
    found = set()
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.NamedNode) or (isinstance(value, ox.Literal) and value.datatype in _TEXTS):
            found.add(triple)
        else:
            memory.add(ox.Quad(triple.subject, triple.predicate, value))
    return found.union(quad.triple for quad in memory)


def to_graph(quads: Iterable[ox.Quad | ox.Triple], name: str) -> Graph:
    """Return an rdflib graph of that name with the triples of the quads, whatever graph they are in.

    Raises:
        UnsupportedInputError: one of them holds a triple term (RDF 1.2), which rdflib has no notion of.
    """
    graph = Graph(identifier=URIRef(name))
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise UnsupportedInputError(name, "holds a triple term, which is RDF 1.2", "Use RDF 1.1.")
        graph.add((to_node(subject), URIRef(quad.predicate.value), to_node(value)))
    return graph


def _resource(node: Node, source: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else named_node(str(node), source)


def to_term(node: Node, source: str) -> Term:
    """Return a node of rdflib as a term; `source` is what messages call what it is in.

    Raises:
        UnreadableInputError: it is to be an IRI, and is none.
    """
    if not isinstance(node, Literal):
        return _resource(node, source)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    if node.datatype:
        return ox.Literal(str(node), datatype=named_node(str(node.datatype), source))
    return ox.Literal(str(node))


def to_node(term: Term | ox.Triple) -> Node:
    """Return a term as a node of rdflib.

    Raises:
        UnsupportedInputError: it is a triple term (RDF 1.2), which rdflib has no notion of.
    """
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Triple():
            raise UnsupportedInputError("the graph", "holds a triple term, which is RDF 1.2", "Use RDF 1.1.")
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=_datatype(term), normalize=False)


def _datatype(term: ox.Literal) -> URIRef | None:
    iri = term.datatype.value
    return None if iri == "http://www.w3.org/2001/XMLSchema#string" else URIRef(iri)
