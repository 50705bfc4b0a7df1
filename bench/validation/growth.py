"""Does a write cost more in a larger store? ``python -m bench.validation.growth STORE STORE --folder DIR``.

Each store is copied, and gets the same articles and RDF entries, in this process, as graphs. Validation looks
up in the store what an entry refers to; a write is validation, history, disputes, and the transaction. What
makes it last on the disk is not counted, since it does not depend on the store.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from bench.validation.articles import articles
from bench.validation.entries import copy_store
from bench.validation.rdf import entries
from kg.formats import graph_format
from kg.pipeline import Writer, to_graph
from kg.pipeline.entries import read_entry, relied_on
from kg.pipeline.naming import Names, entry_iri
from kg.readers import read_bytes
from kg.store.embedded import EmbeddedStore
from kg.terms import NamedGraph
from kg.validation import validate_triples

BASE = "http://localhost:8000"
_NOT_COUNTED = 20
"""So many are written first: they load what is loaded once."""


def main() -> None:
    """Measure, and print a table."""
    options = _options()
    print("| store | triples | what | validation, ms | whole write, ms | its 95th percentile |")
    print("|---|---|---|---|---|---|")
    for original in options.stores:
        with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
            copy_store(original, Path(scratch, "store"))
            with EmbeddedStore(Path(scratch, "store")) as store:
                _measure(store, options.count, original.parent.name)


def _measure(store: EmbeddedStore, count: int, name: str) -> None:
    [size] = store.rows("SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }")
    triples = f"{int(size['triples'] or 0):,}"
    for what, graphs in (("article", _articles()), ("RDF entry", _entries())):
        validation, writing = _timed(store, islice(graphs, count + _NOT_COUNTED))
        last = statistics.quantiles(writing, n=20)[-1]
        medians = " | ".join(f"{statistics.median(times):.1f}" for times in (validation, writing))
        print(f"| {name} | {triples} | {what} | {medians} | {last:.1f} |", flush=True)


def _timed(
    store: EmbeddedStore, documents: Iterable[tuple[NamedGraph, ...]]
) -> tuple[list[float], list[float]]:
    """Return what validating and writing each took, in milliseconds."""
    validation, writing = list[float](), list[float]()
    for graphs in documents:
        started = perf_counter()
        for graph in graphs:
            validate_triples(graph.triples, partial(relied_on, store))
        validated = perf_counter()
        outcome = Writer(store, BASE).replace("bench", graphs)
        written = perf_counter()
        if outcome.status != "ingested":
            raise SystemExit(f"An entry was {outcome.status}; nothing was measured.")
        validation.append(1000 * (validated - started))
        writing.append(1000 * (written - validated))
    return validation[_NOT_COUNTED:], writing[_NOT_COUNTED:]


def _articles() -> Iterator[tuple[NamedGraph, ...]]:
    for number, text in enumerate(articles("growth")):
        article = read_bytes(text.encode(), "text/plain", f"growth-{number}.txt")
        yield (to_graph(article, BASE)[1],)


def _entries() -> Iterator[tuple[NamedGraph, ...]]:
    for text in entries("growth"):
        data = text.encode()
        names = Names(entry_iri(data, BASE))
        yield read_entry(data, graph_format("turtle"), BASE, "entry.ttl", names)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.validation.growth", description=__doc__)
    parser.add_argument("stores", nargs="+", type=Path, metavar="STORE", help="a store that is not in use")
    parser.add_argument("--folder", type=Path, required=True, help="for the copies, on the same file system")
    parser.add_argument("--count", type=int, default=100, help="how many of each are written")
    return parser.parse_args()


if __name__ == "__main__":
    main()
