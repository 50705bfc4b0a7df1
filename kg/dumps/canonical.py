"""The quads of a store in canonical order: by graph, then by line; see `kg.dumps`.

Oxigraph reads some 120,000 quads a second and core, as it looks up each term; so several threads read.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import IO, cast

import pyoxigraph as ox

from kg.dumps import Source
from kg.dumps.sorting import SortedLines
from kg.store.faults import store_faults

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_MOST_THREADS = 8
_SMALL_RUN = 8 * 1024 * 1024  # as many graphs are in memory as there are threads, twice


def quads(source: Source, kind: str | None = None) -> Iterator[bytes]:
    """Yield all quads as lines of N-Quads, many at a time.

    Args:
        source: the store.
        kind: the IRI of a class: its instances and their parts (IRIs with a fragment) only.

    Raises:
        StoreError: it cannot be read.
    """
    for name, chunks in _graphs(source, kind):
        ending = b" .\n" if isinstance(name, ox.DefaultGraph) else f" {name} .\n".encode()
        for chunk in chunks:
            yield chunk.replace(b" .\n", ending)  # which is nowhere else: literals have \n escaped


def triples(source: Source, kind: str | None = None) -> Iterator[bytes]:
    """Yield the triples of all graphs, each once, as lines of N-Triples in order; see `quads`."""
    with SortedLines() as lines:
        for _, chunks in _graphs(source, kind):
            for chunk in chunks:
                lines.write(chunk)
        yield from lines.chunks()


def _graphs(source: Source, kind: str | None) -> Iterator[tuple[GraphName, Iterator[bytes]]]:
    """Yield each graph, in the order of their names: the lines of its triples in order."""
    with store_faults(source.path):
        names: list[GraphName] = [] if source.keeps_union else [ox.DefaultGraph()]
        names += sorted(source.database.named_graphs(), key=str)
        threads = min(_MOST_THREADS, os.cpu_count() or 1)
        with ThreadPoolExecutor(threads, thread_name_prefix="dump") as pool:
            for name, lines in _ahead(pool, names, lambda name: _read(source, name, kind), 2 * threads):
                with lines:
                    yield name, lines.chunks()


def _ahead(
    pool: ThreadPoolExecutor,
    names: list[GraphName],
    read: Callable[[GraphName], SortedLines],
    most: int,
) -> Iterator[tuple[GraphName, SortedLines]]:
    """Yield what was read of each name in turn; so many are read before they are asked for."""
    pending: deque[tuple[GraphName, Future[SortedLines]]] = deque()
    coming = iter(names)
    try:
        for name in islice(coming, most):
            pending.append((name, pool.submit(read, name)))
        while pending:
            name, reading = pending.popleft()
            yield name, reading.result()
            for following in islice(coming, 1):
                pending.append((following, pool.submit(read, following)))
    finally:
        for _, reading in pending:
            if not reading.cancel():
                reading.result().__exit__(None, None, None)


def _read(source: Source, name: GraphName, kind: str | None) -> SortedLines:
    lines = SortedLines(_SMALL_RUN)
    if kind is None:
        source.database.dump(cast("IO[bytes]", lines), ox.RdfFormat.N_TRIPLES, from_graph=name)
        return lines
    found = source.database.quads_for_pattern(None, _TYPE, ox.NamedNode(kind), name)
    things = {str(quad.subject).encode().strip(b"<>") for quad in found}
    if things:
        with SortedLines(_SMALL_RUN) as everything:
            source.database.dump(cast("IO[bytes]", everything), ox.RdfFormat.N_TRIPLES, from_graph=name)
            for chunk in everything.chunks():
                lines.write(b"".join(_about(things, chunk)))
    return lines


def _about(things: set[bytes], chunk: bytes) -> Iterator[bytes]:
    """Yield the lines whose subject is one of the things or a part of one."""
    for line in chunk.splitlines(keepends=True):
        subject = line.partition(b" ")[0].strip(b"<>")
        if subject in things or subject.partition(b"#")[0] in things:
            yield line
