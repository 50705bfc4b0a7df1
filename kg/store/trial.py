"""What an update would make of the named graphs: found out on a copy, before anybody sees it.

Oxigraph says nothing of what an update changed. A copy, made of hard links, takes milliseconds whatever its
size; in it the graphs that the operations name are compared with what they were.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import ForbiddenError
from kg.store.operations import Operation
from kg.store.writing import Contents, triples_of
from kg.vocabulary import PREFIXES

TRIAL = "trial-"
_DEFAULT = ox.DefaultGraph()


def contents_after(
    store: ox.Store, folder: Path, operations: list[Operation], base: str | None, *, union: bool
) -> Contents:
    """Return the named graphs that operations change, as they would be; a graph that is gone is empty.

    Args:
        store: the store, which stays as it is.
        folder: where the copy is made; on the same file system it takes no space.
        operations: in their order.
        base: what relative IRIs are relative to.
        union: whether the default graph is the union of the others, which later operations may read.

    Raises:
        ForbiddenError: an operation writes to the default graph.
        SyntaxError, ValueError, RuntimeError, OSError: an operation cannot be parsed or fails.
    """
    if any(operation.targets.default_graph for operation in operations):
        reason = "the union of the named graphs" if union else "not validated"
        raise ForbiddenError(
            f"The default graph cannot be written to: on this server it is {reason}. "
            "Write to a named graph, by GRAPH <…> { … } or WITH <…>."
        )
    with tempfile.TemporaryDirectory(prefix=TRIAL, dir=folder, ignore_cleanup_errors=True) as place:
        path = Path(place, "copy")
        store.backup(path)
        return _tried(path, store, operations, base, union=union)


def _tried(
    path: Path, store: ox.Store, operations: list[Operation], base: str | None, *, union: bool
) -> Contents:
    names: set[ox.NamedNode] = set()
    copy = ox.Store(path)
    try:
        for position, operation in enumerate(operations):
            written = _written(copy, operation, base)
            is_read_later = union and position < len(operations) - 1
            before = {name: triples_of(copy, name) for name in written} if is_read_later else {}
            copy.update(operation.alone, base_iri=base, prefixes=PREFIXES)
            if operation.targets.every_graph:
                written |= _named(copy)
            if is_read_later:
                _renew_union(copy, written, before)
            names |= written
        contents = {}
        for name in sorted(names, key=str):
            triples = triples_of(copy, name)
            if triples != triples_of(store, name):
                contents[name] = triples
        return contents
    finally:
        del copy  # which closes it, before its folder is removed


def _named(store: ox.Store) -> set[ox.NamedNode]:
    return {name for name in store.named_graphs() if isinstance(name, ox.NamedNode)}


def _written(store: ox.Store, operation: Operation, base: str | None) -> set[ox.NamedNode]:
    """Return the graphs that an operation may write to, but new ones that a variable names."""
    targets = operation.targets
    found = _named(store) if targets.every_graph else set()
    if targets.graphs:
        names = " ".join(sorted(targets.graphs))
        query = f"{operation.prologue}\nSELECT ?name WHERE {{ VALUES ?name {{ {names} }} }}"
        rows = cast("ox.QuerySolutions", ox.Store().query(query, base_iri=base, prefixes=PREFIXES))
        found |= {cast("ox.NamedNode", row["name"]) for row in rows}
    return found


def _renew_union(store: ox.Store, written: Iterable[ox.NamedNode], before: Contents) -> None:
    """Make the default graph again what each of the others states, after these have changed."""
    for name in written:
        old, new = before.get(name, set()), triples_of(store, name)
        store.extend(_in_union(triple) for triple in new - old)
        for triple in old - new:
            places = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if all(quad.graph_name == _DEFAULT for quad in places):
                store.remove(_in_union(triple))


def _in_union(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)
