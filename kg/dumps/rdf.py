"""Dumps in the syntaxes of RDF."""

from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph as ox

from kg.dumps import Source
from kg.dumps.canonical import quads, triples
from kg.formats import GraphFormat
from kg.vocabulary import PREFIXES

_PREFIX = b"@prefix "


def write_rdf(source: Source, out: IO[bytes], syntax: GraphFormat, kind: str | None = None) -> None:
    """Write the graph: with the names of its graphs, or their union where the syntax has no names.

    Args:
        source: the store.
        out: where to.
        syntax: how.
        kind: the IRI of a class: its instances and their parts only.

    Raises:
        StoreError: it cannot be read.
    """
    lines = quads(source, kind) if syntax.quads else triples(source, kind)
    if syntax.rdf_format in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES):
        for chunk in lines:
            out.write(chunk)
        return
    found = ox.parse(cast("IO[bytes]", _Lines(lines)), ox.RdfFormat.N_QUADS, lenient=True)
    content = found if syntax.quads else (quad.triple for quad in found)
    if syntax.rdf_format in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        target = _SortedPrefixes(out)
        ox.serialize(content, cast("IO[bytes]", target), syntax.rdf_format, prefixes=PREFIXES)
        target.close()
    else:
        ox.serialize(content, out, syntax.rdf_format)


class _SortedPrefixes:
    """Passes on what is written, with the prefixes at its beginning in order: Oxigraph's have none."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._beginning: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        if self._beginning is None:
            self._out.write(data)
            return len(data)
        self._beginning += bytes(data)
        lines = self._beginning.splitlines(keepends=True)
        if any(not line.startswith(_PREFIX) for line in lines[:-1]):
            self.close()
        return len(data)

    def flush(self) -> None:
        """Do nothing, as whoever writes to a file expects."""

    def close(self) -> None:
        """Pass on what is left."""
        if self._beginning is None:
            return
        lines = self._beginning.splitlines(keepends=True)
        count = sum(line.startswith(_PREFIX) for line in lines)
        self._beginning = None
        self._out.write(b"".join(sorted(lines[:count]) + lines[count:]))


class _Lines:
    """Chunks of bytes as a file that is read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Return at most so many bytes; none at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        data, self._rest = self._rest[:size], self._rest[size:]
        return bytes(data)
