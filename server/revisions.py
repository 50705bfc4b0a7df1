"""What people do to what is there: decide about facts, withdraw graphs, bring back what they were."""

import json
import unicodedata
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from kg.access import Identity, Scope
from kg.errors import ForbiddenError
from kg.history import versions_of
from server import current, parameters
from server.addresses import thing_iri
from server.authorization import require
from server.preconditions import version_tag
from server.reports import report_response
from server.representation import json_text
from server.writes import writer

if TYPE_CHECKING:
    from kg.pipeline import Writer

blueprint = Blueprint("revisions", __name__)

JSON = "application/json"
LARGEST_BODY = 64 * 1024
LONGEST_NOTE = 2000
LAST_NUMBER = 10**9


@blueprint.post("/reviews")
def review() -> Response:
    """Give a statement or an estimate a review status: 200; 422 when it may not have it."""
    from kg.pipeline import decide

    sender = require(Scope.REVIEW)
    sent = _sent(("fact", "status"), ("note",))
    report = decide(sent["fact"], sent["status"], _writer(sender, sent.get("note")))
    if not report.conforms:
        return report_response(report)
    current.store().flush()
    return _answer({"fact": sent["fact"], "status": sent["status"]})


@blueprint.post("/retractions")
def withdraw() -> Response:
    """Withdraw a graph: 200, also when somebody else just did."""
    sender = require(Scope.WRITE)
    sent = _sent(("graph",), ("note",))
    _retract(sent["graph"], sender, sent.get("note"))
    return _answer({"graph": sent["graph"], "status": "withdrawn"})


@blueprint.delete("/id/<any(article,entry):kind>/<path:key>")
def remove(kind: str, key: str) -> Response:
    """Withdraw an article or an entry by its address: 204."""
    sender = require(Scope.WRITE)
    _retract(thing_iri(kind, key), sender, parameters.of_address().get("note"))
    return Response(status=HTTPStatus.NO_CONTENT)


@blueprint.post("/restorations")
def bring_back() -> Response:
    """Make a graph what it was in a version: 200 with its entity tag; 422 when that conforms no more."""
    from kg.pipeline import restore

    sender = require(Scope.WRITE)
    sent = _sent(("graph",), ("version", "note"))
    graph = sent["graph"]
    outcome = restore(graph, sent.get("version"), _writer(sender, sent.get("note")))
    if outcome.report is not None and not outcome.report.conforms:
        return report_response(outcome.report)
    current.store().flush()
    newest = versions_of(current.store(), graph, current.config().base)[0]
    status = "restored" if outcome.status == "ingested" else outcome.status
    response = _answer({"graph": graph, "status": status, "version": newest.number})
    response.set_etag(version_tag(graph) or newest.tag)
    return response


def _retract(graph: str, sender: Identity, note: str | None) -> None:
    from kg.pipeline import retract

    retract(graph, _writer(sender, note))
    current.store().flush()


def _writer(sender: Identity, note: str | None) -> "Writer":
    """Return what writes on behalf of the sender, with what is said about it.

    Raises:
        BadRequest: that is too long, or no text.
        ForbiddenError: the server keeps no history.
    """
    if not current.config().validates:
        raise ForbiddenError("This server was started with --no-shapes and keeps no history.")
    note = note or ""
    if len(note) > LONGEST_NOTE or any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in note):
        raise BadRequest(f"A note has at most {LONGEST_NOTE} characters, and no control characters.")
    return writer(sender, note.strip())


def _sent(required: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Any]:
    """Return the members of the JSON object in the body: text all but ``version``, which is a number.

    Raises:
        BadRequest: it is none, or has others.
        UnsupportedMediaType: it does not say that it is JSON.
    """
    if request.mimetype != JSON:
        raise UnsupportedMediaType(f"Send an object as {JSON}.")
    request.max_content_length = LARGEST_BODY
    try:
        sent = json.loads(request.get_data())
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # the one or the other is not Unicode text, too
        raise BadRequest("The request is not JSON in UTF-8.") from None
    if not isinstance(sent, dict) or not set(required) <= sent.keys() <= {*required, *optional}:
        members = f"{', '.join(required)}, and if you like {', '.join(optional)}"
        raise BadRequest(f"Send an object with the members {members}.")
    for name, value in sent.items():
        if name == "version" and not (type(value) is int and 0 < value <= LAST_NUMBER):
            raise BadRequest("version is a whole number from 1 on.")
        if name != "version" and not isinstance(value, str):
            raise BadRequest(f"{name} is text.")
    return sent


def _answer(document: dict[str, object]) -> Response:
    return Response(json_text(document), content_type=JSON)
