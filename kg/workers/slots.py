"""How many queries are evaluated at once, and which wait."""

import threading

from kg.workers import CancelledError, Limits, OverloadError
from kg.workers.running import RunningQuery


class Slots:
    """Places for queries: few at full priority, some for slow ones, and a queue with an end.

    Threads share it. A query takes a place by `enter` and gives it back by `leave`; in between, one that
    turns out to be slow moves (`make_way`), so that its place is free for quick ones.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._changed = threading.Condition()
        self._quick = self._slow = self._waiting = 0
        self._closed = False

    def enter(self, query: RunningQuery) -> None:
        """Take a place, as soon as there is one.

        Raises:
            OverloadError: too many wait already, or this query has waited too long.
            QueryStoppedError: it was stopped while it waited.
        """
        query.stops_by(self._notify)
        with self._changed:
            if self._closed:
                raise CancelledError("The server is about to stop.")
            if self._waiting or not self._is_free():
                self._wait(query)
            self._quick += 1

    def _wait(self, query: RunningQuery) -> None:
        if self._waiting >= self._limits.waiting:
            raise OverloadError(f"{self._waiting} queries wait already; try again later.")
        self._waiting += 1
        try:
            ready = self._changed.wait_for(
                lambda: self._is_free() or self._closed or query.stopped, self._limits.patience
            )
        finally:
            self._waiting -= 1
        if query.stopped is not None:
            raise query.stopped
        if self._closed:
            raise CancelledError("The server is about to stop.")
        if not ready:
            raise OverloadError(f"No worker was free for {self._limits.patience:g} s; try again later.")

    def make_way(self) -> bool:
        """Give the place to a quick query and take one for slow queries; False when these are taken."""
        with self._changed:
            if self._slow >= self._limits.slow:
                return False
            self._slow += 1
            self._quick -= 1
            self._changed.notify_all()
            return True

    def leave(self, *, slow: bool) -> None:
        """Give the place back."""
        with self._changed:
            if slow:
                self._slow -= 1
            else:
                self._quick -= 1
            self._changed.notify_all()

    def close(self, seconds: float) -> bool:
        """Let nobody in any more, and wait so long for those inside; return whether they have all left."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: not self._quick and not self._slow, seconds)

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return self._waiting

    def _is_free(self) -> bool:
        return self._quick < self._limits.workers

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()
