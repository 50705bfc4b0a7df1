"""What the writes of the store itself change: graphs that are made other ones."""

from collections.abc import Mapping

import pyoxigraph as ox

from kg.store.difference import Difference, GraphName, in_graph, triples_of
from kg.store.prospect import Prospect


def replacing(store: ox.Store, wanted: Mapping[GraphName, set[ox.Triple]], *, union: bool) -> Difference:
    """Return what changes when each graph is made these triples; with none, a named graph is gone.

    Args:
        store: the database; nobody writes to it meanwhile.
        wanted: the graphs; the unnamed one only in a store without a union.
        union: whether the unnamed graph is the union of the others.
    """
    dropped, removed, added = list[ox.NamedNode](), list[ox.Quad](), list[ox.Quad]()
    for name, new in wanted.items():
        old = triples_of(store, name)
        if new or not isinstance(name, ox.NamedNode):
            removed += in_graph(old - new, name)
        elif store.contains_named_graph(name):
            dropped.append(name)
        added += in_graph(new - old, name)
    return Prospect(store, Difference(), union=union).with_further(Difference("", dropped, removed, added))


def adding(store: ox.Store, name: GraphName, triples: set[ox.Triple], *, union: bool) -> Difference:
    """Return what changes when triples are added to a graph, which without a union may then be empty."""
    added = in_graph(triples - triples_of(store, name), name)
    if not (added or union) and isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        return Difference(created=[name])
    return Prospect(store, Difference(), union=union).with_further(Difference(added=added))
