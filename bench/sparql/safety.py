"""Measure what safety costs and what it gives: ``python -m bench.sparql.safety``.

1. Point look-ups a second with worker processes, snapshots and limits, beside the same server without.
2. The 99th percentile of a look-up while two runaway queries burn, beside the one without them.

All servers are started once and loaded in turn, round by round, so that what else the machine does meets all
alike; a figure is the median of the rounds. None of them gives answers again.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from shutil import copytree
from time import sleep
from urllib.parse import quote

from bench.sparql.clients import load
from bench.sparql.measuring import look_up_of, look_ups
from bench.sparql.news import dataset
from bench.sparql.peers.newskg import KG, Newskg
from bench.sparql.peers.serving import free_port, started
from bench.sparql.questions import questions

SAFE = "workers, snapshots, limits"
SAME = "in process, same interface (RSGI)"
PLAIN = "in process, granian's WSGI"

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RATE = 100  # look-ups a second while latency is measured: far from what saturates a server

_PYTHON = (sys.executable, "-W", "ignore", "-m")

Queries = list[tuple[str, str]]


def main() -> None:
    """Measure and print two tables."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name, ExitStack() as servers:
        original = Path(name) / "store"
        news = dataset(Path(name), options.triples)
        Newskg().prepare(news, original)
        ports = {
            kind: servers.enter_context(_served(kind, copytree(original, Path(name) / str(number))))
            for number, kind in enumerate((SAFE, SAME, PLAIN))
        }
        queries = look_ups(look_up_of(questions()), news)
        print(
            f"{news.triples:,} triples, {os.cpu_count()} cores, "
            f"{options.rounds} rounds of {options.seconds:g} s"
        )
        _show_throughput(ports, queries, options)
        _show_latency(ports[SAFE], queries, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--triples", type=int, default=100_000, help="of the generated graph")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="of one measurement")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--folder", type=Path, help="where the stores are made")
    return parser.parse_args()


def _show_throughput(ports: dict[str, int], queries: Queries, options: argparse.Namespace) -> None:
    rates: dict[str, list[float]] = {kind: [] for kind in ports}
    for _ in range(options.rounds + 1):
        for kind, port in ports.items():
            rates[kind].append(
                len(_latencies(port, queries, options.clients, options.seconds)) / options.seconds
            )
    print(f"\nlook-ups a second, {options.clients} clients            median    of the first")
    medians = {kind: statistics.median(found[1:]) for kind, found in rates.items()}  # the first warms up
    for kind, median in medians.items():
        print(f"{kind:40} {median:8.0f} {medians[SAFE] / median:10.2f}")


def _show_latency(port: int, queries: Queries, options: argparse.Namespace) -> None:
    quiet, burning = [], []
    for _ in range(options.rounds):
        quiet.append(_percentile(_latencies(port, queries, 2, options.seconds, RATE)))
        with _runaways(port, 2):
            burning.append(_percentile(_latencies(port, queries, 2, options.seconds, RATE)))
    print(f"\n99th percentile of a look-up in ms, {RATE} a second    median")
    print(f"{'alone':40} {statistics.median(quiet):8.2f}")
    print(f"{'while two runaway queries burn':40} {statistics.median(burning):8.2f}")
    ratios = [b / q for b, q in zip(burning, quiet, strict=True)]
    print(f"{'ratio (median of the rounds)':40} {statistics.median(ratios):8.2f}")


def _percentile(latencies: list[float]) -> float:
    return statistics.quantiles(latencies, n=100)[98]


def _latencies(
    port: int, queries: Queries, clients: int, seconds: float, rate: float | None = None
) -> list[float]:
    """Return how many milliseconds each look-up took.

    Raises:
        SystemExit: one is not answered.
    """
    results = load(port, "/sparql", queries, clients=clients, seconds=seconds, rate=rate)
    answered = [milliseconds for _, milliseconds, status in results if milliseconds and status == 200]
    if len(answered) < len(results):
        raise SystemExit(f"{len(results) - len(answered)} of {len(results)} look-ups failed")
    return answered


@contextmanager
def _served(kind: str, store: Path) -> Iterator[int]:
    """Serve a store as long as the context lasts; yield the port."""
    port = free_port()
    if kind == SAFE:
        options = ("--port", str(port), "--answer-cache", "0")
        command: tuple[str, ...] = (*KG, "--store", str(store), "serve", *options)
    else:
        interface = "rsgi" if kind == SAME else "wsgi"
        command = (*_PYTHON, "bench.sparql.unsafe", str(store), str(port), interface)
    folder = store.parent / f"{store.name}-log"
    folder.mkdir()
    with started(command, folder, port, 60):
        yield port


@contextmanager
def _runaways(port: int, number: int) -> Iterator[None]:
    """Let queries burn that never end; they are cancelled by hanging up."""
    connections = [HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(number)]
    for connection in connections:
        connection.request("GET", f"/sparql?query={quote(RUNAWAY)}")
    sleep(1)
    yield
    for connection in connections:
        with suppress(OSError, HTTPException):
            connection.close()
    sleep(1)


if __name__ == "__main__":
    main()
