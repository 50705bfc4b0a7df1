"""What a store of the knowledge graph promises, whatever keeps it."""

from __future__ import annotations  # a worker process has no use for rdflib, which takes long to load

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox
    from rdflib import Graph

    from kg.formats import GraphFormat, ResultFormat
    from kg.store.difference import Difference
    from kg.store.prospect import Prospect
    from kg.store.trial import Trials
    from kg.terms import NamedGraph

Row = Mapping[str, str | None]

UNNAMED = "urn:x-rdflib:default"
"""What rdflib calls the graph that has no name, in a store where it is not the union of the others."""


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """The graphs that a query sees in place of all (SPARQL 1.1 Protocol, section 2.1.4), by their IRIs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Acceptance(Protocol):
    """Who has a say in what is written: asked for every write, while nobody else writes."""

    @property
    def kept(self) -> Collection[str]:
        """The names of graphs that removing all graphs leaves as they are."""

    def amend(self, triples: set[ox.Triple], prospect: Prospect) -> set[ox.Triple]:
        """Return what a graph shall be that is about to be replaced by these triples.

        Args:
            triples: as somebody wants them.
            prospect: what is in the store, and nothing that changes.
        """

    def accept(self, prospect: Prospect) -> Difference:
        """Return what follows from a write, in named graphs that it does not write to; it is a part of it.

        Raises:
            Exception: whatever speaks against the write, of which nothing is carried out then.
        """


class Answer(Protocol):
    """The answer to one query: SELECT and ASK are solutions, CONSTRUCT and DESCRIBE are a graph.

    It is written once: evaluation may go on while it is serialised.
    """

    is_graph: bool

    def serialize(self, syntax: GraphFormat | ResultFormat) -> bytes:
        """Return the whole answer in a syntax.

        Raises:
            QueryError: the syntax cannot carry this kind of answer, or evaluation fails.
        """


class Store(Protocol):
    """A dataset of named graphs; every method that writes is atomic, and what it wrote survives the process.

    Queries see the union of all graphs as their default graph unless told otherwise; a triple that several
    graphs state is there once. Every method raises StoreError when the store is damaged or out of space.

    Attributes:
        path: the folder that it is in.
    """

    path: Path

    def query(
        self,
        sparql: str,
        *,
        union: bool = True,
        dataset: QueryDataset | None = None,
        base: str | None = None,
    ) -> Answer:
        """Evaluate a SPARQL 1.1 query. `PREFIXES` are declared; nothing is fetched from anywhere.

        A `dataset` takes the place of the union and of what the query says with FROM. Relative IRIs are
        relative to `base`.

        Raises:
            QueryError: it cannot be parsed or evaluated.
            ForbiddenError: it would use the network (SERVICE).
            UnreadableInputError: the dataset holds something that is not an IRI.
        """

    def rows(self, sparql: str) -> list[Row]:
        """Evaluate a SELECT for internal use: variable name → lexical form or IRI, None when unbound."""

    def graph(self, name: str) -> Graph:
        """Return a copy of the named graph; empty when there is none. Its identifier is `name`."""

    def contains(self, name: str) -> bool:
        """Return whether there is a graph of that name."""

    def describe(self, iri: str) -> Graph:
        """Return all triples with that subject, in any graph, and those of the IRI's ``#`` parts."""

    def replace(self, *graphs: Graph | NamedGraph, acceptance: Acceptance | None = None) -> bool:
        """Make each graph (its identifier) exactly this one, all or none; False when all were so.

        An `acceptance` may amend them.

        Raises:
            ForbiddenError: one is `UNNAMED`, in a store where that is the union of the others, or where an
                `acceptance` is asked, which knows only named graphs.
            UnreadableInputError: a graph holds something that is not an IRI where one must be.
        """

    def add(self, graph: Graph | NamedGraph, *, acceptance: Acceptance | None = None) -> bool:
        """Add the triples to the graph of that identifier; False when it has them already.

        Raises:
            ForbiddenError, UnreadableInputError: see `replace`.
        """

    def update(
        self,
        sparql: str,
        *,
        dataset: QueryDataset | None = None,
        base: str | None = None,
        acceptance: Acceptance | None = None,
        trials: Trials | None = None,
    ) -> None:
        """Carry out a SPARQL 1.1 update, all of it or nothing. `PREFIXES` are declared; nothing is fetched.

        A `dataset` is what each WHERE sees. Relative IRIs are relative to `base`. Where the default graph is
        the union of the named graphs, it stays that. With `trials`, the update is tried there first, where it
        can be stopped; without, nothing stops it.

        Raises:
            QueryError: it cannot be parsed or evaluated.
            ForbiddenError: it holds LOAD or SERVICE, or writes to a default graph that is the union or that
                `acceptance` does not see.
            UnreadableInputError: the dataset holds something that is not an IRI.
            QueryStoppedError: it was stopped by `trials`.
        """

    def remove(self, name: str, *, acceptance: Acceptance | None = None) -> bool:
        """Remove the named graph; False when there was none."""

    def graph_names(self) -> Iterator[str]:
        """Yield the IRIs of all named graphs."""

    def version(self) -> str:
        """Return a string that changes whenever the contents change; equal versions, equal contents."""

    def dump(self, out: IO[bytes], syntax: GraphFormat) -> None:
        """Write everything: all graphs with their names, or their union where the syntax has no names."""

    def backup(self, folder: Path) -> None:
        """Write a consistent copy to a folder that does not exist yet."""

    def flush(self) -> None:
        """Make what was written so far survive a power failure too."""

    def close(self) -> None:
        """Flush and release the store; it cannot be used afterwards."""
