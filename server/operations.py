"""What whoever runs the server looks at: metrics, and the queries that run now, which can be cancelled."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from werkzeug.exceptions import NotFound

from kg.workers.running import RunningQuery
from server import current
from server.authorization import require_token
from server.representation import json_text

blueprint = Blueprint("operations", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return counts of queries and the size of the store, for Prometheus."""
    return _uncached(Response(current.metrics().text(), content_type=CONTENT_TYPE_PLAIN_0_0_4))


@blueprint.get("/queries")
def queries() -> Response:
    """List the queries that wait or are evaluated now, oldest first; with the token."""
    require_token()
    listed = {"queries": [_entry(query) for query in current.pool().running()]}
    return _uncached(Response(json_text(listed), content_type="application/json"))


@blueprint.delete("/queries/<id>")
def cancel(id: str) -> Response:  # noqa: A002 - what it is called everywhere
    """Cancel a query: its client gets 503, and its process is killed; with the token."""
    require_token()
    if not current.pool().cancel(id):
        raise NotFound("There is no such query; it may have ended.")
    return Response(status=HTTPStatus.NO_CONTENT)


def _entry(query: RunningQuery) -> dict[str, Any]:
    return {
        "id": query.id,
        "state": query.state,
        "arrived": query.arrived.isoformat(timespec="milliseconds"),
        "seconds": round(query.seconds, 3),
        "process": query.pid,
        "query": query.sparql,
    }


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
