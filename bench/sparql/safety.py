"""Measure what safety costs and what it gives: ``python -m bench.sparql.safety``.

1. Point look-ups a second with worker processes, snapshots and limits, beside the same server without.
2. The 99th percentile of a look-up while two runaway queries burn, beside the one without them.

All servers are started once and loaded in turn, round by round, so that what else the machine does meets all
alike; a figure is the median of the rounds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from shutil import copytree
from time import monotonic, sleep
from urllib.parse import quote

from bench.sparql.statements import STATEMENTS_AN_ARTICLE, make_store

SAFE = "workers, snapshots, limits"
SAME = "in process, same interface (RSGI)"
PLAIN = "in process, granian's WSGI"

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RATE = 100  # look-ups a second while latency is measured: far from what saturates a server

_FIRST_PORT = 8471
_PYTHON = (sys.executable, "-W", "ignore", "-m")


def main() -> None:
    """Measure and print two tables."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name, ExitStack() as servers:
        original = Path(name) / "store"
        triples = make_store(original, options.articles)
        ports = {
            kind: servers.enter_context(_served(kind, copytree(original, Path(name) / str(port)), port))
            for port, kind in enumerate((SAFE, SAME, PLAIN), _FIRST_PORT)
        }
        statements = options.articles * STATEMENTS_AN_ARTICLE
        print(
            f"{triples:,} triples, {os.cpu_count()} cores, {options.rounds} rounds of {options.seconds:g} s"
        )
        _show_throughput(ports, statements, options)
        _show_latency(ports[SAFE], statements, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000, help="of the generated graph")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="of one measurement")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--folder", type=Path, help="where the stores are made")
    return parser.parse_args()


def _show_throughput(ports: dict[str, int], statements: int, options: argparse.Namespace) -> None:
    rates: dict[str, list[float]] = {kind: [] for kind in ports}
    for _ in range(options.rounds + 1):
        for kind, port in ports.items():
            rates[kind].append(
                len(_load(port, statements, options.clients, options.seconds)) / options.seconds
            )
    print(f"\nlook-ups a second, {options.clients} clients            median    of the first")
    medians = {kind: statistics.median(found[1:]) for kind, found in rates.items()}  # the first warms up
    for kind, median in medians.items():
        print(f"{kind:40} {median:8.0f} {medians[SAFE] / median:10.2f}")


def _show_latency(port: int, statements: int, options: argparse.Namespace) -> None:
    quiet, burning = [], []
    for _ in range(options.rounds):
        quiet.append(_percentile(_load(port, statements, 2, options.seconds, RATE)))
        with _runaways(port, 2):
            burning.append(_percentile(_load(port, statements, 2, options.seconds, RATE)))
    print(f"\n99th percentile of a look-up in ms, {RATE} a second    median")
    print(f"{'alone':40} {statistics.median(quiet):8.2f}")
    print(f"{'while two runaway queries burn':40} {statistics.median(burning):8.2f}")
    ratios = [b / q for b, q in zip(burning, quiet, strict=True)]
    print(f"{'ratio (median of the rounds)':40} {statistics.median(ratios):8.2f}")


def _percentile(latencies: list[float]) -> float:
    return statistics.quantiles(latencies, n=100)[98]


def _load(port: int, statements: int, clients: int, seconds: float, rate: float = 0) -> list[float]:
    """Return the latencies that clients in a process of their own saw."""
    arguments = map(str, (port, statements, clients, seconds, rate))
    done = subprocess.run([*_PYTHON, "bench.sparql.load", *arguments], capture_output=True, check=True)
    latencies: list[float] = json.loads(done.stdout)
    return latencies


@contextmanager
def _served(kind: str, store: Path, port: int) -> Iterator[int]:
    """Serve a store as long as the context lasts."""
    if kind == SAFE:
        command = [
            "-c",
            "from kg.cli import main; main()",
            "--store",
            str(store),
            "serve",
            "--port",
            str(port),
        ]
        program = [sys.executable, "-W", "ignore", *command]
    else:
        interface = "rsgi" if kind == SAME else "wsgi"
        program = [*_PYTHON, "bench.sparql.unsafe", str(store), str(port), interface]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    end = monotonic() + 60
    while monotonic() < end:
        with suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/health")
            connection.getresponse().read()
            connection.close()
            return
        sleep(0.1)
    raise SystemExit(f"no server came up at port {port}")


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
