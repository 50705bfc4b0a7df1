"""What people decided about facts: what a decision is, and that no program takes it back."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import pyoxigraph as ox

from kg.history.tags import Lookup
from kg.history.terms import DECISION, ENDED_AT, FACTS, ITEM_REVIEWED, MACHINE, STATUS, TYPE
from kg.store.prospect import Change

Decision = tuple[ox.NamedNode, ox.NamedNode]
"""A fact, and the review status that somebody gave it."""


def decided(triples: set[ox.Triple], lookup: Lookup, history: ox.NamedNode) -> set[ox.Triple]:
    """Return a graph with the review statuses that people gave to facts which have none or ``kg:machine``.

    Args:
        triples: the graph.
        lookup: finds triples in the store.
        history: the name of the graph of history.
    """
    found = set(triples)
    statuses = _statuses(triples)
    for fact in facts_of(triples):
        if statuses.get(fact, MACHINE) == MACHINE:
            decision = _last_decision(fact, lookup, history)
            if decision is not None and decision != MACHINE:
                found.discard(ox.Triple(fact, STATUS, MACHINE))
                found.add(ox.Triple(fact, STATUS, decision))
    return found


def decisions_of(change: Change, lookup: Lookup, history: ox.NamedNode) -> list[Decision]:
    """Return the decisions that a change of a graph makes.

    A fact that only comes or goes with ``kg:machine`` or without a status is none, and neither is one that
    comes back with what was decided before. Taking a decision back is one, with ``kg:machine``.
    """
    olds, news = _statuses(change.before), _statuses(change.after)
    changed = [
        (fact, news.get(fact, MACHINE))
        for fact in sorted(facts_of(change.after), key=str)
        if news.get(fact, MACHINE) != olds.get(fact, MACHINE)
    ]
    return [(fact, status) for fact, status in changed if status != _last_decision(fact, lookup, history)]


def facts_of(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the statements and estimates that a graph describes."""
    return {
        triple.subject
        for triple in triples
        if triple.predicate == TYPE and triple.object in FACTS and isinstance(triple.subject, ox.NamedNode)
    }


def _statuses(triples: Iterable[ox.Triple]) -> dict[object, ox.NamedNode]:
    return {
        triple.subject: triple.object
        for triple in triples
        if triple.predicate == STATUS and isinstance(triple.object, ox.NamedNode)
    }


def _last_decision(fact: ox.NamedNode, lookup: Lookup, history: ox.NamedNode) -> ox.NamedNode | None:
    subjects = (triple.subject for triple in lookup(None, ITEM_REVIEWED, fact, history))
    reviews = (subject for subject in subjects if isinstance(subject, ox.NamedNode))
    last = max(reviews, key=lambda review: _time(review, lookup, history), default=None)
    return None if last is None else ox.NamedNode(_value(last, DECISION, lookup, history))


def _time(review: ox.NamedNode, lookup: Lookup, history: ox.NamedNode) -> datetime:
    # The texts cannot be compared: the store keeps 12.300 as 12.3.
    return datetime.fromisoformat(_value(review, ENDED_AT, lookup, history))


def _value(subject: ox.NamedNode, predicate: ox.NamedNode, lookup: Lookup, history: ox.NamedNode) -> str:
    values: Iterator[object] = (t.object for t in lookup(subject, predicate, None, history))
    value = next(values, None)
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else ""
