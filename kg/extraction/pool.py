"""The extraction workers of one server, and how an article passes through them."""

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from time import monotonic

from kg.errors import ExtractionStoppedError, UnsupportedInputError
from kg.extraction import Extracted, ExtractionLimits
from kg.extraction.messages import question, replied
from kg.extraction.places import Places, stopping
from kg.extractors import BUILT_IN
from kg.store.quarantine import Submission
from kg.workers.messages import Message
from kg.workers.process import Program, WorkerProcess

_log = logging.getLogger(__name__)

# An extractor that is plugged in may need any variable, and what it says belongs into the log of the server.
_PROGRAM = Program("kg.pipeline.worker", inherited=None, is_heard=True)
_SECONDS_TO_END = 1.0
_ATTEMPTS = 2


class _LostError(Exception):
    """A worker process ended before it replied."""


class _DeadlineError(Exception):
    """A worker process was killed, for it took too long."""


class ExtractionPool:
    """Processes that make graphs of articles. Threads share it.

    Args:
        base: what the IRIs of the graphs start with.
        extractor: the name of the extractor that reads articles.
        limits: what articles may use.

    Attributes:
        outcomes: how many articles were read, refused and stopped, by a word for why.
    """

    def __init__(self, base: str, extractor: str, limits: ExtractionLimits) -> None:
        self.limits = limits
        self.outcomes = Counter[str]()
        memory = limits.memory if extractor == BUILT_IN else None
        self._settings: Message = {"base": base, "extractor": extractor, "memory": memory}
        self._places = Places(limits.workers, limits.waiting, limits.patience)
        # Whoever may write finds a place though strangers send as much as they can.
        self._strangers = Places(max(1, limits.workers - 1), limits.strangers, limits.patience)
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._lock = threading.Lock()
        self._closed = False

    def start(self) -> None:
        """Start the workers, which is otherwise done as articles come, and have them load what they need."""
        for _ in range(self.limits.workers):
            self._spare()

    def extract(self, submission: Submission, *, is_strange: bool = False) -> Extracted:
        """Return what becomes of an article.

        Args:
            submission: the article.
            is_strange: whether it is of somebody who may not write.

        Raises:
            ExtractionStoppedError: there is no free worker, or the one that had it ended.
        """
        try:
            with self._strangers.one() if is_strange else nullcontext(), self._places.one():
                extracted, outcome = self._in_time(submission)
        except ExtractionStoppedError as error:
            self._count(error.outcome)
            raise
        self._count(outcome)
        return extracted

    def running(self) -> dict[str, int]:
        """Return how many articles wait and are worked on now."""
        waiting = self._places.waiting + self._strangers.waiting
        return {"waiting": waiting, "running": self._places.taken}

    def close(self, seconds: float) -> None:
        """Let no article in any more, give those inside so long to be done, and end all workers."""
        self._strangers.close(0)
        self._places.close(seconds)
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()
        for worker in idle:
            worker.close()
        self._places.close(_SECONDS_TO_END)

    def _in_time(self, submission: Submission) -> tuple[Extracted, str]:
        """Return what becomes of an article before its deadline, and a word for it."""
        message, deadline = question(submission), monotonic() + self.limits.seconds
        for _ in range(_ATTEMPTS):
            try:
                extracted = self._attempt(message, deadline)
            except _LostError:
                if self._closed:
                    raise stopping() from None
                _log.exception("A worker process ended while it read %s", submission.name or "an article")
            except _DeadlineError:
                return self._too_late(submission), "deadline"
            else:
                return extracted, "refused" if isinstance(extracted.result, Exception) else "read"
        problem = "The process that read the article has ended, and so has another one; try again later."
        raise ExtractionStoppedError(problem, "lost")

    def _attempt(self, message: Message, deadline: float) -> Extracted:
        worker = self._taken()
        try:
            with self._killed_at(deadline, worker):
                worker.ask(message)
                head, body, _ = worker.reply()
        except (EOFError, OSError) as error:
            self._replace(worker)
            raise _LostError from error
        except BaseException:
            self._replace(worker)
            raise
        if head["fit"]:
            self._put_back(worker)
        else:
            self._replace(worker)
        return replied(head, body)

    @contextmanager
    def _killed_at(self, deadline: float, worker: WorkerProcess) -> Iterator[None]:
        """Kill a worker at the deadline, be it that it does not even read what it is sent."""
        timer = threading.Timer(deadline - monotonic(), worker.kill)
        timer.start()
        try:
            yield
        except (EOFError, OSError):
            if monotonic() >= deadline:
                raise _DeadlineError from None
            raise
        finally:
            timer.cancel()

    def _too_late(self, submission: Submission) -> Extracted:
        problem = f"was not read within {self.limits.seconds:g} s"
        error = UnsupportedInputError(submission.name or "the request", problem, "Send it in parts.")
        return Extracted(None, error)

    def _taken(self) -> WorkerProcess:
        """Return a worker that is idle and alive, or else a new one."""
        with self._lock:
            while self._idle and not self._idle[-1].is_alive():
                self._idle.pop().close()
            worker = self._idle.pop() if self._idle else self._new(is_warmed_up=False)
            self._busy.add(worker)
            return worker

    def _new(self, *, is_warmed_up: bool) -> WorkerProcess:
        """Start a worker; one that is not needed at once loads everything first.

        Raises:
            ExtractionStoppedError: the system allows no more processes.
        """
        try:
            worker = WorkerProcess(self._settings | {"warm_up": is_warmed_up}, _PROGRAM)
        except OSError as error:
            problem = "No worker process can be started now; try again later."
            raise ExtractionStoppedError(problem, "lost") from error
        worker.make_way()  # for queries
        return worker

    def _put_back(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._busy.discard(worker)
            if not self._closed:
                self._idle.append(worker)
                return
        worker.close()

    def _replace(self, worker: WorkerProcess) -> None:
        """End a worker, and start another for an article to come."""
        with self._lock:
            self._busy.discard(worker)
        worker.close()
        self._spare()

    def _spare(self) -> None:
        """Start a worker unless there are enough; those that have been here longer are asked before it."""
        with self._lock, suppress(ExtractionStoppedError):
            if not self._closed and len(self._idle) + len(self._busy) < self.limits.workers:
                self._idle.insert(0, self._new(is_warmed_up=True))

    def _count(self, outcome: str) -> None:
        with self._lock:
            self.outcomes[outcome] += 1
