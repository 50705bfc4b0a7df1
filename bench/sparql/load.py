"""Clients for the bench: ``python -m bench.sparql.load``, which reads a job from standard input.

One process, one thread, requests that are written beforehand: it shares the machine with the server, and
shall leave the machine to it. A job is a JSON object:

    port, path, accept, queries: what is asked of a server of this machine, each accept for one query
    clients: how many connections, each of which waits for an answer before it asks again
    seconds: how long queries are drawn by chance; without it each is asked once, in that order
    rate: with seconds, how many are sent a second by all clients together; without it as many as are answered
    limit: seconds after which a query is given up

Prints a JSON array of ``[number of the query, milliseconds or null, HTTP status]``; null is a query given up.
"""

import json
import random
import selectors
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote

_PIECE = 1 << 18
_SECONDS_TO_LOOK_UP = 0.05  # from waiting, to see what takes too long
_END_OF_CHUNKS = b"\r\n0\r\n\r\n"


class Client:
    """One connection, which is kept, and knows just enough of HTTP/1.1."""

    def __init__(self, port: int, selector: selectors.BaseSelector) -> None:
        self._port, self._selector = port, selector
        self._socket: socket.socket | None = None
        self._request = b""
        self._kept = False
        self.number = -1
        self.sent = 0.0
        self.status = 0
        self.due = 0.0

    def send(self, number: int, request: bytes) -> None:
        """Ask a question."""
        self.number, self._request = number, request
        self.sent = perf_counter()
        self._kept = self._socket is not None
        self._send()

    def _send(self) -> None:
        self._head, self._left, self._chunked, self._tail = b"", -1, False, b"\r\n"
        self.status = 0
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(self._socket, selectors.EVENT_READ, self)
        with suppress(ConnectionError):  # shows when the answer is read
            self._socket.sendall(self._request)

    def receive(self) -> bool:
        """Take what came, and say whether the answer is whole; its status is 0 if it never will be."""
        data = self._read()
        if not data:
            return self._closed()
        if not self.status:
            self._head += data
            head, found, data = self._head.partition(b"\r\n\r\n")
            if not found:
                return False
            self._read_head(head.lower())
        return self._took(data)

    def _read(self) -> bytes:
        with suppress(ConnectionError):
            if self._socket is not None:
                return self._socket.recv(_PIECE)
        return b""

    def _closed(self) -> bool:
        """Ask again where the server had closed a kept connection, as it may between two questions."""
        self.hang_up()
        if self._kept and not self._head:
            self._kept = False
            self._send()
            return False
        if self._left >= 0 or self._chunked:
            self.status = 0
        return True

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        if self._socket is not None:
            self._selector.unregister(self._socket)
            self._socket.close()
            self._socket = None

    def _read_head(self, head: bytes) -> None:
        self.status = int(head[9:12])
        self._chunked = b"transfer-encoding: chunked" in head
        length = head.partition(b"content-length:")[2]
        self._left = int(length.split(maxsplit=1)[0]) if length else -1

    def _took(self, data: bytes) -> bool:
        if self._chunked:
            self._tail = (self._tail + data)[-len(_END_OF_CHUNKS) :]
            return self._tail == _END_OF_CHUNKS
        if self._left >= 0:
            self._left -= len(data)
            return self._left <= 0
        return False


class Load:
    """All clients of a job."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._requests = [_request(job["path"], *asked) for asked in job["queries"]]
        self._selector = selectors.DefaultSelector()
        self._idle = [Client(job["port"], self._selector) for _ in range(job["clients"])]
        self._busy: list[Client] = []
        self._limit: float = job["limit"]
        self._seconds: float | None = job.get("seconds")
        self._pause = job["clients"] / job["rate"] if job.get("rate") else 0
        self._numbers = self._by_chance() if self._seconds else iter(range(len(self._requests)))
        self.results: list[tuple[int, float | None, int]] = []

    def run(self) -> None:
        """Ask until there is nothing left to ask, and all is answered or given up."""
        self._send()
        while self._busy or self._idle:
            if self._busy:
                for key, _ in self._selector.select(min(_SECONDS_TO_LOOK_UP, self._until_due())):
                    if key.data.receive():
                        self._done(key.data, perf_counter())
                self._give_up(perf_counter())
            else:
                sleep(max(0, self._until_due()))
            self._send()

    def _by_chance(self) -> Iterator[int]:
        chance = random.Random(2)
        end = perf_counter() + (self._seconds or 0)
        while perf_counter() < end:
            yield chance.randrange(len(self._requests))

    def _until_due(self) -> float:
        """Return in how many seconds the next idle client has to ask."""
        return max(0.0, min((client.due for client in self._idle), default=float("inf")) - perf_counter())

    def _send(self) -> None:
        for client in [client for client in self._idle if client.due <= perf_counter()]:
            self._idle.remove(client)
            number = next(self._numbers, None)
            if number is None:
                client.hang_up()
                continue
            client.send(number, self._requests[number])
            self._busy.append(client)

    def _done(self, client: Client, now: float) -> None:
        self.results.append((client.number, (now - client.sent) * 1000, client.status))
        self._free(client)

    def _give_up(self, now: float) -> None:
        for client in [client for client in self._busy if now - client.sent > self._limit]:
            client.hang_up()
            self.results.append((client.number, None, 0))
            self._free(client)

    def _free(self, client: Client) -> None:
        client.due = client.sent + self._pause
        self._busy.remove(client)
        self._idle.append(client)


def _request(path: str, query: str, accept: str) -> bytes:
    lines = (f"GET {path}?query={quote(query)} HTTP/1.1", "Host: 127.0.0.1", f"Accept: {accept}")
    return "\r\n".join([*lines, "Connection: keep-alive", "", ""]).encode()


def main() -> None:
    """Carry out a job."""
    load = Load(json.load(sys.stdin))
    try:
        load.run()
    except ConnectionRefusedError as error:
        raise SystemExit("The server has gone.") from error
    json.dump(load.results, sys.stdout)


if __name__ == "__main__":
    main()
