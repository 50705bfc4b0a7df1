"""What a write changes: carried out as one transaction; of an update, recorded where it is tried.

::

    clear ALL                  all graphs are gone (or NAMED: all that have names), before all else
    drop http://example.org/g  that graph is gone
    - <s> <p> <o> <g> .        a quad that is gone
    + <s> <p> <o> <g> .        a quad that is new
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

import pyoxigraph as ox

DEFAULT = ox.DefaultGraph()
ALL = "ALL"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Functions = dict[ox.NamedNode, Callable[..., Term | None]]

# Blank nodes cannot be named in an update, but a function can return them.
_WITH_BLANK_NODES = """{verb} {{ {template} }} WHERE {{
  VALUES (?subjectName ?predicate ?objectName ?graph) {{ {rows} }}
  BIND (<{function}>(?subjectName) AS ?subject) BIND (<{function}>(?objectName) AS ?object)
}} ;"""
_TRIPLE = "?subject ?predicate ?object"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a write changes.

    Attributes:
        cleared: ``ALL`` or ``NAMED`` when all of these graphs are gone first.
        dropped: further graphs that are gone.
        removed: quads that are gone from graphs which stay.
        added: quads that are new.
        created: graphs that are there now, though empty; only where the unnamed graph is no union.
    """

    cleared: str = ""
    dropped: Sequence[ox.NamedNode] = ()
    removed: Sequence[ox.Quad] = ()
    added: Sequence[ox.Quad] = ()
    created: Sequence[ox.NamedNode] = ()

    def __bool__(self) -> bool:
        return bool(self.cleared or self.dropped or self.removed or self.added or self.created)

    @property
    def only_adds(self) -> bool:
        """Whether nothing but quads comes, and nothing goes."""
        return not (self.cleared or self.dropped or self.removed or self.created)


class Recorder:
    """Writes down what is different.

    Args:
        out: where to.
        most: how many differences there may be; any number when None.
    """

    def __init__(self, out: IO[bytes], most: int | None = None) -> None:
        self._out = out
        self._left = most

    def clear(self, kind: str) -> None:
        """Record that all graphs are gone, before all else; or all that have names."""
        self._write("clear", kind)

    def drop(self, name: ox.NamedNode) -> None:
        """Record that a graph is gone."""
        self._write("drop", name.value)

    def remove(self, quad: ox.Quad) -> None:
        """Record that a quad is gone from a graph that stays."""
        self._write("-", f"{quad} .")

    def add(self, quad: ox.Quad) -> None:
        """Record that a quad is new."""
        self._write("+", f"{quad} .")

    def _write(self, kind: str, what: str) -> None:
        """Write a line.

        Raises:
            OverflowError: it is one too many.
        """
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise OverflowError
        self._out.write(f"{kind} {what}\n".encode())


def read_difference(record: Iterable[bytes]) -> Difference:
    """Return what a `Recorder` wrote, from its lines."""
    lines = defaultdict[bytes, list[bytes]](list)
    for line in record:
        kind, _, what = line.partition(b" ")
        lines[kind].append(what)
    return Difference(
        "".join(kind.decode().strip() for kind in lines[b"clear"]),
        [ox.NamedNode(name.decode().rstrip("\n")) for name in lines[b"drop"]],
        _quads(lines[b"-"]),
        _quads(lines[b"+"]),
    )


def carry_out(difference: Difference, store: ox.Store) -> None:
    """Make a difference in a database, in one transaction.

    Raises:
        OSError: it cannot be written.
    """
    if difference.only_adds:
        store.extend(difference.added)
    else:
        update, functions = as_update(difference)
        store.update(update, custom_functions=functions)


def graphs_of(store: ox.Store, difference: Difference) -> list[ox.NamedNode]:
    """Return the named graphs that a difference may change, in the order of their names."""
    quads = (*difference.added, *difference.removed)
    names = {quad.graph_name for quad in quads} | set(difference.dropped)
    if difference.cleared:
        names |= set(store.named_graphs())
    return sorted((name for name in names if isinstance(name, ox.NamedNode)), key=str)


def is_gone(name: GraphName, difference: Difference) -> bool:
    """Say whether a graph is gone, before quads are added."""
    if difference.cleared:
        return name != DEFAULT or difference.cleared == ALL
    return name in difference.dropped


