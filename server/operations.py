"""What whoever runs the server looks at: metrics, and the queries that run now, which can be cancelled."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from werkzeug.exceptions import NotFound
from werkzeug.wsgi import FileWrapper

from kg.access import Scope
from kg.store.backup import packed
from kg.workers.running import RunningQuery
from server import current
from server.authorization import require
from server.representation import json_text

blueprint = Blueprint("operations", __name__)

_CHUNK = 64 * 1024


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return counts of queries and the size of the store, for Prometheus."""
    return _uncached(Response(current.metrics().text(), content_type=CONTENT_TYPE_PLAIN_0_0_4))


@blueprint.get("/queries")
def queries() -> Response:
    """List the queries and updates that wait or are evaluated now, oldest first; with a token for that."""
    require(Scope.ADMIN)
    listed = {"queries": [_entry(query) for query in current.pool().running()]}
    return _uncached(Response(json_text(listed), content_type="application/json"))


@blueprint.delete("/queries/<id>")
def cancel(id: str) -> Response:  # noqa: A002 - what it is called everywhere
    """Cancel a query or an update: its client gets 503, and its process is killed; with a token for that."""
    require(Scope.ADMIN)
    if not current.pool().cancel(id):
        raise NotFound("There is no such query; it may have ended.")
    return Response(status=HTTPStatus.NO_CONTENT)


def _entry(query: RunningQuery) -> dict[str, Any]:
    return {
        "id": query.id,
        "kind": query.kind,
        "state": query.state,
        "arrived": query.arrived.isoformat(timespec="milliseconds"),
        "seconds": round(query.seconds, 3),
        "process": query.pid,
        "query": query.sparql,
    }


@blueprint.post("/backup")
def backup() -> Response:
    """Return a copy of the store as a tar archive, with all that was acknowledged before; for an admin."""
    require(Scope.ADMIN)
    archive = packed(current.store(), current.config().store)
    response = Response(FileWrapper(archive, _CHUNK), content_type="application/x-tar")
    response.headers["Content-Disposition"] = 'attachment; filename="newskg-backup.tar"'
    return _uncached(response)


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
