"""What was handed in and refused: looked at, handed in again, dropped; all with a token that may write."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, render_template
from rdflib import Graph
from werkzeug.exceptions import NotFound

from kg.access import Scope
from kg.store.quarantine import Rejected
from server import current
from server.authorization import require, sender
from server.entries import gate
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate
from server.outcomes import outcome_response
from server.reports import findings
from server.representation import json_text, with_charset

blueprint = Blueprint("rejected", __name__, url_prefix="/rejected")

JSON = "application/json"


@blueprint.before_request
def _authorize() -> None:
    require(Scope.WRITE)


@blueprint.after_request
def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("")
def list_all() -> Response:
    """List what is kept, what was refused last first: JSON, or a page."""
    entries = current.quarantine().entries()[::-1]
    if negotiate((JSON, HTML)) == HTML:
        return Response(render_template("rejected_list.html", entries=entries), mimetype=HTML)
    listed = [entry.to_json(report=False) for entry in entries]
    return Response(json_text({"rejected": listed}), content_type=JSON)


@blueprint.get("/<id>")
def show(id: str) -> Response:  # noqa: A002 - what it is called everywhere
    """Return how an entry came and why it was refused: JSON, the SHACL report if there is one, or a page."""
    entry = _entry(id)
    shacl = entry.refusal.shacl
    media_type = negotiate((JSON, *(MEDIA_TYPES if shacl else ()), HTML))
    syntax = syntax_of(media_type)
    if syntax is not None:
        body: str | bytes = graph_bytes(Graph().parse(data=shacl, format="turtle"), syntax)
    else:
        body = _page(entry) if media_type == HTML else json_text(entry.to_json(report=True))
    return Response(body, content_type=with_charset(media_type))


@blueprint.get("/<id>/original")
def original(id: str) -> Response:  # noqa: A002 - what it is called everywhere
    """Return the bytes as they came. A browser saves them: they are not to be trusted as a page."""
    entry = _entry(id)
    response = Response(current.quarantine().submission(entry).data, content_type=entry.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{entry.id}"'
    return response


@blueprint.post("/<id>/retry")
def retry(id: str) -> Response:  # noqa: A002 - what it is called everywhere
    """Hand an entry in again, as it is: the answer is that of ``/entries``."""
    who = sender()
    submission = replace(current.quarantine().submission(_entry(id)), sender=who.name)
    return outcome_response(gate().submit(submission, may_review=who.may(Scope.REVIEW)))


@blueprint.delete("/<id>")
def drop(id: str) -> Response:  # noqa: A002 - what it is called everywhere
    """Remove an entry from the quarantine for good."""
    if not current.quarantine().drop(id):
        raise _unknown()
    return Response(status=HTTPStatus.NO_CONTENT)


def _entry(key: str) -> Rejected:
    entry = current.quarantine().find(key)
    if entry is None:
        raise _unknown()
    return entry


def _unknown() -> NotFound:
    return NotFound("No such entry is kept; it may have been dropped, or accepted meanwhile.")


def _page(entry: Rejected) -> str:
    from kg.pipeline import kept_report

    report = kept_report(entry.refusal)
    found = findings(report) if report else []
    return render_template("rejected.html", entry=entry, report=report, findings=found)
