"""How the query of a user is evaluated: the one place that knows."""

import logging

from flask import Response, after_this_request

from kg.errors import KgError, QueryStoppedError, StoreError
from kg.keys import digest
from kg.workers import CancelledError, Question, Reply
from kg.workers.running import RunningQuery
from server import current
from server.gateway import on_hang_up

_log = logging.getLogger(__name__)

# So much of a query is in the log; its digest tells it from others.
_LOGGED = 200


def evaluate(question: Question) -> Reply:
    """Return the answer to a query, from the store of the current application as it is now.

    It is counted and logged, and stopped when its client hangs up.

    Raises:
        QueryError: it cannot be parsed or evaluated.
        ForbiddenError: it would use the network.
        UnreadableInputError: the dataset holds something that is not an IRI.
        StoreError: the store is not available.
        QueryStoppedError: a limit was exceeded, or it was cancelled.
    """
    query = RunningQuery(question.sparql)
    on_hang_up(lambda: query.stop(CancelledError("The client hung up.")))
    after_this_request(lambda response: _named(response, query))
    outcome, reply = "failed", None
    try:
        reply = current.pool().evaluate(query, question)
        outcome = "answered"
    except QueryStoppedError as error:
        outcome = error.outcome
        raise
    except StoreError:
        raise
    except KgError:
        outcome = "rejected"
        raise
    finally:
        seconds = query.seconds
        current.metrics().count(outcome, seconds)
        _log_end(query, outcome, seconds, reply)
    return reply


def _log_end(query: RunningQuery, outcome: str, seconds: float, reply: Reply | None) -> None:
    level = logging.INFO if outcome in ("answered", "rejected") else logging.WARNING
    if not _log.isEnabledFor(level):
        return
    fields = {
        "query_id": query.id,
        "outcome": outcome,
        "seconds": round(seconds, 4),
        "bytes": reply.length if reply else None,
        "format": reply.syntax if reply else None,
        "digest": digest(query.sparql),
        "query": query.sparql[:_LOGGED],
    }
    _log.log(level, "query", extra={"fields": fields})


def _named(response: Response, query: RunningQuery) -> Response:
    """Tell the client under which name the log has its query."""
    response.headers["Query-Id"] = query.id
    return response
