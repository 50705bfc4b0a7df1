"""The graph while it is being written, with what every part of it needs."""

from dataclasses import dataclass, field

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.language.extraction import Span
from kg.mapping.iris import Iris
from kg.terms import named_node, to_term


@dataclass(frozen=True, slots=True)
class Draft:
    """The graph of one article in the making.

    Attributes:
        iris: mints its IRIs.
        text: of the article.
        language: of the article.
        triples: what it says so far.
        labels: the preferred label of each counted thing so far.
        passages: the spans that targets have been made for.
    """

    iris: Iris
    text: str
    language: str
    triples: set[ox.Triple] = field(default_factory=set)
    labels: dict[URIRef, Literal] = field(default_factory=dict)
    passages: set[Span] = field(default_factory=set)
    _nodes: dict[str, ox.NamedNode] = field(default_factory=dict)

    def add(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        """Add one triple for each value."""
        for value in values:
            term = self._node(value) if isinstance(value, URIRef) else to_term(value, self.iris.article)
            self.triples.add(ox.Triple(self._node(subject), self._node(predicate), term))

    def words(self, span: Span) -> str:
        """Return the text at a span."""
        return self.text[span.start : span.end]

    def tagged(self, text: str) -> Literal:
        """Return a text in the article's language."""
        return Literal(text, lang=self.language)

    def _node(self, iri: URIRef) -> ox.NamedNode:
        """Return an IRI as a term of the store; most come many times."""
        key = str(iri)
        if key not in self._nodes:
            self._nodes[key] = named_node(key, self.iris.article)
        return self._nodes[key]
