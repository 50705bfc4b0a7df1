"""Measure how long documents take: ``python -m bench.linked_data.documents STORE``.

`kg serve` runs as a process of its own, on a copy of the store. One client asks for documents one after the
other over one connection: of the actors with most facts, of others, of articles and of statements, each in
several syntaxes. Each is asked for once, so that none is an answer that is given again; then one of them over
and over, which is.
"""

import argparse
import http.client
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from bench.sparql.peers.newskg import KG
from bench.sparql.peers.serving import free_port, started
from bench.validation.entries import copy_store
from kg.store.embedded import EmbeddedStore

SYNTAXES = (".ttl", ".jsonld", ".csv")
_SECONDS_TO_START = 60

_CHOSEN = {
    "actors with most facts": (
        "SELECT ?s WHERE {{ ?fact kg:speaker ?s }} GROUP BY ?s ORDER BY DESC(COUNT(?fact)) LIMIT {n}"
    ),
    "actors": "SELECT DISTINCT ?s WHERE {{ ?fact kg:estimatedBy ?s }} LIMIT {n}",
    "articles": "SELECT ?s WHERE {{ ?s a kg:Article }} LIMIT {n}",
    "statements": "SELECT ?s WHERE {{ ?s a kg:Statement }} LIMIT {n}",
}


def main() -> None:
    """Measure, and print a table in Markdown."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        store = Path(name) / "store"
        copy_store(options.store, store)
        paths = chosen(store, options.documents)
        with _served(store) as port:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            _milliseconds(connection, "/health")
            print("\n| documents | syntax | median, ms | 95th percentile, ms |\n|---|---|---|---|")
            for kind, found in paths.items():
                for suffix in SYNTAXES:
                    times = [_milliseconds(connection, path + suffix) for path in found]
                    print(_line(kind, suffix, times), flush=True)
            path = paths["actors"][0] + ".ttl"
            print(f"\nfrom cache: {_rate(connection, path, options.seconds):.0f} documents a second")


def chosen(store: Path, number: int) -> dict[str, list[str]]:
    """Return the paths of documents of each kind."""
    with EmbeddedStore(store, read_only=True) as opened:
        return {
            kind: [_path(str(row["s"])) for row in opened.rows(query.format(n=number))]
            for kind, query in _CHOSEN.items()
        }


def _path(iri: str) -> str:
    return f"/doc/{iri.partition('/id/')[2]}"


def _milliseconds(connection: http.client.HTTPConnection, path: str) -> float:
    began = perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != http.client.OK:
        raise SystemExit(f"{path} is {response.status}.")
    return (perf_counter() - began) * 1000


def _rate(connection: http.client.HTTPConnection, path: str, seconds: float) -> float:
    began, number = perf_counter(), 0
    while perf_counter() - began < seconds:
        _milliseconds(connection, path)
        number += 1
    return number / (perf_counter() - began)


def _line(kind: str, suffix: str, times: list[float]) -> str:
    slowest = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"| {len(times)} {kind} | `{suffix}` | {statistics.median(times):.1f} | {slowest:.1f} |"


@contextmanager
def _served(store: Path) -> Iterator[int]:
    port = free_port()
    command = (*KG, "--store", str(store), "serve", "--port", str(port), "--log-level", "warning")
    with started(command, store.parent, port, _SECONDS_TO_START):
        yield port


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", type=Path, help="a store that is not in use; it stays as it is")
    parser.add_argument("--documents", type=int, default=20, help="of each kind and syntax")
    parser.add_argument("--seconds", type=float, default=2, help="for how long one is asked for again")
    parser.add_argument("--folder", type=Path, help="where the copy is made, on the file system of the store")
    return parser.parse_args()


if __name__ == "__main__":
    main()
