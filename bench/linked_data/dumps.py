"""Make dumps of a made-up graph and see what they take: ``python -m bench.linked_data.dumps``.

Each dump is made by a process of its own, as the server does: quads a second, the most memory that the
process had (resident), and whether two runs give the same bytes.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from bench.sparql.news import dataset
from bench.sparql.peers.newskg import Newskg
from kg.dumps.offered import Dump, offered
from kg.store.folder import DATABASE

GOAL_QUADS, GOAL_MEBIBYTES = 300_000, 300
USUAL = ("dump.nq.gz", "dump.trig.gz", "dump.ttl.gz", "dump/statements.csv.gz", "dump/statements.parquet")

_SECONDS_BETWEEN = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """What one dump took."""

    seconds: float
    mebibytes: float
    size: int
    digest: str


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--triples", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="where the graph is made, and kept for the next time")
    parser.add_argument("--dumps", nargs="*", default=USUAL, help="which; by default those of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        made = dataset(options.folder or Path(name), options.triples)
        store = made.folder / Newskg.key
        if not store.exists():
            Newskg().prepare(made, store)
        print(f"{made.quads:,} quads, {os.cpu_count()} cores; ", end="")
        print(f"the goal is {GOAL_QUADS:,} quads/s in less than {GOAL_MEBIBYTES} MiB")
        print(f"{'dump':26} {'seconds':>8} {'quads/s':>9} {'MiB':>6} {'bytes':>13}  same again")
        for address in options.dumps:
            found = offered().get(address)
            if found is None:
                raise SystemExit(f"{address} is not one of {', '.join(offered())}")
            one, other = (run(store / DATABASE, found, Path(name)) for _ in range(2))
            rate = f"{made.quads / one.seconds:>9,.0f}" if found.table is None else f"{'':>9}"
            same = "yes" if one.digest == other.digest else "NO"
            print(f"{address:26} {one.seconds:>8.1f} {rate} {one.mebibytes:>6.0f} {one.size:>13,}  {same}")


def run(database: Path, dump: Dump, folder: Path) -> Run:
    """Make a dump, and remove it.

    Raises:
        SystemExit: it cannot be made.
    """
    file = folder / Path(dump.address).name
    command = [
        sys.executable,
        "-m",
        "kg.dumps",
        str(database),
        "union",
        dump.form,
        dump.table or "",
        str(file),
    ]
    start = perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        most = 0.0
        while process.poll() is None:
            most = _most_memory(process.pid) or most
            sleep(_SECONDS_BETWEEN)
    seconds = perf_counter() - start
    if process.returncode != 0:
        raise SystemExit(f"{dump.address} cannot be made: exit status {process.returncode}")
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    size = file.stat().st_size
    file.unlink()
    return Run(seconds, most, size, digest)


def _most_memory(process: int) -> float:
    """Return how many mebibytes a process had at most until now; 0 when it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
