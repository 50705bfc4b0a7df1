"""Graphs into the store, on behalf of somebody: nothing that does not conform, and with its history."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox
from rdflib import RDF

from kg.history import Archive, Sender
from kg.pipeline.judgement import ANYTHING, Judgement, NonConformance, Precondition
from kg.pipeline.outcome import Outcome
from kg.store import Store
from kg.terms import NamedGraph
from kg.validation import Report
from kg.vocabulary import KG

WAY = "kg ingest"
LOCAL = Sender("kg", WAY)
"""Whoever has the store on their own machine."""

_TYPE = ox.NamedNode(str(RDF.type))
_COUNTED = {
    ox.NamedNode(str(KG.Statement)): "statements",
    ox.NamedNode(str(KG.Estimate)): "estimates",
    ox.NamedNode(str(KG.Actor)): "actors",
    ox.NamedNode(str(KG.Location)): "locations",
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes to a store on behalf of somebody.

    Attributes:
        store: where it goes.
        base: what the IRIs of the graph start with.
        sender: who writes.
        precondition: what must be so for anything to be written.
    """

    store: Store
    base: str
    sender: Sender = LOCAL
    precondition: Precondition = ANYTHING

    @property
    def judgement(self) -> Judgement:
        """What a write is asked about."""
        return Judgement(self.base, self.sender, Archive(self.store.path), self.precondition)

    def replace(self, name: str, graphs: Collection[NamedGraph]) -> Outcome:
        """Replace what the store has under the names of graphs, all or none; one that is empty will be gone.

        Args:
            name: what messages call them.
            graphs: the graphs.

        Raises:
            StoreError: the store cannot take them.
            KgError: see `Judgement.accept`.
        """
        iri = next(iter(graphs)).name
        counts = _counts(graphs)
        try:
            changed = self.store.replace(*graphs, acceptance=self.judgement)
        except NonConformance as refused:
            return Outcome(name, "rejected", iri, refused.report, counts=counts)
        return Outcome(name, "ingested" if changed else "unchanged", iri, Report(()), counts=counts)

    def change(self, write: Callable[[Judgement], object]) -> Report:
        """Carry out a write in which the judgement has a say; return what speaks against it.

        Raises:
            StoreError: the store cannot take it.
            KgError: see `Judgement.accept`.
        """
        try:
            write(self.judgement)
        except NonConformance as refused:
            return refused.report
        return Report(())


def _counts(graphs: Collection[NamedGraph]) -> dict[str, int]:
    """Return how many statements, estimates, actors and locations there are."""
    things = defaultdict[str, set[object]](set)
    for triple in chain.from_iterable(graph.triples for graph in graphs):
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            things[_COUNTED.get(triple.object, "")].add(triple.subject)
    return {kind: len(things[kind]) for kind in _COUNTED.values()}
