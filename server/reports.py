"""A validation report as a response, by Accept."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, render_template

from kg.validation import Report
from kg.validation.shapes import expectation, field_name
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, PROBLEM, negotiate
from server.problems import TYPES
from server.representation import json_text, with_charset
from server.translations import language

JSON = "application/json"
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an entry, as a page says it."""

    message: str
    about: str
    node: str
    field: str
    value: str | None
    expected: str
    suggestion: str | None


def report_response(report: Report, members: dict[str, str] | None = None) -> Response:
    """Return a report by Accept: 200 when the entry conforms; 422 when not, then as a problem by default.

    Args:
        report: what was found.
        members: what else the problem says: ``rejected`` is where the entry is kept.
    """
    offered = (JSON, *MEDIA_TYPES, TEXT, HTML)
    media_type = negotiate(offered if report.conforms else (PROBLEM, *offered))
    status = HTTPStatus.OK if report.conforms else HTTPStatus.UNPROCESSABLE_ENTITY
    return Response(_body(report, media_type, members or {}), status, content_type=with_charset(media_type))


def _body(report: Report, media_type: str, members: dict[str, str]) -> str | bytes:
    syntax = syntax_of(media_type)
    if syntax is not None:
        return graph_bytes(report.graph, syntax)
    if media_type == HTML:
        return render_template("report_page.html", report=report, findings=findings(report), **members)
    if media_type == TEXT:
        return report.to_text(language()) + "\n"
    document = _problem(report) | members if media_type == PROBLEM else report.to_json()
    return json_text(document)


def findings(report: Report) -> list[Finding]:
    """Return what is wrong with an entry in the words of the current visitor's language."""
    return [
        Finding(
            message=violation.message.get(language()) or next(iter(violation.message.values()), ""),
            about=violation.label or violation.focus,
            node=violation.origin or (violation.focus if violation.label else ""),
            field=field_name(violation.shape, language()) or violation.field,
            value=violation.value,
            expected=expectation(violation.shape, language()),
            suggestion=violation.suggestion,
        )
        for violation in report.violations
    ]


def _problem(report: Report) -> dict[str, object]:
    return {
        "type": TYPES + "does-not-conform",
        "title": "The entry does not conform to the shapes",
        "status": int(HTTPStatus.UNPROCESSABLE_ENTITY),
        "detail": f"{len(report.violations)} things are wrong with the entry; nothing was stored.",
        "report": report.to_json(),
    }
