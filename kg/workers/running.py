"""Queries that are waiting or being evaluated now, each of which can be stopped from another thread."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

from kg.errors import QueryStoppedError


class RunningQuery:
    """A query from its arrival to its end.

    Args:
        sparql: its text.
        kind: ``query`` or ``update``.

    Attributes:
        id: unlike that of any other query.
        arrived: when it came, by the clock on the wall.
        state: ``waiting`` for a worker, ``running``, or ``slow``: it makes way for others.
        spent: how many seconds of what it may take have passed before it came to a worker, this time.
        pid: of the process that evaluates it; None as long as it waits.
    """

    def __init__(self, sparql: str, kind: str = "query") -> None:
        self.id = secrets.token_hex(8)
        self.sparql = sparql
        self.kind = kind
        self.arrived = datetime.now(UTC)
        self.state = "waiting"
        self.spent = 0.0
        self.pid: int | None = None
        self._started = monotonic()
        self._stopped: QueryStoppedError | None = None
        self._stop: Callable[[], None] | None = None
        self._is_committed = False
        self._lock = threading.Lock()

    @property
    def seconds(self) -> float:
        """How long it has been here."""
        return monotonic() - self._started

    @property
    def stopped(self) -> QueryStoppedError | None:
        """Why it was stopped; None unless it was."""
        return self._stopped

    def stop(self, why: QueryStoppedError) -> None:
        """Stop it; the first reason is the one that counts. An update past `commit` goes on."""
        with self._lock:
            if self._is_committed:
                return
            self._stopped = self._stopped or why
            if self._stop is not None:
                self._stop()

    def commit(self) -> None:
        """Let nobody stop it any more.

        Raises:
            QueryStoppedError: somebody has.
        """
        with self._lock:
            if self._stopped is not None:
                raise self._stopped
            self._is_committed = True

    def stops_by(self, stop: Callable[[], None] | None) -> None:
        """Say what stops it from now on; a query that was stopped before is at once."""
        with self._lock:
            self._stop = stop
            if stop is not None and self._stopped is not None:
                stop()
