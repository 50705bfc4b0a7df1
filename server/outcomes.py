"""What became of an entry, as a response."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, url_for

from server.addresses import public_address
from server.preconditions import version_tag
from server.problems import package_problem
from server.reports import report_response
from server.representation import json_text

if TYPE_CHECKING:
    from kg.pipeline import Outcome


def outcome_response(outcome: "Outcome") -> Response:
    """Return 201 when an entry is new or changed, 200 when nothing changed; else a problem, or the report.

    What was refused has its address in the quarantine as ``rejected`` and as a link (RFC 8288).
    """
    kept = _members(outcome)
    if outcome.error is not None:
        return _linked(package_problem(outcome.error, dict(kept)), kept)
    if outcome.report is not None and not outcome.report.conforms:
        return _linked(report_response(outcome.report, kept), kept)
    document: dict[str, object] = {"iri": outcome.iri, "status": outcome.status, "counts": outcome.counts}
    if outcome.released:
        document["released"] = list(outcome.released)
    status = HTTPStatus.CREATED if outcome.status == "ingested" else HTTPStatus.OK
    response = Response(json_text(document), status, content_type="application/json")
    if outcome.iri is not None:
        response.headers["Location"] = public_address(outcome.iri)
        tag = version_tag(outcome.iri)
        if tag:
            response.set_etag(tag)
    return response


def _members(outcome: "Outcome") -> dict[str, str]:
    """Return where a refused entry is kept, or why it is not."""
    if outcome.kept_as:
        return {"rejected": url_for("rejected.show", id=outcome.kept_as, _external=True)}
    return {"not_kept": outcome.not_kept} if outcome.not_kept else {}


def _linked(response: Response, kept: dict[str, str]) -> Response:
    if "rejected" in kept:
        response.headers.add("Link", f'<{kept["rejected"]}>; rel="describedby"')
    return response
