"""Clients for the bench: ``python -m bench.sparql.load PORT STATEMENTS CLIENTS SECONDS RATE``.

Each client keeps one connection and looks up one statement after the other; with a rate, all together send so
many a second. Prints the latencies in milliseconds as a JSON array.
"""

import json
import random
import socket
import sys
import threading
from time import perf_counter, sleep
from urllib.parse import quote

from bench.sparql.statements import look_up


class Client:
    """One connection, which knows just enough of HTTP to cost little."""

    def __init__(self, port: int, seed: int, statements: int) -> None:
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._chance = random.Random(seed)
        self._statements = statements
        self.latencies: list[float] = []

    def run(self, seconds: float, pause: float) -> None:
        """Ask for so long; one question in each pause, or one after the other."""
        start = perf_counter()
        while (now := perf_counter()) < start + seconds:
            self._ask(look_up(self._chance.randrange(self._statements)))
            self.latencies.append((perf_counter() - now) * 1000)
            if pause:
                sleep(max(0, now + pause - perf_counter()))

    def _ask(self, query: str) -> None:
        head = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n"
        self._connection.sendall(f"{head}Accept: application/sparql-results+json\r\n\r\n".encode())
        data = self._connection.recv(65536)
        while b"\r\n\r\n" not in data:
            data += self._connection.recv(65536)
        headers, _, body = data.partition(b"\r\n\r\n")
        length = int(headers.lower().partition(b"content-length:")[2].split()[0])
        while len(body) < length:
            body += self._connection.recv(65536)
        if not headers.startswith(b"HTTP/1.1 200") or b'"value"' not in body:
            raise SystemExit(f"wrong answer: {headers!r} {body!r}")


def main() -> None:
    """Load a server, and print how long it took to answer."""
    port, statements, clients = (int(argument) for argument in sys.argv[1:4])
    seconds, rate = (float(argument) for argument in sys.argv[4:6])
    asking = [Client(port, seed, statements) for seed in range(clients)]
    pause = clients / rate if rate else 0
    threads = [threading.Thread(target=client.run, args=(seconds, pause)) for client in asking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps([latency for client in asking for latency in client.latencies]))


if __name__ == "__main__":
    main()
