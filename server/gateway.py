"""Flask behind granian: WSGI on threads, over granian's own interface (RSGI).

Granian's WSGI neither says that a client has hung up nor can break off an answer. So requests come by RSGI:
a handler can ask to be told when its client hangs up (`on_hang_up`), and what is long goes to granian as a
file, with its length, so that clients see when it was cut off.
"""

import asyncio
import io
import logging
import os
import signal
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from flask import Flask, request
from granian.rsgi import Scope

from server import current
from server.cache import Answer, Headers, Key

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol

# A body up to this size is sent from memory; a longer one by way of a file.
LARGEST_IN_MEMORY = 1024 * 1024
# So much of what nobody wants to read is read and forgotten: a client that is cut off misses the answer.
MOST_FORGOTTEN = 128 * 1024 * 1024

_log = logging.getLogger(__name__)

_LARGEST_QUESTION = 16 * 1024  # a body that is the key of an answer
_EXCHANGE = "newskg.exchange"
_SECONDS_UNWATCHED = 0.2
_SECONDS_TO_OPEN = 10
_NAMES = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


def on_hang_up(callback: Callable[[], None]) -> None:
    """Have a callback called when the client of the current request hangs up before it is answered."""
    exchange = request.environ.get(_EXCHANGE)
    if exchange is not None:
        exchange.on_hang_up = callback


def same_while(version: str) -> None:
    """Say that the response to the current request is the same as long as the store has that version."""
    exchange = request.environ.get(_EXCHANGE)
    if exchange is not None:
        exchange.version = version


class Exchange:
    """One request and its response.

    Args:
        scope: the request.
        protocol: how it is responded to.
        body: of the request.
        keep: takes the response, when it can be given again, and the version of the store that it is of.
    """

    def __init__(
        self,
        scope: Scope,
        protocol: "RSGIHTTPProtocol",
        body: IO[bytes],
        keep: Callable[[str, Answer], None] | None,
    ) -> None:
        self.scope = scope
        self.protocol = protocol
        self.body = body
        self.version: str | None = None
        self._keep = keep
        self.loop = asyncio.get_running_loop()
        self.done: asyncio.Future[None] = self.loop.create_future()
        self.began = self.loop.time()
        self.on_hang_up: Callable[[], None] | None = None
        self.watch: asyncio.Task[None] | None = None

    def environ(self) -> dict[str, Any]:
        """Return the request as WSGI (PEP 3333) has it."""
        scope = self.scope
        host, _, port = scope.server.rpartition(":")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": scope.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": scope.path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string,
            "SERVER_NAME": host,
            "SERVER_PORT": port,
            "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
            "REMOTE_ADDR": scope.client.rpartition(":")[0],
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scope.scheme,
            "wsgi.input": self.body,
            "wsgi.input_terminated": True,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            _EXCHANGE: self,
        }
        if scope.headers.get("content-length") is None:
            environ["CONTENT_LENGTH"] = str(self.body.seek(0, os.SEEK_END))
            self.body.seek(0)
        if scope.authority:
            environ["HTTP_HOST"] = scope.authority
        for name, value in scope.headers.items():
            key = _NAMES.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
            known = environ.get(key) if name != "host" else None
            environ[key] = value if known is None else f"{known},{value}"
        return environ

    def answer(self, app: Flask) -> None:
        """Have the application answer the request, and send what it answers."""
        started: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, _error: object = None) -> Callable[[bytes], object]:
            started[:] = [(int(status.partition(" ")[0]), headers)]
            return _refuse_to_write

        content = app(self.environ(), start_response)
        try:
            self._respond(*started[0], content)
        finally:
            if hasattr(content, "close"):
                content.close()

    def _respond(self, status: int, headers: Headers, content: Iterable[bytes]) -> None:
        """Send the response; when it is long, as a file that granian sends on its own.

        The file stays open until granian has opened it, too.
        """
        file = getattr(content, "file", None)
        body = b""
        if file is None:
            body, file = _collected(content)
        if file is None:
            if self.version is not None and self._keep is not None:
                self._keep(self.version, Answer(status, headers, body))
            self.protocol.response_bytes(status, headers, body)
            return
        descriptor = os.dup(file.fileno())
        self.loop.call_soon_threadsafe(self.loop.call_later, _SECONDS_TO_OPEN, os.close, descriptor)
        file.close()
        sized = [(name, value) for name, value in headers if name.lower() != "content-length"]
        length = str(os.fstat(descriptor).st_size)
        path = f"/proc/self/fd/{descriptor}"
        self.protocol.response_file(status, [*sized, ("Content-Length", length)], path)


