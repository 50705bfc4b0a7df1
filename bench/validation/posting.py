"""Entries sent to a server of this machine: by somebody whose waiting is measured, and by others."""

import selectors
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter

from bench.sparql.load import Client

_GIVEN_UP = 300.0  # seconds


@dataclass(frozen=True, slots=True)
class Others:
    """Who else writes.

    Attributes:
        writers: how many, each of whom waits for an answer before the next entry.
        rate: how many entries each sends a second, if the server keeps up; 0 for as many as it takes.
    """

    writers: int = 0
    rate: float = 0


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured.

    Attributes:
        milliseconds: that each entry of the first writer took.
        others: how many entries of the others were stored.
        seconds: that all of it took.
    """

    milliseconds: list[float]
    others: int
    seconds: float


def posted(port: int, requests: Iterator[bytes], posts: int, seconds: float, others: Others) -> Times:
    """Send entries one after the other, while others send theirs.

    Args:
        port: of the server.
        requests: whole requests, without end.
        posts: after how many of the first writer it ends.
        seconds: after how many it ends at the latest, with the answer that is awaited then.
        others: who else writes.

    Raises:
        SystemExit: an entry is not stored as a new one.
    """
    with selectors.DefaultSelector() as selector:
        one = Client(port, selector)
        clients = [Client(port, selector) for _ in range(others.writers)]
        started = perf_counter()
        for index, client in enumerate(clients):
            client.due = started + index / len(clients) / others.rate if others.rate else started
        try:
            return _Run(one, clients, requests, selector, others.rate).until(
                posts, started, started + seconds
            )
        finally:
            for client in (one, *clients):
                client.hang_up()


class _Run:
    def __init__(
        self,
        one: Client,
        clients: list[Client],
        requests: Iterator[bytes],
        selector: selectors.BaseSelector,
        rate: float,
    ) -> None:
        self._one, self._idle, self._requests, self._selector = one, [one, *clients], requests, selector
        self._busy: list[Client] = []
        self._interval = 1 / rate if rate else 0.0
        self._milliseconds: list[float] = []
        self._others = 0

    def until(self, posts: int, started: float, end: float) -> Times:
        """Go on until the first writer has sent so many, or until then; then wait for what is under way."""
        while len(self._milliseconds) < posts and (now := perf_counter()) < end:
            self._send(now)
            self._receive(max(0.0, min(client.due for client in self._idle) - now) if self._idle else 1.0)
        seconds = perf_counter() - started
        while self._busy:
            self._receive(1.0)
        return Times(self._milliseconds[:posts], self._others, seconds)

    def _send(self, now: float) -> None:
        for client in [client for client in self._idle if client.due <= now]:
            self._idle.remove(client)
            self._busy.append(client)
            client.send(0, next(self._requests))

    def _receive(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            if key.data.receive():
                self._done(key.data, perf_counter())
        if any(perf_counter() - client.sent > _GIVEN_UP for client in self._busy):
            raise SystemExit(f"An entry was not answered within {_GIVEN_UP:g} seconds.")

    def _done(self, client: Client, now: float) -> None:
        if client.status != HTTPStatus.CREATED:
            raise SystemExit(f"An entry was answered with {client.status}, not stored.")
        self._busy.remove(client)
        self._idle.append(client)
        if client is self._one:
            self._milliseconds.append((now - client.sent) * 1000)
            return
        self._others += 1
        client.due = max(now, client.due + self._interval)
