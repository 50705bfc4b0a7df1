"""The clients that put servers under load."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from urllib.parse import parse_qs, urlsplit

from bench.sparql.load import Load

JSON = "application/sparql-results+json"


class Server(BaseHTTPRequestHandler):
    """Answers in the ways that servers do: with a length, in chunks, or until the connection ends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        [query] = parse_qs(urlsplit(self.path).query)["query"]
        if query == "slow":
            sleep(1)
        self.send_response(400 if query == "wrong" else 200)
        if query == "chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\nhello\r\n")
            self.wfile.flush()
            sleep(0.05)
            self.wfile.write(b"0\r\n\r\n")
        elif query == "end":
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b"hello")
        else:
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"hello")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def server() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield running.server_port
        finally:
            running.shutdown()
            thread.join()


def statuses(*queries: str, limit: float = 10, **job: float) -> list[tuple[int, bool, int]]:
    with server() as port:
        asked = [(query, JSON) for query in queries]
        load = Load({"port": port, "path": "/", "queries": asked, "clients": 2, "limit": limit, **job})
        load.run()
    return sorted((number, bool(milliseconds), status) for number, milliseconds, status in load.results)


def test_each_query_is_asked_once_however_servers_end_their_answers() -> None:
    queries = ["length", "chunks", "end"] * 3

    assert statuses(*queries) == [(number, True, 200) for number in range(9)]


def test_a_refusal_is_seen() -> None:
    assert statuses("wrong", "length") == [(0, True, 400), (1, True, 200)]


def test_a_query_past_the_limit_is_given_up_and_the_others_are_not() -> None:
    assert statuses("slow", "length", "length", limit=0.3) == [(0, False, 0), (1, True, 200), (2, True, 200)]


def test_a_rate_is_kept() -> None:
    asked = statuses("length", seconds=1, rate=40)

    assert 20 <= len(asked) <= 42
