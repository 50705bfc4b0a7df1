"""Changes as RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html), for copies that keep in step."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.formats import graph_format
from kg.history.archive import Archive
from kg.history.changes import Activity
from kg.history.names import number_of
from kg.store import Store

PATCH = "application/rdf-patch"
"""The media type of a patch."""


def rows_of(activity: Activity, store: Store) -> Iterator[str]:
    """Yield what a change took from its graph (D) and what it added (A), a row each, in a fixed order.

    Raises:
        StoreError: old contents are damaged or cannot be read.
    """
    before, after = _contents_around(activity, store)
    for action, triples in (("D", before - after), ("A", after - before)):
        for triple in sorted(map(str, triples)):
            yield f"{action} {triple} <{activity.graph}> .\n"


def _contents_around(activity: Activity, store: Store) -> tuple[set[ox.Triple], set[ox.Triple]]:
    number = number_of(activity.version)
    if activity.kind == "Delete":
        return _contents(store, activity.graph, number), set()
    before = _contents(store, activity.graph, number - 1) if activity.kind == "Update" else set()
    return before, _contents(store, activity.graph, number)


def _contents(store: Store, graph: str, number: int) -> set[ox.Triple]:
    archive = Archive(store.path)
    kept = archive.contents(graph, number)
    if kept is None:
        now = _now(store, graph)
        # What a write replaces is kept before the write is seen: without it, what was read is that version.
        kept = archive.contents(graph, number)
        return now if kept is None else set(kept)
    return set(kept)


def _now(store: Store, graph: str) -> set[ox.Triple]:
    plain = graph_format("ntriples")
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}"
    return {quad.triple for quad in ox.parse(store.query(query).serialize(plain), plain.rdf_format)}
