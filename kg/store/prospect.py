"""A store as a write would leave it, for whoever has a say in that while nobody else writes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import cast

import pyoxigraph as ox

from kg.store import Row
from kg.store.answer import rows_of
from kg.store.difference import (
    DEFAULT,
    Difference,
    Term,
    by_graph,
    graphs_of,
    in_union,
    is_gone,
    triples_of,
)
from kg.vocabulary import PREFIXES

Pattern = tuple[ox.NamedNode | ox.BlankNode | None, ox.NamedNode | None, Term | None]

_FEW = 64


@dataclass(frozen=True, slots=True)
class Change:
    """A named graph before and after a write; empty before when it is new, and after when it will be gone."""

    name: ox.NamedNode
    before: frozenset[ox.Triple]
    after: frozenset[ox.Triple]


class Prospect:
    """What a write would change in a database. Only good until something is written.

    Args:
        store: the database as it is.
        difference: what would change; of the union, too, where the store keeps one.
        union: whether the unnamed graph is the union of the others.
    """

    def __init__(self, store: ox.Store, difference: Difference, *, union: bool) -> None:
        self.difference = difference
        self._store = store
        self._union = union
        self._scope = DEFAULT if union else None
        self._removed = frozenset(difference.removed)
        self._added = frozenset(difference.added)

    @property
    def changes(self) -> Iterable[Change]:
        """The named graphs that the write changes, in the order of their names."""
        # Those of a removal of everything may be more than fit into memory.
        return self._compared() if self.difference.cleared else self._changes

    @cached_property
    def _changes(self) -> tuple[Change, ...]:
        return tuple(self._compared())

    def _compared(self) -> Iterator[Change]:
        added, removed = by_graph(self._added), by_graph(self._removed)
        for name in graphs_of(self._store, self.difference):
            before = triples_of(self._store, name)
            stays = set() if is_gone(name, self.difference) else before.difference(removed[name])
            after = stays.union(added[name])
            if after != before:
                yield Change(name, frozenset(before), frozenset(after))

    @cached_property
    def gained(self) -> frozenset[ox.Triple]:
        """Triples that some graph will state and none states now; without a union, one may state them."""
        added = (quad for quad in self._added if (quad.graph_name == DEFAULT) is self._union)
        return frozenset(quad.triple for quad in added)

    @property
    def lost(self) -> Iterable[ox.Triple]:
        """Triples that no graph will state any more; without a union, one may."""
        if self.difference.cleared:
            return (triple for triple in self.now(None, None, None) if triple not in self.gained)
        removed = (quad for quad in self._removed if (quad.graph_name == DEFAULT) is self._union)
        dropped = () if self._union else self.difference.dropped
        return chain(
            (quad.triple for quad in removed),
            (triple for name in dropped for triple in triples_of(self._store, name)),
        )

    def now(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        value: Term | None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Triple]:
        """Yield the triples of that pattern as they are before the write, in one graph or in all."""
        quads = self._store.quads_for_pattern(subject, predicate, value, graph or self._scope)
        return (quad.triple for quad in quads)

    def then(self, subject: ox.NamedNode | ox.BlankNode) -> set[ox.Triple]:
        """Return the triples with that subject as they will be, whatever graph they are in."""
        quads = self._store.quads_for_pattern(subject, None, None, self._scope)
        return {quad.triple for quad in quads if not self._goes(quad)} | self._new_about[subject]

    def rows(self, sparql: str) -> list[Row]:
        """Evaluate a SELECT of the project's own over all graphs as they are before the write."""
        found = self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=not self._union)
        return rows_of(cast("ox.QuerySolutions", found))

    def with_further(self, further: Difference) -> Difference:
        """Return the write together with changes of named graphs that it does not write to.

        What these mean for the union is added, where the store keeps one.
        """
        first = self.difference
        union = self._effects(further) if self._union else Difference()
        return Difference(
            first.cleared,
            [*first.dropped, *further.dropped],
            [*first.removed, *further.removed, *union.removed],
            [*first.added, *further.added, *union.added],
        )

    def _effects(self, further: Difference) -> Difference:
        """Return what changes of named graphs, after this one, do to the union."""
        removed = {quad.triple for quad in further.removed}
        removed |= {triple for name in further.dropped for triple in triples_of(self._store, name)}
        added = {quad.triple for quad in further.added}
        gone = frozenset(further.removed)
        return Difference(
            removed=[in_union(t) for t in removed - added if not self._is_stated(t, gone, further.dropped)],
            added=[in_union(t) for t in self._new_to_union(added)],
        )

    def _new_to_union(self, triples: set[ox.Triple]) -> Iterator[ox.Triple]:
        """Yield those of triples that will not be in the union after this write."""
        by_subject = defaultdict[object, list[ox.Triple]](list)
        for triple in triples:
            by_subject[triple.subject].append(triple)
        for about in by_subject.values():
            # Most subjects are new or have few triples: one look-up is quicker than one for each triple.
            quads = list(islice(self._store.quads_for_pattern(about[0].subject, None, None, DEFAULT), _FEW))
            if len(quads) < _FEW:
                united = {quad.triple for quad in quads if not self._goes(quad)}
                united |= self._about_to_join(about[0].subject)
                yield from (triple for triple in about if triple not in united)
            else:
                yield from (triple for triple in about if not self._is_united(triple))

    def _about_to_join(self, subject: object) -> set[ox.Triple]:
        return self._new_about[subject] if self.difference.added else set()

    def _is_stated(
        self, triple: ox.Triple, gone: frozenset[ox.Quad], dropped: Sequence[ox.NamedNode]
    ) -> bool:
        """Whether a named graph will state a triple after this write, and without some quads and graphs."""
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return triple in self._named or any(
            quad.graph_name not in (DEFAULT, *dropped) and quad not in gone and not self._goes(quad)
            for quad in quads
        )

    def _is_united(self, triple: ox.Triple) -> bool:
        """Whether a triple will be in the union after this write."""
        quad = in_union(triple)
        return quad in self._added or (quad in self._store and not self._goes(quad))

    def _goes(self, quad: ox.Quad) -> bool:
        return quad in self._removed or is_gone(quad.graph_name, self.difference)

    @cached_property
    def _named(self) -> frozenset[ox.Triple]:
        return frozenset(quad.triple for quad in self._added if quad.graph_name != DEFAULT)

    @cached_property
    def _new_about(self) -> defaultdict[object, set[ox.Triple]]:
        found = defaultdict[object, set[ox.Triple]](set)
        for triple in self.gained:
            found[triple.subject].add(triple)
        return found