class Gateway:
    """An RSGI application that runs a Flask application on threads.

    Args:
        app: the application.
        threads: how many requests it works on at once at most.
        on_stop: called, on a thread of its own, when the process is asked to end; requests go on meanwhile.
    """

    def __init__(self, app: Flask, threads: int, on_stop: Callable[[], None]) -> None:
        self._app = app
        with app.app_context():
            self._cache = current.cache()
        self._on_stop = on_stop
        self._largest: int = app.config["MAX_CONTENT_LENGTH"]
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._open: defaultdict[str, set[Exchange]] = defaultdict(set)
        self._watching: asyncio.Task[None] | None = None

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Hear of the signals that end the process, which granian heeds by its event loop."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def _stop(self, *_: object) -> None:
        threading.Thread(target=self._on_stop).start()

    async def __rsgi__(self, scope: Scope, protocol: "RSGIHTTPProtocol") -> None:
        """Answer one request."""
        body = await self._body(scope, protocol)
        key = self._key(scope, body)
        known = self._cache.find(key) if key else None
        if known is not None:
            protocol.response_bytes(known.status, known.headers, known.body)
            return
        keep = partial(self._cache.keep, key) if key else None
        exchange = Exchange(scope, protocol, body, keep)
        if self._watching is None:
            self._watching = asyncio.ensure_future(self._watch_all())
        self._open[scope.client].add(exchange)
        self._threads.submit(self._work, exchange)
        await exchange.done
        exchange.body.close()
        self._open[scope.client].discard(exchange)
        if not self._open[scope.client]:
            del self._open[scope.client]
        if exchange.watch is not None:
            exchange.watch.cancel()

    def _key(self, scope: Scope, body: IO[bytes]) -> Key | None:
        """Return what the answer may be kept under."""
        data = body.read(_LARGEST_QUESTION + 1)
        body.seek(0)
        return self._cache.key(scope, data) if len(data) <= _LARGEST_QUESTION else None

    async def _body(self, scope: Scope, protocol: "RSGIHTTPProtocol") -> IO[bytes]:
        """Return the body, or as much of it as shows that it is too large."""
        length = scope.headers.get("content-length")
        if length is None and scope.headers.get("transfer-encoding") is None:
            return io.BytesIO()
        body = tempfile.SpooledTemporaryFile(LARGEST_IN_MEMORY)  # noqa: SIM115 - closed with the exchange
        if scope.headers.get("expect") is not None and int(length or 0) > self._largest:
            return body  # the client asked whether to send it, and has not begun
        received = 0
        async for chunk in protocol:
            if received <= self._largest:
                body.write(chunk)
            received += len(chunk)
            if received > self._largest + MOST_FORGOTTEN:
                break
        body.seek(0)
        return body

    def _work(self, exchange: Exchange) -> None:
        """Run the application, on a thread."""
        try:
            exchange.answer(self._app)
        except BaseException:
            _log.exception("%s %s could not be answered", exchange.scope.method, exchange.scope.path)
            exchange.protocol.response_bytes(500, [], b"")
        finally:
            with suppress(RuntimeError):  # the loop is closed: the server has stopped
                exchange.loop.call_soon_threadsafe(_finish, exchange.done)

    async def _watch_all(self) -> None:
        """Watch the connections of requests that take longer, which is too dear for each."""
        while True:
            await asyncio.sleep(_SECONDS_UNWATCHED)
            overdue = asyncio.get_running_loop().time() - _SECONDS_UNWATCHED
            for exchange in [exchange for group in self._open.values() for exchange in group]:
                if exchange.began < overdue and exchange.watch is None and exchange.on_hang_up is not None:
                    exchange.watch = asyncio.ensure_future(self._watch(exchange))

    async def _watch(self, exchange: Exchange) -> None:
        """Tell all requests of a connection that it was closed; granian says it to one of them."""
        await exchange.protocol.client_disconnect()
        for other in list(self._open.get(exchange.scope.client, ())):
            if other.on_hang_up is not None:
                await asyncio.to_thread(other.on_hang_up)


def _refuse_to_write(_data: bytes) -> object:
    """Be what PEP 3333 keeps for old applications; Flask is none."""
    raise NotImplementedError


def _finish(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)


def _collected(content: Iterable[bytes]) -> tuple[bytes, IO[bytes] | None]:
    """Return a body, or, when it is long, a file with it."""
    parts: list[bytes] = []
    length = 0
    chunks = iter(content)
    for chunk in chunks:
        parts.append(chunk)
        length += len(chunk)
        if length > LARGEST_IN_MEMORY:
            file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
            file.writelines(parts)
            file.writelines(chunks)
            file.flush()
            return b"", file
    return b"".join(parts), None
