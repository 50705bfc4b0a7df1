"""What a worker met with, as the store in this process would say it."""

import errno
from pathlib import Path
from typing import NoReturn

from kg.errors import ForbiddenError, QueryError
from kg.store.faults import query_faults, store_faults
from kg.store.guard import guarded_query
from kg.workers import MEBIBYTE, AnswerLimitError, Limits, MemoryLimitError
from kg.workers.messages import Message

_BUILT_IN = {error.__name__: error for error in (OSError, SyntaxError, ValueError, RuntimeError)}


def fail(head: Message, question: Message, limits: Limits, store: Path) -> NoReturn:
    """Raise the error that a worker replied with.

    Args:
        head: its reply.
        question: what it was asked.
        limits: what it was allowed.
        store: the folder of the store, for messages.

    Raises:
        QueryError, ForbiddenError, StoreError, QueryStoppedError: what the store raises for a query; for an
            update, what the engine raises.
    """
    name, message = head["error"], head["message"]
    kind = "update" if "trial" in question else "query"
    if name == "QueryError":
        raise QueryError(message)
    if name == "ForbiddenError":
        raise ForbiddenError(message)
    if name == "MemoryError":
        raise memory_exceeded(limits, kind)
    if name == "OverflowError":
        most = f"{most_changes(limits):,}"
        raise AnswerLimitError(f"The update was stopped: it changes more than {most} triples; divide it.")
    if head["errno"] == errno.EFBIG:
        limit = limits.answer // MEBIBYTE
        raise AnswerLimitError(f"The {kind} was stopped: it would write more than {limit} MiB.")
    if kind == "update":
        raise _BUILT_IN[name](message)
    with store_faults(store), query_faults(guarded_query(question["sparql"])):
        raise _BUILT_IN[name](message)
    raise AssertionError


def memory_exceeded(limits: Limits, kind: str) -> MemoryLimitError:
    """Return the error that a query or an update has reached the limit of memory."""
    limit = limits.memory // MEBIBYTE
    return MemoryLimitError(f"The {kind} was stopped: it needs more than {limit} MiB of memory.")


def most_changes(limits: Limits) -> int:
    """Return how many triples an update may change: carrying that out takes up to 4 KiB for each."""
    return limits.memory // 4096
