"""Measure how long new entries take: ``python -m bench.validation.entries``.

`kg serve` runs as a process of its own and gets articles of 300 words as plain text, then RDF entries of 50
triples in Turtle, no two alike. Somebody posts one after the other to ``/entries``: alone, beside ten others
who send one of the same kind a second each, and beside ten who send as fast as they are answered. An answer
says that the entry is valid and on the disk.
"""

import argparse
import json
import os
import secrets
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from bench.sparql.peers.newskg import KG
from bench.sparql.peers.serving import free_port, started
from bench.sparql.peers.usage import usage
from bench.validation.articles import articles
from bench.validation.posting import Others, posted
from bench.validation.rdf import entries
from kg.store.folder import SNAPSHOTS

WRITERS = 10
COMPANIES = {
    "alone": Others(),
    "beside ten who send one a second each": Others(WRITERS, 1),
    "beside ten who send as fast as they can": Others(WRITERS),
}
_SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: what it is, its media type, and what makes up ever new ones from a seed."""

    name: str
    media_type: str
    made: Callable[[str], Iterator[str]]


KINDS = {
    "article": Kind("an article of 300 words", "text/plain; charset=utf-8", articles),
    "rdf": Kind("an RDF entry of 50 triples", "text/turtle", entries),
}


@dataclass(frozen=True, slots=True)
class Result:
    """How long entries of a kind took, in milliseconds.

    Attributes:
        kind: what was sent.
        company: who else wrote.
        posts: how many were measured.
        median: of them.
        p95: the 95th percentile.
        rate: how many entries of all writers the server stored a second.
        processor: of the server and all its processes, for each entry of all writers.
    """

    kind: str
    company: str
    posts: int
    median: float
    p95: float
    rate: float
    processor: float


def main() -> None:
    """Measure, and print a table in Markdown."""
    options = _options()
    results = []
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        store = Path(name) / "store"
        if options.store:
            copy_store(options.store, store)
        with _served(store) as (port, process, token):
            for key in options.kinds:
                requests = _requests(KINDS[key], token)
                first = posted(port, requests, 1, options.seconds, Others()).milliseconds[0]
                print(f"the first, {KINDS[key].name}: {first:.0f} ms", flush=True)
                posted(port, requests, options.warm_up, options.seconds, Others())
                for company, others in COMPANIES.items():
                    results.append(_measured(key, company, others, port, process, requests, options))
    print(table(results))
    if options.out:
        options.out.write_text(json.dumps([asdict(result) for result in results], indent=2))


def copy_store(original: Path, copy: Path) -> None:
    """Copy a store that is not in use; its large files, which never change, are linked."""
    shutil.copytree(original, copy, copy_function=_linked, ignore=shutil.ignore_patterns(SNAPSHOTS))


def _linked(source: str, target: str) -> None:
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def table(results: list[Result]) -> str:
    """Return a table in Markdown."""
    lines = ["", "| | posts | median, ms | p95, ms | entries a second, of all | processor, ms each |"]
    lines.append("|---|---|---|---|---|---|")
    lines += [
        f"| {KINDS[found.kind].name}, {found.company} | {found.posts} | {found.median:.1f} | {found.p95:.1f} "
        f"| {found.rate:.1f} | {found.processor:.1f} |"
        for found in results
    ]
    return "\n".join(lines)


def _measured(
    key: str,
    company: str,
    others: Others,
    port: int,
    process: int,
    requests: Iterator[bytes],
    options: argparse.Namespace,
) -> Result:
    before = usage(process).seconds
    times = posted(port, requests, options.posts, options.seconds, others)
    stored = len(times.milliseconds) + times.others
    processor = (usage(process).seconds - before) / stored * 1000
    found = times.milliseconds
    p95 = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]
    rate = stored / times.seconds
    return Result(key, company, len(found), statistics.median(found), p95, rate, processor)


@contextmanager
def _served(store: Path) -> Iterator[tuple[int, int, str]]:
    """Serve a store as long as the context lasts; yield the port, the process and a token for writing."""
    port, token, log = free_port(), secrets.token_hex(16), store.parent / "log"
    log.mkdir()
    command = (*KG, "--store", str(store), "serve", "--port", str(port), "--log-level", "warning")
    with started(command, log, port, _SECONDS_TO_START, {"KG_WRITE_TOKEN": token}) as process:
        yield port, process, token


def _requests(kind: Kind, token: str) -> Iterator[bytes]:
    """Yield requests without end, other ones in each run."""
    run = secrets.token_hex(4)
    for number, text in zip(count(), kind.made(run), strict=False):
        body = text.encode()
        head = (
            f"POST /entries?name=bench-{run}-{number} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Authorization: Bearer {token}",
            f"Content-Type: {kind.media_type}",
            f"Content-Length: {len(body)}",
        )
        yield "\r\n".join([*head, "", ""]).encode() + body


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--store", type=Path, help="begin with a copy of it (it is not in use); default: empty"
    )
    parser.add_argument("--folder", type=Path, help="where the copy is made: on the file system of the store")
    parser.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=tuple(KINDS))
    parser.add_argument("--posts", type=int, default=200, help="that are measured of each kind, each way")
    parser.add_argument("--seconds", type=float, default=30, help="after which a measurement ends anyway")
    parser.add_argument("--warm-up", type=int, default=50, help="posts before it that do not count")
    parser.add_argument("--out", type=Path, help="a file for the results as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    main()
