"""Names for the blank nodes of an entry, and the way back: how each is written in what was handed in."""

import re
from collections import defaultdict
from dataclasses import replace

import pyoxigraph as ox
from rdflib import RDF

from kg.keys import digest
from kg.pipeline.outcome import Outcome
from kg.terms import to_node
from kg.validation import Report
from kg.validation.describe import term

_TYPE = ox.NamedNode(str(RDF.type))
_MOST_SHOWN = 4
"""How many triples describe a node that has no label."""

_GENERATED = re.compile("[0-9a-f]{24,32}")
"""The label that the parser gives a node that has none, as in Turtle's square brackets."""


def entry_iri(data: bytes, base: str) -> str:
    """Return the IRI of an entry that is no article."""
    return entry_iri_of(digest(data.hex()), base)


def entry_iri_of(key: str, base: str) -> str:
    """Return the IRI of an entry that is no article, by the digest of its bytes."""
    return f"{base.rstrip('/')}/id/entry/{key}"


class Names:
    """IRIs in place of an entry's blank nodes, numbered as they come (RDF 1.1 Concepts, section 3.5).

    Args:
        entry: the IRI of the entry.
    """

    def __init__(self, entry: str) -> None:
        self.entry = entry
        self._by_label: dict[str, ox.NamedNode] = {}
        self._labels: dict[str, str] = {}
        self._around: defaultdict[str, list[ox.Quad]] = defaultdict(list)

    def quad(self, quad: ox.Quad) -> ox.Quad:
        """Return the quad with a name for each of its blank nodes."""
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        named = ox.Quad(
            self._named(subject) if isinstance(subject, ox.BlankNode) else subject,
            quad.predicate,
            self._named(value) if isinstance(value, ox.BlankNode) else value,
            self._named(graph) if isinstance(graph, ox.BlankNode) else graph,
        )
        for node, new in ((subject, named.subject), (value, named.object)):
            if isinstance(node, ox.BlankNode) and _GENERATED.fullmatch(node.value):
                around = self._around[str(new)]
                if len(around) < _MOST_SHOWN:
                    around.append(named)
        return named

    def traced(self, outcome: Outcome) -> Outcome:
        """Return an outcome whose report says how what had no name is written in what was handed in."""
        if outcome.report is None or outcome.report.conforms or not self._labels:
            return outcome
        return replace(outcome, report=self.traced_report(outcome.report))

    def traced_report(self, report: Report) -> Report:
        """Return the report with the `origin` of each node that had no name."""
        violations = tuple(
            replace(found, origin=self._origin(f"<{found.focus}>"), value=self._in_words(found.value))
            for found in report.violations
        )
        return replace(report, violations=violations)

    def _named(self, node: ox.BlankNode) -> ox.NamedNode:
        known = self._by_label.get(node.value)
        if known is None:
            known = ox.NamedNode(f"{self.entry}#b{len(self._by_label)}")
            self._by_label[node.value] = known
            self._labels[str(known)] = "" if _GENERATED.fullmatch(node.value) else f"_:{node.value}"
        return known

    def _origin(self, node: str) -> str:
        """Return the label of a node in the document, or what it says of one without; empty for any other."""
        if node not in self._labels:
            return ""
        return self._labels[node] or self._description(node)

    def _description(self, node: str) -> str:
        about, reached = [], ""
        for quad in self._around[node]:
            predicate = "a" if quad.predicate == _TYPE else self._written(quad.predicate)
            if str(quad.subject) == node:
                about.append(f"{predicate} {self._written(quad.object)}")
            else:
                reached = f"{self._written(quad.subject)} {predicate} "
        return f"{reached}[ {' ; '.join(about)} ]" if about else f"{reached}[]"

    def _written(self, node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        return self._labels[str(node)] or "[…]" if str(node) in self._labels else term(to_node(node))

    def _in_words(self, value: str | None) -> str | None:
        """Return what was found, with the labels of the document in place of the names given here."""
        if value is None:
            return None
        return re.sub(r"<[^>]*>", lambda found: self._labels.get(found[0], found[0]) or "[…]", value)
