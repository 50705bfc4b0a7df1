"""The store on disk: Oxigraph, one named graph an article, open to one writer or to several readers."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox
from rdflib import Graph

from kg.errors import ForbiddenError, StoreError
from kg.formats import GraphFormat
from kg.store import UNNAMED, Accept, QueryDataset, Row
from kg.store.answer import OxigraphAnswer
from kg.store.checkpoints import checkpoint, flush
from kg.store.datasets import seen
from kg.store.description import contents, described
from kg.store.deviations import ask_engine
from kg.store.difference import Difference, Functions, as_update
from kg.store.faults import query_faults, store_faults
from kg.store.folder import DATABASE, StoreFolder, appearing, copy_companions, mark
from kg.store.guard import guarded_query
from kg.store.operations import read_operations, request_of
from kg.store.planning import graphs_after, planned, tried_here
from kg.store.trial import Trial, Trials
from kg.store.writing import GraphName, adding, replacing, triples_of
from kg.terms import named_node, stored_triples, to_graph
from kg.vocabulary import PREFIXES

_DEFAULT = ox.DefaultGraph()


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
        self._writing = threading.Lock()
        with store_faults(path):
            self._folder = StoreFolder(path, create=create and not read_only, read_only=read_only)
            try:
                self._store = self._open(union=union)
                self._keeps_union = self._folder.keeps_union()
                self._version = self._folder.saved_version()
            except BaseException:
                self._folder.release()
                raise
        self._token = secrets.token_hex(8)
        self._writes = 0

    def _open(self, *, union: bool) -> ox.Store:
        database = self._folder.database
        if self._read_only:
            return ox.Store.read_only(str(database))
        self._folder.sweep()
        store = ox.Store(database)
        if not self._folder.marked:
            mark(self.path, union=union)
        return store

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
        return _DEFAULT if self._keeps_union else None

    def replace(self, *graphs: Graph) -> bool:
        """Make each graph exactly this one; see `kg.store.Store`."""
        wanted = [(self._name_of(graph), stored_triples(graph)) for graph in graphs]
        with self._writing, store_faults(self.path):
            updates = [
                self._replacing(name, new) for name, new in wanted if new != triples_of(self._store, name)
            ]
            if updates:
                self._write("\n".join(updates))
        return bool(updates)

    def add(self, graph: Graph, *, accept: Accept | None = None) -> bool:
        """Add the triples of a graph to the one of its name; see `kg.store.Store`."""
        name, added = self._name_of(graph), stored_triples(graph)
        with self._writing, store_faults(self.path):
            before = triples_of(self._store, name)
            known = isinstance(name, ox.DefaultGraph) or self._store.contains_named_graph(name)
            if known and added <= before:
                return False
            if accept is not None:
                accept((to_graph(before | added, str(graph.identifier)),))
            self._write(adding(name, added, union=self._keeps_union))
        return True

    def remove(self, name: str) -> bool:
        """Remove the named graph; see `kg.store.Store`."""
        node = named_node(name, "The graph's name")
        with self._writing, store_faults(self.path):
            known = self._store.contains_named_graph(node)
            if known:
                self._write(self._replacing(node, set()))
        return known

    def update(
        self,
        sparql: str,
        *,
        dataset: QueryDataset | None = None,
        base: str | None = None,
        accept: Accept | None = None,
        trials: Trials | None = None,
    ) -> None:
        """Carry out an update; see `kg.store.Store`."""
        operations = read_operations(sparql, dataset)
        request, compares = request_of(operations), self._keeps_union or accept is not None
        with store_faults(self.path), query_faults(request):
            self._check_writable()
            trial = planned(operations, base, union=self._keeps_union, compares=compares)
            with self._tried(trial, trials if trial.may_last else None) as difference:
                if accept is not None:
                    accept(graphs_after(self._store, difference))
                if trials is not None:
                    trials.commit()
                if not compares and request:
                    self._write(request, base=base)
                elif difference:
                    self._write(*as_update(difference))

    @contextmanager
    def _tried(self, trial: Trial, trials: Trials | None) -> Iterator[Difference]:
        """Give what an update would change, while nobody else writes. Elsewhere it is tried before that."""
        if trials is None:
            with self._writing:
                yield tried_here(self._store, self.path, trial) if trial.compares else Difference()
            return
        tried = trials.carry_out(trial)
        with self._writing:
            if tried.version != self._version:
                tried = trials.carry_out(trial)
            yield tried.difference

    def _name_of(self, graph: Graph) -> GraphName:
        """Return the name of a graph to be written.

        Raises:
            ForbiddenError: it is the unnamed one, which is the union of the others.
        """
        if str(graph.identifier) != UNNAMED:
            return named_node(str(graph.identifier), "The graph")
        if self._keeps_union:
            raise ForbiddenError("The default graph is the union of the named graphs; write to one of them.")
        return _DEFAULT

    def _replacing(self, name: GraphName, triples: set[ox.Triple]) -> str:
        known = isinstance(name, ox.NamedNode) and self._store.contains_named_graph(name)
        return replacing(name, triples, known=known, union=self._keeps_union)

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(f"The store {self.path} was opened for reading only.")

    def _write(self, update: str, functions: Functions | None = None, base: str | None = None) -> None:
        """Apply an update as one transaction, then change the version."""
        self._check_writable()
        if not self._writes:
            self._folder.forget_version()
        self._writes += 1
        self._store.update(update, base_iri=base, prefixes=PREFIXES, custom_functions=functions)
        self._version = f"{self._token}-{self._writes}"

    def graph_names(self) -> Iterator[str]:
        """Yield the IRIs of all named graphs; see `kg.store.Store`."""
        with store_faults(self.path):
            for name in self._store.named_graphs():
                yield name.value

    def version(self) -> str:
        """Return the version of the contents; see `kg.store.Store`.

        A new one takes effect when the new contents are visible, so that what is read after the version is
        that version or a later one.
        """
        return self._version

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
            checkpoint(self._store, unfinished / DATABASE)
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
        version = self._version
        with store_faults(self.path):
            checkpoint(self._store, folder)
        if self._writing.acquire(blocking=False):
            unchanged = version == self._version
            self._writing.release()
            if unchanged:
                return version
        return f"{version}-{secrets.token_hex(4)}"

    def flush(self) -> None:
        """Write through to the disk; see `kg.store.Store`."""
        if not self._read_only:
            with store_faults(self.path):
                flush(self._store)

    def close(self) -> None:
        """Flush and release the store; see `kg.store.Store`."""
        with store_faults(self.path):
            try:
                if self._writes:
                    flush(self._store)
                if not self._read_only:
                    self._folder.save_version(self._version)
            finally:
                del self._store
                self._folder.release()
