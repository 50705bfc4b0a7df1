"""What tells one version of a graph from all others, for preconditions (RFC 9110, section 13.1)."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.history.names import number_of
from kg.history.terms import GENERATED_AT, INVALIDATED_AT, SPECIALIZATION_OF
from kg.keys import digest
from kg.store.difference import Term

Lookup = Callable[[ox.NamedNode | None, ox.NamedNode | None, Term | None, ox.NamedNode], Iterable[ox.Triple]]
"""Given a pattern and a graph, returns its triples of that pattern."""


def latest_version(lookup: Lookup, graph: ox.NamedNode, history: ox.NamedNode) -> ox.NamedNode | None:
    """Return the name of the newest version of a graph; None when there is none."""
    subjects = (triple.subject for triple in lookup(None, SPECIALIZATION_OF, graph, history))
    versions = (subject for subject in subjects if isinstance(subject, ox.NamedNode))
    return max(versions, key=lambda version: number_of(version.value), default=None)


def is_retracted(lookup: Lookup, version: ox.NamedNode, history: ox.NamedNode) -> bool:
    """Say whether a graph was withdrawn in that version."""
    return any(True for _ in lookup(version, INVALIDATED_AT, None, history))


def version_tag(version: str, since: str | None) -> str:
    """Return the tag of a version that was written then; `since` is None where nobody knows."""
    return digest(version, since or "")


def unknown_tag(graph: str) -> str:
    """Return the tag of a graph that has no history."""
    return digest(graph)


def tag_of(lookup: Lookup, graph: ox.NamedNode, history: ox.NamedNode) -> str:
    """Return the tag of the current version of a graph, also of one whose history is not known."""
    version = latest_version(lookup, graph, history)
    if version is None:
        return unknown_tag(graph.value)
    times = (triple.object for triple in lookup(version, GENERATED_AT, None, history))
    return version_tag(version.value, next((t.value for t in times if isinstance(t, ox.Literal)), None))
