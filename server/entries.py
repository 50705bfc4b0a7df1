"""New entries: validated and stored at ``/entries`` (with the token), only validated at ``/validate``."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from kg.access import Scope
from kg.errors import ForbiddenError, InputError
from kg.formats import GRAPH_FORMATS, GraphFormat
from kg.store.quarantine import Submission
from kg.validation import Report
from server import current
from server.authorization import known, require
from server.elsewhere import Elsewhere
from server.graphs import MEDIA_TYPES, syntax_of
from server.negotiation import HTML
from server.outcomes import outcome_response
from server.preconditions import precondition
from server.reports import findings, report_response

if TYPE_CHECKING:
    from kg.pipeline import Gate

blueprint = Blueprint("entries", __name__)

ARTICLE_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "json": "application/json",
}
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
LONGEST_NAME = 200
WAY = "/entries"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was sent: an article when `syntax` is None, else RDF in that syntax; its type as it was stated."""

    data: bytes
    media_type: str
    name: str | None
    syntax: GraphFormat | None

    @property
    def source(self) -> str:
        """What messages call it."""
        return self.name or "the request"


@blueprint.post("/entries")
def add() -> Response:
    """Store an entry that conforms: 201 with its address, 200 when nothing changed; else 422, a report.

    What is refused for what it says is kept in the quarantine; the answer names its address there.
    """
    sender = require(Scope.WRITE)
    entry = _sent(current.config().max_entry_bytes)
    submission = Submission(entry.data, entry.media_type, entry.name, WAY, sender.name)
    may_review = sender.may(Scope.REVIEW)
    return outcome_response(gate().submit(submission, precondition(), may_review=may_review))


def gate() -> "Gate":
    """Return the gate of the current application."""
    from kg.pipeline import Gate

    context_at, extract = Elsewhere(current.network()).context, current.extraction().extract
    return Gate(current.store(), current.quarantine(), current.config().base, extract, context_at)


def prepare() -> None:
    """Load what takes longest to load."""
    import kg.pipeline  # noqa: F401 - loaded for later
    from kg.validation.shapes import shapes

    shapes()


@blueprint.post("/validate")
def validate() -> Response:
    """Report on an entry without storing it: 200 when it conforms, 422 when not."""
    config = current.config()
    most = config.max_entry_bytes if known() else min(config.max_entry_bytes, config.max_strange_bytes)
    if request.mimetype in FORM_TYPES:
        return _validate_form(most)
    return report_response(_check(_sent(most)))


@blueprint.get("/validate")
def form() -> Response:
    """Return the page in which an entry can be pasted."""
    return Response(_form_page(), mimetype=HTML)


def _sent(most: int) -> Entry:
    """Return what was sent, if it has at most so many bytes."""
    request.max_content_length = most
    syntax = syntax_of(request.mimetype)
    if syntax is None and request.mimetype not in ARTICLE_TYPES.values():
        known = ", ".join((*ARTICLE_TYPES.values(), *MEDIA_TYPES))
        raise UnsupportedMediaType(f"Send an entry with one of these as Content-Type: {known}.")
    return Entry(request.get_data(), request.content_type or request.mimetype, _name(), syntax)


def _name() -> str | None:
    """Return the name for the article: of ``?name=``, else of Slug (RFC 5023, section 9.7)."""
    name = request.args.get("name") or unquote(request.headers.get("Slug", ""))
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadRequest(f"A name has at most {LONGEST_NAME} characters, and no control characters.")
    return name.strip() or None


def _check(entry: Entry) -> Report:
    from kg.pipeline import check_article, check_rdf

    if entry.syntax is not None:
        store, base = current.store(), current.config().base
        context_at = Elsewhere(current.network()).context
        return check_rdf(entry.data, entry.syntax, store, base, entry.source, context_at)
    submission = Submission(entry.data, entry.media_type, entry.name, "/validate")
    return check_article(current.extraction().extract(submission, is_strange=True))


def _validate_form(most: int) -> Response:
    request.max_content_length = request.max_form_memory_size = most
    types = ARTICLE_TYPES | {syntax.name: syntax.media_type for syntax in GRAPH_FORMATS}
    kind, pasted = request.form.get("type", ""), request.form.get("entry", "")
    if kind not in types:
        raise BadRequest(f"type= is one of {', '.join(types)}.")
    entry = Entry(pasted.replace("\r\n", "\n").encode(), types[kind], None, syntax_of(types[kind]))
    try:
        report = _check(entry)
    except InputError as error:
        page = _form_page(kind, pasted, error=f"{error.problem}. {error.remedy}")
        is_forbidden = isinstance(error, ForbiddenError)
        status = HTTPStatus.FORBIDDEN if is_forbidden else HTTPStatus.UNPROCESSABLE_ENTITY
        return Response(page, status, mimetype=HTML)
    status = HTTPStatus.OK if report.conforms else HTTPStatus.UNPROCESSABLE_ENTITY
    return Response(_form_page(kind, pasted, report=report), status, mimetype=HTML)


def _form_page(
    kind: str = "text", entry: str = "", *, report: Report | None = None, error: str | None = None
) -> str:
    found = findings(report) if report else []
    types = {"articles": tuple(ARTICLE_TYPES), "rdf": tuple(syntax.name for syntax in GRAPH_FORMATS)}
    return render_template(
        "validate.html", types=types, kind=kind, entry=entry, report=report, findings=found, error=error
    )
