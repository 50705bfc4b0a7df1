"""Ask for a large answer and see that nothing grows by it: ``python -m bench.sparql.large``.

A SELECT of so many rows, in each format: how long it takes until the first byte and the last, how many bytes
it has, how many rows arrived, and how much memory the server's processes had at most meanwhile.
"""

import argparse
import tempfile
import threading
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

from bench.sparql.news import dataset
from bench.sparql.peers.newskg import KG, Newskg
from bench.sparql.peers.serving import free_port, started
from bench.sparql.peers.usage import usage

FORMATS = {"text/csv": b"\n", "text/tab-separated-values": b"\n", "application/sparql-results+json": b"{"}
TIME_LIMIT = 300  # seconds
_CHUNK = 1024 * 1024
_MEBIBYTE = 1024 * 1024


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--folder", type=Path, help="where the store is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        store, port = Path(name) / "store", free_port()
        Newskg().prepare(dataset(Path(name), 10_000), store)
        limits = ("--port", str(port), "--query-timeout", str(TIME_LIMIT), "--log-level", "warning")
        log = Path(name) / "log"
        log.mkdir()
        with started((*KG, "--store", str(store), "serve", *limits), log, port, 60) as server:
            print(f"{options.rows:,} rows   first byte, s   last byte, s       bytes   more memory, MiB")
            for media_type in FORMATS:
                print(_measured(port, server, media_type, options.rows))


def _measured(port: int, server: int, media_type: str, rows: int) -> str:
    query = f"SELECT ?s ?p ?o ?t WHERE {{ ?s ?p ?o . ?t a ?class }} LIMIT {rows}"
    before = usage(server).bytes
    peak = Peak(server)
    start = perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=TIME_LIMIT)
    connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": media_type})
    response = connection.getresponse()
    first = perf_counter() - start
    length = marks = 0
    while chunk := response.read(_CHUNK):
        length += len(chunk)
        marks += chunk.count(FORMATS[media_type])
    last = perf_counter() - start
    connection.close()
    if response.status != 200 or length != int(response.headers["Content-Length"]) or marks < rows:
        raise SystemExit(f"the answer is not whole: {response.status}, {length} bytes, {marks} rows")
    more = (peak.stop() - before) / _MEBIBYTE
    return f"{media_type:32} {first:8.1f} {last:15.1f} {length:14,} {more:10.0f}"


class Peak:
    """The most memory that a server's processes have while they are watched."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._most = 0
        self._done = threading.Event()
        self._watching = threading.Thread(target=self._watch)
        self._watching.start()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            self._most = max(self._most, usage(self._server).bytes)

    def stop(self) -> int:
        """Return the number of bytes, and watch no more."""
        self._done.set()
        self._watching.join()
        return self._most


if __name__ == "__main__":
    main()
