"""What people do to graphs that are there: withdraw them, bring back what they were, decide about facts."""

from dataclasses import replace
from typing import Literal, get_args

from kg.errors import InputError, UnknownError
from kg.history import Archive, versions_of
from kg.pipeline.outcome import Outcome
from kg.pipeline.writer import Writer
from kg.store import Store
from kg.terms import NamedGraph, named_node
from kg.validation import Report
from kg.vocabulary import KG

Status = Literal["machine", "reviewed", "disputed", "retracted"]
"""The review statuses (`kg:ReviewStatusScheme`), by their local names."""

STATUSES: tuple[Status, ...] = get_args(Status)

_HOLDING = """SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ {fact} a ?class }}
  FILTER (?class IN (kg:Statement, kg:Estimate)) }}"""

_DECIDE = """
DELETE {{ GRAPH ?graph {{ {fact} kg:reviewStatus ?old }} }}
INSERT {{ GRAPH ?graph {{ {fact} kg:reviewStatus {status} }} }}
WHERE {{
  VALUES ?graph {{ {graphs} }}
  GRAPH ?graph {{ {fact} a ?class FILTER (?class IN (kg:Statement, kg:Estimate))
    OPTIONAL {{ {fact} kg:reviewStatus ?old }} }}
}}"""


def retract(graph: str, writer: Writer) -> Outcome:
    """Withdraw a graph: it is gone, and a tombstone says so.

    Args:
        graph: its name.
        writer: withdraws it; the note of its sender says why.

    Raises:
        UnknownError: there is no such graph.
        PreconditionError: the writer's precondition does not hold.
        StoreError: the store cannot take it.
    """
    if not writer.store.contains(named_node(graph, "The graph").value):
        raise _no_graph(graph)
    return writer.replace(graph, (NamedGraph(graph, ()),))


def restore(graph: str, number: int | None, writer: Writer) -> Outcome:
    """Make a graph again what it was, also one that was withdrawn; that is a new version.

    What people decided about its facts since then stays.

    Args:
        graph: its name.
        number: of the version; without it, the last one of a graph that was withdrawn, else the one before.
        writer: restores it.

    Raises:
        UnknownError: there is no such graph, or no such version of it.
        PreconditionError: the writer's precondition does not hold.
        StoreError: the contents are damaged, or the store cannot take them.
    """
    versions = versions_of(writer.store, named_node(graph, "The graph").value, writer.base)
    if not versions:
        raise _no_graph(graph)
    latest = versions[0]
    wanted = number or (latest.number if latest.until else latest.number - 1)
    contents = version_contents(writer.store, graph, wanted, writer.base)
    sender = replace(writer.sender, explicit=False, revives=True)
    return replace(writer, sender=sender).replace(graph, (contents,))


def version_contents(store: Store, graph: str, number: int, base: str) -> NamedGraph:
    """Return what a graph was in a version.

    Raises:
        UnknownError: there is no such version.
        StoreError: the contents are damaged.
    """
    versions = versions_of(store, graph, base)
    if versions and versions[0].number == number and not versions[0].until:
        return NamedGraph.of(store.graph(graph))
    contents = Archive(store.path).contents(graph, number)
    if contents is None:
        there = f"It has {len(versions)}." if versions else "It has none."
        raise UnknownError(graph, f"has no version {number}", there)
    return NamedGraph(graph, contents)


def decide(fact: str, status: str, writer: Writer) -> Report:
    """Give a statement or an estimate a review status, in every graph that describes it.

    Args:
        fact: its IRI.
        status: the local name of a concept of ``kg:ReviewStatusScheme``.
        writer: decides; the note of its sender says why.

    Returns:
        what speaks against it: a graph that does not conform any more.

    Raises:
        InputError: there is no such status.
        UnknownError: there is no such fact.
        ReviewError: the sender may not decide.
        PreconditionError: the writer's precondition does not hold.
        StoreError: the store cannot take it.
    """
    if status not in STATUSES:
        raise InputError(f"The status {status}", "is none", f"Use one of {', '.join(STATUSES)}.")
    iri = named_node(fact, "The fact")
    graphs = [row["graph"] for row in writer.store.rows(_HOLDING.format(fact=iri))]
    if not graphs:
        raise UnknownError(fact, "is no statement or estimate in this graph", "Check the address.")
    named = " ".join(f"<{graph}>" for graph in graphs)
    update = _DECIDE.format(fact=iri, status=f"<{KG[status]}>", graphs=named)
    return writer.change(lambda judgement: writer.store.update(update, acceptance=judgement))


def _no_graph(graph: str) -> UnknownError:
    return UnknownError(graph, "is no graph here", "Check the address; kg history list names them all.")
