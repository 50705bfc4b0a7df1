"""RDF files: a dump of many graphs is many entries; memory holds one of them at a time."""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import TooLargeError, UnreadableInputError
from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format, graph_format_of
from kg.history import HISTORY_PATH
from kg.keys import digest
from kg.pipeline.documents import parse_rdf, parse_stream
from kg.pipeline.entries import entry_graphs
from kg.pipeline.naming import Names, entry_iri_of
from kg.readers.files import opened, printable, without_gz
from kg.store.quarantine import Submission
from kg.terms import NamedGraph
from kg.vocabulary import KG

SUFFIXES = tuple(syntax.suffix for syntax in GRAPH_FORMATS)
"""The suffixes of RDF files; each may be followed by ``.gz``."""

LARGEST_ENTRY = 16 * 1024 * 1024
"""The largest entry in bytes: a file of triples is one, and a file of graphs may be larger."""

LARGEST_JSON_LD = 8 * LARGEST_ENTRY
"""The largest JSON-LD file in bytes: it is held in memory while it is parsed."""

GraphName = ox.NamedNode | ox.DefaultGraph

_NQUADS = graph_format("nquads")
_DISPUTES = ox.NamedNode(str(KG.disputes))
_DIGITS = len(digest(""))
_CHUNK = 1024 * 1024
_BATCH = 50_000
"""So many quads are written to the disk at a time, past the memory that the database would hold them in."""


@dataclass(frozen=True, slots=True)
class RdfEntry:
    """One entry of an RDF file.

    Attributes:
        source: what messages call it.
        name: of the file, or of the graph where there are several.
        quads: all of it, with a name for every node.
        file: what it is in.
    """

    source: str
    name: str
    quads: list[ox.Quad]
    file: "RdfFile"

    def graphs(self) -> tuple[NamedGraph, ...]:
        """Return the entry as named graphs.

        Raises:
            InputError: it is not something that may be stored.
        """
        return entry_graphs(self.quads, self.file.names.entry, self.file.base, self.source)

    def submission(self, way: str) -> Submission:
        """Return the entry as it was handed in: the file, or, where there are several, its graph."""
        data, syntax = self.file.document or (_as_nquads(self.quads), _NQUADS)
        return Submission(data, syntax.media_type, self.name, way)


@dataclass(frozen=True, slots=True)
class RdfFile:
    """An RDF file that has been read.

    Attributes:
        path: where it is.
        base: what the IRIs of the graph start with.
        names: those of its blank nodes, and that for what is in no graph, unless it describes one article.
        dataset: what is in it, with a name for every node.
        document: its bytes and syntax, where it is one entry.
        graphs: the graphs, each an entry; without those that are derived.
    """

    path: Path
    base: str
    names: Names
    dataset: ox.Store
    document: tuple[bytes, GraphFormat] | None
    graphs: tuple[GraphName, ...]

    def entry(self, graph: GraphName) -> RdfEntry:
        """Return the entry of a graph."""
        quads = list(self.dataset.quads_for_pattern(None, None, None, graph))
        source = printable(str(self.path))
        if len(self.graphs) == 1:
            return RdfEntry(source, printable(without_gz(self.path.name)), quads, self)
        name = graph.value if isinstance(graph, ox.NamedNode) else self.names.entry
        return RdfEntry(f"{source}, {name}", name, quads, self)


def syntax_of_file(path: Path) -> GraphFormat | None:
    """Return the RDF syntax that a file's name stands for, with or without ``.gz``; None for another file."""
    return graph_format_of(Path(without_gz(path.name)))


@contextmanager
def read_rdf_file(path: Path, base: str) -> Iterator[RdfFile]:
    """Give what is in an RDF file, all of which was parsed then; what is large lies on the disk meanwhile.

    Raises:
        UnreadableInputError: it cannot be parsed, or holds no triples.
        TooLargeError: it is one entry, and too large.
        OSError: it cannot be opened.
    """
    source = printable(str(path))
    syntax = syntax_of_file(path) or _NQUADS
    with opened(path, source, SUFFIXES) as stream:
        beginning = stream.read(LARGEST_ENTRY + 1)
        is_small = len(beginning) <= LARGEST_ENTRY
        if not is_small and not syntax.quads:
            raise _too_large(source)
        names = Names(entry_iri_of(_digest(beginning, stream), base))
    with opened(path, source, SUFFIXES) as stream, tempfile.TemporaryDirectory(prefix="newskg-") as scratch:
        dataset = ox.Store() if is_small else ox.Store(scratch)
        quads = map(names.quad, _quads(stream, syntax, base, source))
        while batch := list(islice(quads, _BATCH)):
            dataset.bulk_extend(batch)
        if not len(dataset):
            raise UnreadableInputError(source, "holds no triples", "Check that it is complete.")
        graphs = tuple(_graphs(dataset))
        document = (beginning, syntax) if is_small and len(graphs) == 1 else None
        yield RdfFile(path, base, names, dataset, document, graphs)


def _quads(stream: BinaryIO, syntax: GraphFormat, base: str, source: str) -> Iterator[ox.Quad]:
    if syntax.name == "jsonld":  # whose context may be the project's, which is not streamed
        data = stream.read(LARGEST_JSON_LD + 1)
        if len(data) > LARGEST_JSON_LD:
            raise _too_large(source)
        return parse_rdf(data, syntax, base, source, rename=False)
    return parse_stream(stream, syntax, source, f"{base.rstrip('/')}/", rename=False)


def _graphs(dataset: ox.Store) -> Iterator[GraphName]:
    for name in dataset.named_graphs():
        quads = dataset.quads_for_pattern(None, None, None, name)
        if not isinstance(name, ox.NamedNode) or name.value.endswith(HISTORY_PATH):
            continue
        if any(quad.predicate != _DISPUTES for quad in quads):
            yield name
    if next(dataset.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        yield ox.DefaultGraph()


def _digest(beginning: bytes, rest: BinaryIO) -> str:
    """Return what `kg.keys.digest` does of the hexadecimal digits of all bytes."""
    found = hashlib.sha256()
    for part in (io.BytesIO(beginning), rest):
        while chunk := part.read(_CHUNK):
            found.update(chunk.hex().encode())
    return found.hexdigest()[:_DIGITS]


def _as_nquads(quads: list[ox.Quad]) -> bytes:
    return b"".join(sorted(f"{quad} .\n".encode() for quad in quads))


def _too_large(source: str) -> TooLargeError:
    return TooLargeError(
        source,
        "is too large for one entry",
        "Give each article a graph of its own, as .nq or .trig: kg export -o news.nq.gz",
    )