def triples_of(store: ox.Store, name: GraphName) -> set[ox.Triple]:
    """Return the triples of one graph."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}


def in_graph(triples: Iterable[ox.Triple], name: GraphName) -> list[ox.Quad]:
    """Return triples as quads of a graph."""
    return [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]


def as_update(difference: Difference) -> tuple[str, Functions]:
    """Return an update that makes a difference, and the functions that it calls."""
    blank = f"urn:x-newskg:{secrets.token_hex(16)}:"

    parts = [f"DROP {difference.cleared} ;"] * bool(difference.cleared)
    parts += [f"DROP GRAPH {name} ;" for name in difference.dropped]
    parts += [f"CREATE GRAPH {name} ;" for name in difference.created]
    parts += [*_writing("DELETE", difference.removed, blank), *_writing("INSERT", difference.added, blank)]
    return "\n".join(parts), {ox.NamedNode(blank): partial(_unnamed, blank)}


def in_union(said: ox.Quad | ox.Triple) -> ox.Quad:
    """Return the quad in the default graph that says the same."""
    return ox.Quad(said.subject, said.predicate, said.object, DEFAULT)


def _writing(verb: str, quads: Iterable[ox.Quad], blank: str) -> Iterable[str]:
    """Yield the operations that delete or insert quads."""
    plain: list[ox.Quad] = []
    others: list[ox.Quad] = []
    for quad in quads:
        (others if _has_blank_node(quad.triple) else plain).append(quad)
    blocks = [
        text if name == DEFAULT else f"GRAPH {name} {{ {text} }}"
        for name, triples in by_graph(plain).items()
        for text in [" . ".join(map(_text, triples))]
    ]
    # Those of the default graph first: a block of triples cannot follow another without a full stop.
    if blocks:
        yield f"{verb} DATA {{ {' '.join(sorted(blocks, key=lambda block: block.startswith('GRAPH')))} }} ;"
    for is_default, template in ((True, _TRIPLE), (False, f"GRAPH ?graph {{ {_TRIPLE} }}")):
        rows = [_row(quad, blank) for quad in others if (quad.graph_name == DEFAULT) is is_default]
        if rows:
            yield _WITH_BLANK_NODES.format(verb=verb, template=template, rows=" ".join(rows), function=blank)


def _row(quad: ox.Quad, blank: str) -> str:
    graph = "UNDEF" if quad.graph_name == DEFAULT else quad.graph_name
    named = cast("ox.Triple", _named(blank, quad.triple))
    return f"({_text(named)} {graph})"


def _text(triple: ox.Triple) -> str:
    """Return a triple as SPARQL writes it."""
    value = f"<<( {_text(triple.object)} )>>" if isinstance(triple.object, ox.Triple) else triple.object
    return f"{triple.subject} {triple.predicate} {value}"


def _named(blank: str, term: Term) -> Term:
    """Return a term with an IRI in place of each blank node."""
    if isinstance(term, ox.BlankNode):
        return ox.NamedNode(blank + term.value)
    return _inside(partial(_named, blank), term)


def _unnamed(blank: str, term: Term) -> Term:
    """Return the term that `_named` was given."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(blank):
        return ox.BlankNode(term.value.removeprefix(blank))
    return _inside(partial(_unnamed, blank), term)


def _inside(change: Callable[[Term], Term], term: Term) -> Term:
    if not isinstance(term, ox.Triple):
        return term
    subject = cast("ox.NamedNode | ox.BlankNode", change(term.subject))
    return ox.Triple(subject, term.predicate, change(term.object))


def _has_blank_node(triple: ox.Triple) -> bool:
    return any(
        isinstance(term, ox.BlankNode) or (isinstance(term, ox.Triple) and _has_blank_node(term))
        for term in (triple.subject, triple.object)
    )


def by_graph(quads: Iterable[ox.Quad]) -> defaultdict[GraphName, list[ox.Triple]]:
    """Return the triples of each graph."""
    found = defaultdict[GraphName, list[ox.Triple]](list)
    for quad in quads:
        found[quad.graph_name].append(quad.triple)
    return found


def _quads(lines: list[bytes]) -> list[ox.Quad]:
    return list(ox.parse(b"".join(lines), ox.RdfFormat.N_QUADS))
