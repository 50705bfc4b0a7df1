"""Send random requests to a server of its own: ``python -m bench.fuzz --requests 10000``.

It ends with status 1 when the server answered one of them with a status from 500 on (but 503 of a limit, and
502 of another server), broke a connection off, was replaced by another process, or grew.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired

from bench.fuzz.running import Fuzzer, Size, children_of, size_of
from bench.sparql.peers.serving import free_port

TOKEN = "a token for the fuzzer"
MEBIBYTE = 1024 * 1024
LARGEST_GROWTH = Size(memory=128 * MEBIBYTE, files=16, threads=32)
SHOWN = 10

_KG = "from kg.cli import main; main()"


def main() -> None:
    """Run it, and say what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (port, process),
        Fuzzer(port, TOKEN, arguments.seed) as fuzzer,
    ):
        fuzzer.run(arguments.requests // 5)
        before, first = grown(process), serving(process)
        fuzzer.run(arguments.requests - fuzzer.findings.sent)
        after, last = grown(process), serving(process)
    findings = fuzzer.findings
    for sent, how in findings.failures[:SHOWN]:
        print(f"FAILED {sent}: {how}")
    statuses = dict(sorted(findings.statuses.items()))
    print(f"{findings.sent} requests, {len(findings.failures)} failures, statuses {statuses}")
    print(f"after a fifth {before}; at the end {after}")
    small = all(
        now - then <= most
        for then, now, most in zip(*(values(s) for s in (before, after, LARGEST_GROWTH)), strict=True)
    )
    sys.exit(0 if small and first == last and not findings.failures else 1)


def values(size: Size) -> tuple[int, int, int]:
    """Return a size as numbers that can be compared."""
    return size.memory, size.files, size.threads


def serving(process: int) -> int:
    """Return the process that answers: the one with the most memory."""
    return max(children_of(process), key=lambda child: size_of(child).memory)


def grown(process: int) -> Size:
    """Return how large the process that answers is."""
    return size_of(serving(process))


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """Start a server over an empty store; give its port and its process, and stop it afterwards."""
    port = free_port()
    options = ("--port", str(port), "--write-token", TOKEN, "--answer-cache", "0", "--log-level", "error")
    command = (sys.executable, "-c", _KG, "--store", str(folder / "store"), "serve", *options)
    with Popen(command, stdout=PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            server.stdout.readline()
            yield port, server.pid
        finally:
            server.terminate()
            try:
                server.wait(20)
            except TimeoutExpired:
                server.kill()


if __name__ == "__main__":
    main()
