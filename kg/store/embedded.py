"""The store on disk: Oxigraph, one named graph an article, open to one writer or to several readers."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox
from rdflib import Graph

from kg.errors import ForbiddenError, StoreError
from kg.formats import GraphFormat
from kg.store import UNNAMED, Acceptance, QueryDataset, Row
from kg.store.answer import OxigraphAnswer
from kg.store.database import Database
from kg.store.datasets import seen
from kg.store.description import contents, described
from kg.store.deviations import ask_engine
from kg.store.difference import DEFAULT, Difference, GraphName, triples_of
from kg.store.faults import query_faults, store_faults
from kg.store.folder import DATABASE, StoreFolder, appearing, copy_companions, copy_history, mark
from kg.store.guard import guarded_query
from kg.store.operations import read_operations, request_of
from kg.store.planning import planned, tried_here
from kg.store.transactions import Transactions
from kg.store.trial import Trial, Trials
from kg.store.writing import adding, replacing
from kg.terms import NamedGraph, named_node, stored, to_graph
from kg.vocabulary import PREFIXES


class EmbeddedStore:
    """A store of the knowledge graph in a folder; implements `kg.store.Store`. Threads may share it.

    Args:
        path: the folder.
        create: make the store when there is none.
        read_only: open it beside other readers; methods that write then raise StoreError.
        union: what the unnamed graph of a new store is: the union of all others, kept up to date on every
            write, or a graph of its own. An existing store stays what it is.

    Raises:
        StoreError: there is no store and none shall be made; it is in use by another process, damaged, or not
            accessible; the folder holds something else.
    """

    def __init__(
        self, path: Path, *, create: bool = True, read_only: bool = False, union: bool = True
    ) -> None:
        self.path = path
        self._read_only = read_only
        with store_faults(path):
            self._folder = StoreFolder(path, create=create and not read_only, read_only=read_only)
            try:
                self._database = self._open(union=union)
                self._keeps_union = self._folder.keeps_union()
                self._transactions = Transactions(
                    self._database, self._folder, union=self._keeps_union, read_only=read_only
                )
            except BaseException:
                self._folder.release()
                raise

    def _open(self, *, union: bool) -> Database:
        if self._read_only:
            return Database(self._folder.database, read_only=True)
        self._folder.sweep()
        database = Database(self._folder.database, read_only=False)
        if not self._folder.marked:
            mark(self.path, union=union)
        return database

    @property
    def _store(self) -> ox.Store:
        return self._database.handle

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(
        self,
        sparql: str,
        *,
        union: bool = True,
        dataset: QueryDataset | None = None,
        base: str | None = None,
    ) -> OxigraphAnswer:
        """Evaluate a query; see `kg.store.Store`."""
        safe = guarded_query(sparql)
        options = seen(dataset, union=union, keeps_union=self._keeps_union)
        with store_faults(self.path), query_faults(safe):
            result = ask_engine(self._store, safe, prefixes=PREFIXES, base_iri=base, **options)
        return OxigraphAnswer(result, safe, self.path)

    def rows(self, sparql: str) -> list[Row]:
        """Evaluate a SELECT; see `kg.store.Store`."""
        return self.query(sparql).rows()

    def graph(self, name: str) -> Graph:
        """Return a copy of the named graph; see `kg.store.Store`."""
        with store_faults(self.path):
            return to_graph(triples_of(self._store, named_node(name, "The graph's name")), name)

    def contains(self, name: str) -> bool:
        """Return whether there is a graph of that name; see `kg.store.Store`."""
        with store_faults(self.path):
            return self._store.contains_named_graph(named_node(name, "The graph's name"))

    def describe(self, iri: str) -> Graph:
        """Return what is said of an IRI and its parts; see `kg.store.Store`."""
        node = named_node(iri, "The address")
        with store_faults(self.path):
            return to_graph(described(self._store, node, self._union_graph), iri)

    @property
    def _union_graph(self) -> ox.DefaultGraph | None:
        return DEFAULT if self._keeps_union else None

    def replace(self, *graphs: Graph | NamedGraph, acceptance: Acceptance | None = None) -> bool:
        """Make each graph exactly this one; see `kg.store.Store`."""
        named = [self._named(graph, acceptance) for graph in graphs]
        wanted = {name: stored(graph.triples) for name, graph in named}
        with store_faults(self.path), self._transactions.exclusive():
            if acceptance is not None:
                now = self._transactions.prospect()
                wanted = {name: acceptance.amend(triples, now) for name, triples in wanted.items()}
            return self._commit(replacing(self._store, wanted, union=self._keeps_union), acceptance)

    def add(self, graph: Graph | NamedGraph, *, acceptance: Acceptance | None = None) -> bool:
        """Add the triples of a graph to the one of its name; see `kg.store.Store`."""
        name, content = self._named(graph, acceptance)
        triples = stored(content.triples)
        with store_faults(self.path), self._transactions.exclusive():
            return self._commit(adding(self._store, name, triples, union=self._keeps_union), acceptance)

    def remove(self, name: str, *, acceptance: Acceptance | None = None) -> bool:
        """Remove the named graph; see `kg.store.Store`."""
        gone: dict[GraphName, set[ox.Triple]] = {named_node(name, "The graph's name"): set()}
        with store_faults(self.path), self._transactions.exclusive():
            return self._commit(replacing(self._store, gone, union=self._keeps_union), acceptance)

    def _commit(self, difference: Difference, acceptance: Acceptance | None) -> bool:
        if difference:
            self._transactions.commit(difference, acceptance)
        return bool(difference)

    def update(
        self,
        sparql: str,
        *,
        dataset: QueryDataset | None = None,
        base: str | None = None,
        acceptance: Acceptance | None = None,
        trials: Trials | None = None,
    ) -> None:
        """Carry out an update; see `kg.store.Store`."""
        operations = read_operations(sparql, dataset)
        request, compares = request_of(operations), self._keeps_union or acceptance is not None
        with store_faults(self.path), query_faults(request):
            self._transactions.check_writable()
            trial = planned(operations, base, union=self._keeps_union, compares=compares)
            with self._tried(trial, trials if trial.may_last else None) as difference:
                commit = trials.commit if trials is not None else lambda: None
                if compares:
                    self._transactions.commit(difference, acceptance, commit)
                elif request:
                    commit()
                    self._transactions.carry_out(request, base)

    @contextmanager
    def _tried(self, trial: Trial, trials: Trials | None) -> Iterator[Difference]:
        """Give what an update would change, while nobody else writes. Elsewhere it is tried before that."""
        if trials is None:
            with self._transactions.exclusive():
                yield tried_here(self._store, self.path, trial) if trial.compares else Difference()
            return
        tried = trials.carry_out(trial)
        with self._transactions.exclusive():
            if tried.version != self._transactions.version:
                tried = trials.carry_out(trial)
            yield tried.difference

    def _named(
        self, graph: Graph | NamedGraph, acceptance: Acceptance | None
    ) -> tuple[GraphName, NamedGraph]:
        """Return the name of a graph to be written, and its triples.

        Raises:
            ForbiddenError: it is the unnamed one, which is the union of the others, or not asked about.
        """
        content = graph if isinstance(graph, NamedGraph) else NamedGraph.of(graph)
        if content.name != UNNAMED:
            return named_node(content.name, "The graph"), content
        if self._keeps_union:
            raise ForbiddenError("The default graph is the union of the named graphs; write to one of them.")
        if acceptance is not None:
            raise ForbiddenError("The default graph is not validated on this server; write to a named graph.")
        return DEFAULT, content

    def graph_names(self) -> Iterator[str]:
        """Yield the IRIs of all named graphs; see `kg.store.Store`."""
        with store_faults(self.path):
            for name in self._store.named_graphs():
                yield name.value

    def version(self) -> str:
        """Return the version of the contents; see `kg.store.Store`."""
        return self._transactions.version

    def dump(self, out: IO[bytes], syntax: GraphFormat) -> None:
        """Write everything; see `kg.store.Store`. It is written as it is read, from one snapshot."""
        content = contents(self._store, self.path, self._union_graph, quads=syntax.quads)
        ox.serialize(content, out, syntax.rdf_format, prefixes=PREFIXES)

    def backup(self, folder: Path) -> None:
        """Write a copy to a new folder; see `kg.store.Store`. Only whole copies ever have that name.

        Raises:
            StoreError: the folder exists, or cannot be written.
        """
        if folder.exists():
            raise StoreError(f"{folder} exists already; name a folder that does not.")
        with store_faults(folder), appearing(folder) as unfinished:
            copy_companions(self.path, unfinished)
            self._database.checkpoint(unfinished / DATABASE)
            copy_history(self.path, unfinished)
            mark(unfinished, union=self._keeps_union)

    @property
    def keeps_union(self) -> bool:
        """Whether the unnamed graph of the database is the union of the others."""
        return self._keeps_union

    def checkpoint(self, folder: Path) -> str:
        """Write a copy of the database alone to a new folder; return the version of what is in it.

        While somebody writes, nobody knows whether it has the contents before or after: the version is then
        one that nothing else ever has.

        Raises:
            StoreError: it cannot be written.
        """
        version = self.version()
        with store_faults(self.path):
            self._database.checkpoint(folder)
        return version if self._transactions.is_still(version) else f"{version}-{secrets.token_hex(4)}"

    def flush(self) -> None:
        """Write through to the disk; see `kg.store.Store`."""
        if not self._read_only:
            with store_faults(self.path):
                self._database.sync()

    def close(self) -> None:
        """Flush and release the store; see `kg.store.Store`."""
        with store_faults(self.path):
            try:
                self._database.close(flushed=not self._transactions.unchanged)
                if not self._read_only:
                    self._folder.save_version(self.version())
            finally:
                self._folder.release()
