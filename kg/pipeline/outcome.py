"""What became of one article or entry, and the step that all of them go through at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rdflib import RDF, Graph

from kg import disputes
from kg.errors import KgError
from kg.store import Store
from kg.validation import Report, validate
from kg.vocabulary import KG

_COUNTED = {
    "statements": KG.Statement,
    "estimates": KG.Estimate,
    "actors": KG.Actor,
    "locations": KG.Location,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article or entry.

    Attributes:
        name: what identifies the input: the article's name, or the file.
        status: ``unreadable`` when the input as such could not be read, ``rejected`` when it was read but may
            not be stored. Nothing is stored then.
        iri: of the graph, once it is known.
        report: what validation found, when it came to that.
        error: why it is unreadable, or why it is rejected when not for its report.
        counts: how many statements, estimates, actors and locations the graph has.
        kept_as: the id in the quarantine of what was refused, if it is kept.
        not_kept: why it is not, though it should be.
        released: the ids in the quarantine of earlier versions, which left it as this one was accepted.
    """

    name: str
    status: Literal["ingested", "unchanged", "rejected", "unreadable"]
    iri: str | None = None
    report: Report | None = None
    error: KgError | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    kept_as: str | None = None
    not_kept: str | None = None
    released: tuple[str, ...] = ()


def store_valid(name: str, graphs: tuple[Graph, ...], store: Store, context: Graph | None = None) -> Outcome:
    """Validate graphs together and replace what the store has under their names, all or none.

    Raises:
        StoreError: the store cannot take them.
    """
    entry = merged(graphs)
    report = validate(entry, context)
    counts = {kind: len(set(entry.subjects(RDF.type, cls))) for kind, cls in _COUNTED.items()}
    iri = str(graphs[0].identifier)
    if not report.conforms:
        return Outcome(name, "rejected", iri, report, counts=counts)
    changed = store.replace(*graphs)
    return Outcome(name, "ingested" if changed else "unchanged", iri, report, counts=counts)


def complete(outcome: Outcome, store: Store, base: str) -> Outcome:
    """Bring what is derived up to date after the last outcome of a run, and make it last."""
    if outcome.status == "ingested":
        disputes.refresh(store, base)
        store.flush()
    return outcome


def merged(graphs: tuple[Graph, ...]) -> Graph:
    """Return one graph with the triples of all; the graph itself when there is one."""
    if len(graphs) == 1:
        return graphs[0]
    union = Graph(bind_namespaces="none")
    for graph in graphs:
        union += graph
    return union
