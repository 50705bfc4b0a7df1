"""The updates by which the store itself writes, each in one transaction with what keeps the union right.

The unnamed graph of a union store holds each triple of the named graphs once, because Oxigraph's own union of
graphs repeats what several graphs state alike, in results and in counts.
"""

from collections.abc import Iterable

import pyoxigraph as ox

GraphName = ox.NamedNode | ox.DefaultGraph
Contents = dict[ox.NamedNode, set[ox.Triple]]

_LEAVE_UNION = """
DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {name} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other != {name}) }}
}} ;"""
_JOIN_UNION = "INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} ;"
_DROP = "DROP SILENT GRAPH {name} ;"
_CREATE = "CREATE SILENT GRAPH {name} ;"
_FILL = "INSERT DATA {{ GRAPH {name} {{ {triples} }} }} ;"
_CLEAR_DEFAULT = "CLEAR DEFAULT ;"
_FILL_DEFAULT = "INSERT DATA {{ {triples} }} ;"


def replacing(name: GraphName, triples: Iterable[ox.Triple], *, known: bool, union: bool) -> str:
    """Return the update that makes a graph these triples.

    Args:
        name: the graph; the unnamed one only in a store without a union.
        triples: what it shall hold; with none, a named graph is gone.
        known: whether there is a graph of that name.
        union: whether the unnamed graph is the union of the others.
    """
    text = _text(triples)
    if isinstance(name, ox.DefaultGraph):
        parts = [_CLEAR_DEFAULT, _FILL_DEFAULT]
    else:
        parts = [_LEAVE_UNION] * (known and union) + [_DROP] * known
        parts += ([_FILL] + [_JOIN_UNION] * union) * bool(text)
    return "\n".join(part.format(name=name, triples=text) for part in parts)


def adding(name: GraphName, triples: Iterable[ox.Triple], *, union: bool) -> str:
    """Return the update that adds triples to a graph, which without a union may then be empty."""
    text = _text(triples)
    if isinstance(name, ox.DefaultGraph):
        return _FILL_DEFAULT.format(triples=text)
    parts = [_FILL, _JOIN_UNION] if union else [_CREATE, _FILL]
    return "\n".join(part.format(name=name, triples=text) for part in parts)


def triples_of(store: ox.Store, name: GraphName) -> set[ox.Triple]:
    """Return the triples of one graph."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}


def _text(triples: Iterable[ox.Triple]) -> str:
    return " . ".join(f"{t.subject} {t.predicate} {t.object}" for t in triples)
