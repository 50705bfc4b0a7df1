"""Evaluation of queries in processes that can be killed, each on an immutable copy of the store.

The engine cannot be told to stop. So a query runs in a worker process: past its deadline, past its memory, or
when nobody waits for it any more, that process is killed and another takes its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from kg.errors import QueryStoppedError
from kg.store import QueryDataset

MEBIBYTE = 1024 * 1024

FIRST_ROWS = "first-rows"
"""A syntax for pages: the first rows or triples as SPARQL JSON results; ``total`` is how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What queries may use.

    Attributes:
        workers: how many queries are evaluated at full priority at once.
        seconds: how long one query may be evaluated.
        memory: how many bytes one query may allocate.
        answer: how many bytes an answer may have.
        slow_after: after how many seconds a query makes room for others: it goes on with what CPU they leave.
        slow: how many such queries there may be at once.
        waiting: how many queries may wait for a worker.
        patience: how many seconds they wait at most.
    """

    workers: int = 2
    seconds: float = 30
    memory: int = 1024 * MEBIBYTE
    answer: int = 4096 * MEBIBYTE
    slow_after: float = 0.5
    slow: int = 4
    waiting: int = 32
    patience: float = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, and in which syntax its answer is wanted.

    Attributes:
        sparql: the text.
        solutions: the name of the results format for SELECT and ASK, or `FIRST_ROWS`; None where no such
            answer is wanted.
        graph: the name of the RDF syntax for CONSTRUCT and DESCRIBE, or `FIRST_ROWS`; None likewise.
        rows: how many rows `FIRST_ROWS` has at most.
        union, dataset, base: see `kg.store.Store.query`.
        documents: graphs of the dataset that are not those of the store: N-Triples by their IRIs.
    """

    sparql: str
    solutions: str | None = None
    graph: str | None = None
    rows: int = 500
    union: bool = True
    dataset: QueryDataset | None = None
    base: str | None = None
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer: either `body`, or, when it is large, `file`, an unnamed file at its beginning.

    Attributes:
        is_graph: whether it is the answer to CONSTRUCT or DESCRIBE.
        syntax: the name of the format that it is in; None when it is in none of those that were wanted, and
            `body` is empty.
        version: of the store whose contents it was computed from.
        length: the number of bytes.
    """

    is_graph: bool
    syntax: str | None
    version: str
    length: int
    body: bytes = b""
    file: BinaryIO | None = None

    def content(self) -> bytes:
        """Return all of it, to be called for an answer that is known to be small."""
        if self.file is None:
            return self.body
        with self.file as file:
            return file.read()


class DeadlineError(QueryStoppedError):
    """The query was evaluated for as long as a query may be."""

    outcome = "deadline"


class MemoryLimitError(QueryStoppedError):
    """The query needs more memory than a query may have."""

    outcome = "memory"


class AnswerLimitError(QueryStoppedError):
    """The answer is larger than an answer may be."""

    outcome = "size"


class CancelledError(QueryStoppedError):
    """Somebody cancelled the query, or its client hung up, or the server stops."""

    outcome = "cancelled"


class WorkerLostError(QueryStoppedError):
    """The worker process ended on its own: it crashed, or another program killed it."""

    outcome = "lost"


class OverloadError(QueryStoppedError):
    """All workers are busy, and too many queries wait already or this one has waited too long."""

    outcome = "overload"
