"""The store on disk: Oxigraph, one named graph an article, open to one writer or to several readers."""

import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox
from rdflib import Graph

from kg.errors import StoreError
from kg.formats import GraphFormat
from kg.store import QueryDataset, Row
from kg.store.answer import OxigraphAnswer
from kg.store.faults import query_faults, store_faults
from kg.store.folder import DATABASE, StoreFolder, mark
from kg.store.guard import guarded
from kg.store.terms import named_node, to_graph, to_triples
from kg.vocabulary import PREFIXES

_DEFAULT = ox.DefaultGraph()

# The unnamed graph holds each triple of the named graphs once, because Oxigraph's own union of graphs repeats
# what several graphs state alike, in results and in counts. Each of these updates keeps it so.
_LEAVE_UNION = """
DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {name} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other != {name}) }}
}} ;"""
_JOIN_UNION = "INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} ;"
_DROP = "DROP SILENT GRAPH {name} ;"
_FILL = "INSERT DATA {{ GRAPH {name} {{ {triples} }} }} ;"


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
        for log in database.glob("LOG.old.*"):
            log.unlink()  # RocksDB would keep the log of the last thousand times it was opened.
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
        self, sparql: str, *, union: bool = True, dataset: QueryDataset | None = None
    ) -> OxigraphAnswer:
        """Evaluate a query; see `kg.store.Store`."""
        safe = guarded(sparql)
        with store_faults(self.path), query_faults(safe):
            if dataset is not None:
                default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*_graphs(dataset.default)]
                named: list[ox.NamedNode | ox.BlankNode] = [*_graphs(dataset.named)]
                result = self._store.query(safe, prefixes=PREFIXES, default_graph=default, named_graphs=named)
            elif self._keeps_union and not union:
                result = self._store.query(safe, prefixes=PREFIXES, default_graph=[])
            else:
                engine_union = union and not self._keeps_union
                result = self._store.query(safe, prefixes=PREFIXES, use_default_graph_as_union=engine_union)
        return OxigraphAnswer(result, safe, self.path)

    def rows(self, sparql: str) -> list[Row]:
        """Evaluate a SELECT; see `kg.store.Store`."""
        return self.query(sparql).rows()

    def graph(self, name: str) -> Graph:
        """Return a copy of the named graph; see `kg.store.Store`."""
        with store_faults(self.path):
            return to_graph(self._quads(None, named_node(name, "The graph's name")), name)

    def describe(self, iri: str) -> Graph:
        """Return what is said of an IRI and its parts; see `kg.store.Store`.

        Parts are found in the graph of that name, and by following links from the IRI.
        """
        node = named_node(iri, "The address")
        with store_faults(self.path):
            pending = {node} | self._parts_in(node)
            described: set[ox.NamedNode] = set()
            triples: set[ox.Triple] = set()
            while pending:
                subject = pending.pop()
                described.add(subject)
                found = {quad.triple for quad in self._quads(subject, self._union_graph)}
                linked = {t.object for t in found if isinstance(t.object, ox.NamedNode)}
                pending |= {part for part in linked if part.value.startswith(f"{iri}#")} - described
                triples |= found
        return to_graph(triples, iri)

    def _parts_in(self, node: ox.NamedNode) -> set[ox.NamedNode]:
        subjects = (quad.subject for quad in self._quads(None, node))
        return {s for s in subjects if isinstance(s, ox.NamedNode) and s.value.startswith(f"{node.value}#")}

    @property
    def _union_graph(self) -> ox.DefaultGraph | None:
        return _DEFAULT if self._keeps_union else None

    def _quads(
        self, subject: ox.NamedNode | None, graph: ox.NamedNode | ox.DefaultGraph | None
    ) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(subject, None, None, graph)

    def replace(self, *graphs: Graph) -> bool:
        """Make each named graph exactly this one; see `kg.store.Store`.

        Raises:
            UnreadableInputError: a graph holds something that is not an IRI where one must be.
        """
        contents = [(named_node(str(graph.identifier), "The graph"), _stored(graph)) for graph in graphs]
        with self._writing, store_faults(self.path):
            changed = [(name, new) for name, new in contents if new != self._stored_triples(name)]
            updates = [self._replacing(name, triples) for name, triples in changed]
            if updates:
                self._write("\n".join(updates))
        return bool(updates)

    def remove(self, name: str) -> bool:
        """Remove the named graph; see `kg.store.Store`."""
        node = named_node(name, "The graph's name")
        with self._writing, store_faults(self.path):
            known = self._store.contains_named_graph(node)
            if known:
                self._write(self._replacing(node, set()))
        return known

    def _stored_triples(self, name: ox.NamedNode) -> set[ox.Triple]:
        return {quad.triple for quad in self._quads(None, name)}

    def _replacing(self, name: ox.NamedNode, triples: set[ox.Triple]) -> str:
        """Return the update that makes the named graph these triples; none, and the graph is gone."""
        known = self._store.contains_named_graph(name)
        parts = [_LEAVE_UNION] * (known and self._keeps_union) + [_DROP] * known
        if triples:
            parts += [_FILL] + [_JOIN_UNION] * self._keeps_union
        text = " . ".join(f"{t.subject} {t.predicate} {t.object}" for t in triples)
        return "\n".join(part.format(name=name, triples=text) for part in parts)

    def _write(self, update: str) -> None:
        """Apply an update as one transaction, then change the version."""
        if self._read_only:
            raise StoreError(f"The store {self.path} was opened for reading only.")
        if not self._writes:
            self._folder.forget_version()
        self._writes += 1
        self._store.update(update)
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
        ox.serialize(self._content(syntax), out, syntax.rdf_format, prefixes=PREFIXES)

    def _content(self, syntax: GraphFormat) -> Iterator[ox.Quad] | Iterator[ox.Triple]:
        """Yield what `dump` writes; only what is read here is the store's fault."""
        graph = None if syntax.quads else self._union_graph
        skipped = self._union_graph if syntax.quads else None
        with store_faults(self.path):
            for quad in self._store.quads_for_pattern(None, None, None, graph):
                if quad.graph_name != skipped:
                    yield quad if syntax.quads else quad.triple

    def backup(self, folder: Path) -> None:
        """Write a copy to a new folder; see `kg.store.Store`. Only whole copies ever have that name.

        Raises:
            StoreError: the folder exists, or cannot be written.
        """
        if folder.exists():
            raise StoreError(f"{folder} exists already; name a folder that does not.")
        unfinished = folder.with_name(folder.name + ".unfinished")
        with store_faults(folder):
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            try:
                self._store.backup(unfinished / DATABASE)
                mark(unfinished, union=self._keeps_union)
                unfinished.rename(folder)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise

    def flush(self) -> None:
        """Write through to the disk; see `kg.store.Store`."""
        if not self._read_only:
            with store_faults(self.path):
                self._store.flush()

    def close(self) -> None:
        """Flush and release the store; see `kg.store.Store`."""
        with store_faults(self.path):
            try:
                if self._writes:
                    self._store.flush()
                if not self._read_only:
                    self._folder.save_version(self._version)
            finally:
                del self._store
                self._folder.release()


def _graphs(iris: Iterable[str]) -> Iterator[ox.NamedNode]:
    return (named_node(iri, "The dataset of the query") for iri in iris)


def _stored(graph: Graph) -> set[ox.Triple]:
    """Return the triples as they will be read back: Oxigraph keeps 1.50 and 01 as 1.5 and 1."""
    memory = ox.Store()
    memory.extend(ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(graph))
    return {quad.triple for quad in memory}
