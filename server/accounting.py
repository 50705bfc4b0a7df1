"""What is done about each query and update of a user, from its arrival to its end."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Response, after_this_request
from werkzeug.exceptions import HTTPException

from kg.errors import KgError, QueryStoppedError, RemoteError, StoreError
from kg.keys import digest
from kg.workers import CancelledError
from kg.workers.running import RunningQuery
from server import current
from server.gateway import on_hang_up

_log = logging.getLogger(__name__)

# So much of a query is in the log; its digest tells it from others.
_LOGGED = 200


@contextmanager
def accounted(query: RunningQuery, success: str) -> Iterator[dict[str, Any]]:
    """Name a query or an update to its client, stop it when that hangs up, count and log how it ends.

    Args:
        query: what is evaluated in the context.
        success: its outcome when nothing is raised.

    Returns:
        what else shall be in the log, to be filled.
    """
    on_hang_up(lambda: query.stop(CancelledError("The client hung up.")))
    after_this_request(lambda response: _named(response, query))
    outcome, details = "failed", dict[str, Any]()
    try:
        yield details
        outcome = success
    except QueryStoppedError as error:
        outcome = error.outcome
        raise
    except (StoreError, RemoteError):
        raise
    except (KgError, HTTPException):
        outcome = "rejected"
        raise
    finally:
        seconds = query.seconds
        current.metrics().count(outcome, seconds)
        _log_end(query, outcome, seconds, details)


def _log_end(query: RunningQuery, outcome: str, seconds: float, details: dict[str, Any]) -> None:
    level = logging.INFO if outcome in ("answered", "updated", "rejected") else logging.WARNING
    if not _log.isEnabledFor(level):
        return
    fields = {
        "query_id": query.id,
        "outcome": outcome,
        "seconds": round(seconds, 4),
        **details,
        "digest": digest(query.sparql),
        query.kind: query.sparql[:_LOGGED],
    }
    _log.log(level, query.kind, extra={"fields": fields})


def _named(response: Response, query: RunningQuery) -> Response:
    """Tell the client under which name the log has its query."""
    response.headers["Query-Id"] = query.id
    return response
