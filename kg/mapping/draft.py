"""The graph while it is being written, with what every part of it needs."""

from dataclasses import dataclass

from rdflib import Graph, Literal
from rdflib.term import Node

from kg.language.extraction import Span
from kg.mapping.iris import Iris


@dataclass(frozen=True, slots=True)
class Draft:
    """The graph of one article in the making: its triples, its IRIs, the article's text and language."""

    graph: Graph
    iris: Iris
    text: str
    language: str

    def add(self, subject: Node, predicate: Node, *values: Node) -> None:
        """Add one triple for each value."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def words(self, span: Span) -> str:
        """Return the text at a span."""
        return self.text[span.start : span.end]

    def tagged(self, text: str) -> Literal:
        """Return a text in the article's language."""
        return Literal(text, lang=self.language)
