"""How many articles are worked on at once, and how many wait."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import ExtractionStoppedError


class Places:
    """Places for articles, and a queue with an end. Threads share it.

    Args:
        number: how many there are.
        waiting: how many articles may wait for one.
        patience: how many seconds they wait at most.
    """

    def __init__(self, number: int, waiting: int, patience: float) -> None:
        self._number = number
        self._most_waiting = waiting
        self._patience = patience
        self._changed = threading.Condition()
        self._closed = False
        self.taken = self.waiting = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Take a place as long as the context lasts.

        Raises:
            ExtractionStoppedError: too many wait already, this one has waited too long, or the server stops.
        """
        with self._changed:
            if self.waiting or self.taken >= self._number:
                self._wait()
            if self._closed:
                raise stopping()
            self.taken += 1
        try:
            yield
        finally:
            with self._changed:
                self.taken -= 1
                self._changed.notify_all()

    def close(self, seconds: float) -> None:
        """Let nobody in any more, and wait so long at most for those inside to leave."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self.taken, seconds)

    def _wait(self) -> None:
        if self.waiting >= self._most_waiting:
            raise ExtractionStoppedError("Too many articles wait already; try again later.", "overload")
        self.waiting += 1
        try:
            ready = self._changed.wait_for(lambda: self.taken < self._number or self._closed, self._patience)
        finally:
            self.waiting -= 1
        if not ready:
            problem = f"No worker was free for {self._patience:g} s; try again later."
            raise ExtractionStoppedError(problem, "overload")


def stopping() -> ExtractionStoppedError:
    """Return the error that the server stops."""
    return ExtractionStoppedError("The server stops.", "cancelled")
