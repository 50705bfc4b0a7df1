"""The worker processes of one server, and how a query passes through them."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import NoReturn

from kg.store.embedded import EmbeddedStore
from kg.store.snapshots import Snapshots
from kg.terms import named_node
from kg.vocabulary import PREFIXES
from kg.workers import (
    CancelledError,
    DeadlineError,
    Limits,
    Question,
    Reply,
    WorkerLostError,
)
from kg.workers.failures import fail, memory_exceeded, most_changes
from kg.workers.messages import Message
from kg.workers.process import WorkerProcess
from kg.workers.running import RunningQuery
from kg.workers.slots import Slots
from kg.workers.updates import UpdateTrials

_log = logging.getLogger(__name__)

_SECONDS_TO_END = 1.0
# What Rust and C++ say before they end because the kernel gives them no more memory.
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc")


class Pool:
    """Worker processes that answer questions about one store. Threads share it.

    Args:
        store: open for writing, here and nowhere else. Each query sees one of its versions, the one of its
            arrival or a later one.
        limits: what queries may use.

    Raises:
        StoreError: there is no place for snapshots.
    """

    def __init__(self, store: EmbeddedStore, limits: Limits) -> None:
        self.limits = limits
        self._store = store
        self._snapshots = Snapshots(store)
        self._slots = Slots(limits)
        self._running: dict[str, RunningQuery] = {}
        self._idle: list[WorkerProcess] = []
        self._lock = threading.Lock()
        self._closed = False

    def start(self) -> None:
        """Start the workers, which is otherwise done as queries come."""
        for _ in range(self.limits.workers):
            self._spare()

    def evaluate(self, query: RunningQuery, question: Question) -> Reply:
        """Return the answer; `query` says meanwhile what becomes of it, and can be stopped.

        Raises:
            QueryError: it cannot be parsed or evaluated.
            ForbiddenError: it would use the network.
            UnreadableInputError: the dataset holds something that is not an IRI.
            StoreError: the store cannot be read.
            QueryStoppedError: a limit was exceeded, it was stopped, or its worker ended.
        """
        message = self._message(question)
        with self._listed(query):
            return self._in_turn(query, message)

    @contextmanager
    def updating(self, update: RunningQuery) -> Iterator[UpdateTrials]:
        """Give what tries an update within the limits, which is listed and can be stopped meanwhile.

        What `UpdateTrials.carry_out` raises is QueryStoppedError, and what the engine raises.
        """
        ask = partial(self._in_turn, update)
        with self._listed(update):
            yield UpdateTrials(update, ask, self._store.path, most_changes(self.limits))

    def running(self) -> list[RunningQuery]:
        """Return the queries that are evaluated or wait now, oldest first."""
        return list(self._running.values())

    def cancel(self, id: str) -> bool:  # noqa: A002 - what it is called everywhere
        """Stop a query; return whether there was one of that id that could be stopped."""
        query = self._running.get(id)
        if query is None:
            return False
        query.stop(CancelledError(f"The {query.kind} was cancelled."))
        return query.stopped is not None

    def close(self, seconds: float) -> None:
        """Let no query in any more, give those inside so long to finish, and end all workers."""
        if not self._slots.close(seconds):
            for query in self.running():
                query.stop(CancelledError("The server stops."))
            self._slots.close(_SECONDS_TO_END)
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            self._discard(worker)
        self._snapshots.close()

    def _message(self, question: Question) -> Message:
        dataset, keeps_union = question.dataset, self._store.keeps_union
        iris = () if dataset is None else (*dataset.default, *dataset.named)
        for iri in iris:
            named_node(iri, "The dataset of the query")
        hides_union = keeps_union and not question.union
        return {
            "sparql": question.sparql,
            "solutions": question.solutions,
            "graph": question.graph,
            "rows": question.rows,
            "base": question.base,
            "default": dataset.default if dataset else () if hides_union else None,
            "named": dataset.named if dataset else None,
            "documents": question.documents,
            "union": question.union and not keeps_union and dataset is None,
        }

    @contextmanager
    def _listed(self, query: RunningQuery) -> Iterator[None]:
        self._running[query.id] = query
        try:
            yield
        finally:
            del self._running[query.id]

    def _in_turn(self, query: RunningQuery, message: Message) -> Reply:
        """Have a worker answer a message as soon as there is a place."""
        self._slots.enter(query)
        try:
            return self._evaluate(query, message)
        finally:
            self._slots.leave(slow=query.state == "slow")

    def _evaluate(self, query: RunningQuery, message: Message) -> Reply:
        snapshot = self._snapshots.acquire()
        try:
            worker = self._asked(message | {"snapshot": str(snapshot.path)})
        except BaseException:
            self._snapshots.release(snapshot)
            raise
        previous, worker.snapshot = worker.snapshot, snapshot
        query.pid, query.state = worker.pid, "running"
        query.stops_by(worker.kill)
        try:
            self._wait(worker, query)
            head, body, file = worker.reply()
        except (EOFError, OSError):
            self._ended(worker, query)
        finally:
            query.stops_by(None)
            if previous is not None:
                self._snapshots.release(previous)
        is_fit = head.get("fit", head.get("error") not in ("OSError", "MemoryError"))
        if is_fit and query.state == "running" and query.stopped is None:
            self._put_back(worker)
        else:
            self._replace(worker)
        if "error" in head:
            fail(head, message, self.limits, self._store.path)
        return Reply(
            is_graph=head["graph"],
            syntax=head["syntax"],
            version=snapshot.version,
            length=head["length"],
            body=body,
            file=file,
        )

    def _asked(self, message: Message) -> WorkerProcess:
        """Return a worker that has the question; one that ended while it was idle is passed over."""
        while True:
            with self._lock:
                idle = self._idle.pop() if self._idle else None
            worker = idle or self._new()
            try:
                worker.ask(message)
            except OSError:
                self._discard(worker)
                if idle is None:
                    raise WorkerLostError("The worker process ended at once; try again later.") from None
            else:
                return worker

    def _wait(self, worker: WorkerProcess, query: RunningQuery) -> None:
        """Wait for the reply; a slow query makes way for others, and one that is too slow is stopped."""
        limits, began = self.limits, monotonic()
        left = limits.seconds - query.spent
        while not worker.replies(min(limits.slow_after, left)):
            left -= limits.slow_after
            if left <= 0:
                query.stop(DeadlineError(f"The {query.kind} was stopped after {limits.seconds:g} s."))
                return
            if query.state == "running" and self._slots.make_way():
                query.state = "slow"
                self._spare()
            if query.state == "slow":
                worker.make_way()
        query.spent += monotonic() - began

    def _ended(self, worker: WorkerProcess, query: RunningQuery) -> NoReturn:
        """Say why a worker ended before it replied."""
        last_words = self._replace(worker)
        if query.stopped is not None:
            raise query.stopped
        if any(words in last_words for words in _OUT_OF_MEMORY):
            raise memory_exceeded(self.limits, query.kind)
        _log.error("A worker process ended: %s", last_words or "killed")
        raise WorkerLostError(f"The process that evaluated the {query.kind} has ended; try again.")

    def _new(self) -> WorkerProcess:
        """Start a worker.

        Raises:
            WorkerLostError: the system allows no more processes.
        """
        settings = {
            "prefixes": PREFIXES,
            "folder": str(Path(self._snapshots.folder).absolute()),
            "memory": self.limits.memory,
            "answer": self.limits.answer,
        }
        try:
            return WorkerProcess(settings)
        except OSError as error:
            raise WorkerLostError("No worker process can be started now; try again later.") from error

    def _put_back(self, worker: WorkerProcess) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < self.limits.workers:
                self._idle.append(worker)
                return
        self._discard(worker)

    def _replace(self, worker: WorkerProcess) -> str:
        """End a worker and start another; return what it said last."""
        last_words = self._discard(worker)
        self._spare()
        return last_words

    def _spare(self) -> None:
        """Start a worker for the next query, which would otherwise wait for that."""
        with suppress(WorkerLostError):
            if not self._closed and len(self._idle) < self.limits.workers:
                self._put_back(self._new())

    def _discard(self, worker: WorkerProcess) -> str:
        last_words = worker.close()
        if worker.snapshot is not None:
            self._snapshots.release(worker.snapshot)
        return last_words
