"""A real server elsewhere, on this machine, which remembers what it was asked."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from server.fetching import Address


@dataclass
class Document:
    """What is answered at a path.

    Attributes:
        drip: seconds between the bytes of the body.
        length: what `Content-Length` says, if not the truth.
    """

    body: bytes
    media_type: str = "text/turtle"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0
    length: int | None = None


class OtherServer:
    """A server elsewhere.

    Attributes:
        url: its address, without a slash at the end.
        documents: what it has, by path; all else is not found.
        requests: method and target of what it was asked.
        connections: how many connections were made, whatever came over them.
        queries: what it was asked by forms with ``query=``.
        headers: of the last request.
    """

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.requests: list[str] = []
        self.queries: list[str] = []
        self.headers: dict[str, str] = {}
        self.connections = 0
        self.url = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        self.requests.append(f"{handler.command} {handler.path}")
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        form = handler.rfile.read(int(self.headers.get("content-length", 0))).decode()
        self.queries += parse_qs(form).get("query", [])
        document = self.documents.get(handler.path.partition("?")[0], Document(b"", status=404))
        handler.send_response(document.status)
        length = len(document.body) if document.length is None else document.length
        described = {"Content-Type": document.media_type, "Content-Length": str(length)}
        for name, value in (described | document.headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        for byte in document.body if document.drip else ():
            time.sleep(document.drip)
            handler.wfile.write(bytes((byte,)))
            handler.wfile.flush()
        if not document.drip:
            handler.wfile.write(document.body)


@contextmanager
def other_server() -> Iterator[OtherServer]:
    """Run a server elsewhere for as long as the context is open."""
    other = OtherServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer a request."""
            other.answer(self)

        def do_POST(self) -> None:
            """Answer a request."""
            other.answer(self)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def process_request(self, *arguments: Any) -> None:
            """Count a connection."""
            other.connections += 1
            super().process_request(*arguments)

        def handle_error(self, *arguments: object) -> None:
            """Bear with a client that has gone."""

    server = Server(("127.0.0.1", 0), Handler)
    other.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield other
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def silent_port() -> Iterator[str]:
    """Let something listen that never answers; the value is its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def anywhere(_: Address) -> bool:
    """Allow every address, so that the other server may be on this machine."""
    return True
