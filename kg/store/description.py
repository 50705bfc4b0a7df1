"""What a store says: of one thing and of its parts, and all in all."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.store.faults import store_faults

Scope = ox.DefaultGraph | None
"""The graph to read: the unnamed one where it is the union of all, else None for every graph."""


def contents(
    store: ox.Store, path: Path, scope: Scope, *, quads: bool
) -> Iterator[ox.Quad] | Iterator[ox.Triple]:
    """Yield all triples, or all quads but those of a union; only what is read here is the store's fault.

    Args:
        store: the database.
        path: the store that it belongs to.
        scope: where the triples are found.
        quads: whether the graphs are told apart.
    """
    with store_faults(path):
        for quad in store.quads_for_pattern(None, None, None, None if quads else scope):
            if not quads:
                yield quad.triple
            elif quad.graph_name != scope:
                yield quad


def described(store: ox.Store, node: ox.NamedNode, scope: Scope) -> set[ox.Triple]:
    """Return all triples with that subject, and those of the IRI's ``#`` parts.

    Parts are found in the graph of that name, and by following links from the IRI.
    """
    pending = {node} | _parts_in(store, node)
    known: set[ox.NamedNode] = set()
    triples: set[ox.Triple] = set()
    while pending:
        subject = pending.pop()
        known.add(subject)
        found = {quad.triple for quad in store.quads_for_pattern(subject, None, None, scope)}
        linked = {t.object for t in found if isinstance(t.object, ox.NamedNode)}
        pending |= {part for part in linked if part.value.startswith(f"{node.value}#")} - known
        triples |= found
    return triples


def _parts_in(store: ox.Store, node: ox.NamedNode) -> set[ox.NamedNode]:
    subjects = (quad.subject for quad in store.quads_for_pattern(None, None, None, node))
    return {s for s in subjects if isinstance(s, ox.NamedNode) and s.value.startswith(f"{node.value}#")}
