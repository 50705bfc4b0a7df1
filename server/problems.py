"""Errors → ``application/problem+json`` (RFC 9457), or a page for a browser. None shows what is inside."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import (
    EvaluationError,
    ExtractionStoppedError,
    ForbiddenError,
    InputError,
    KgError,
    PreconditionError,
    QueryError,
    QueryStoppedError,
    RemoteError,
    RetractedError,
    ReviewError,
    StoppedError,
    StoreError,
    StoreFullError,
    TooLargeError,
    UnknownError,
    UnsupportedInputError,
)
from server.negotiation import PROBLEM, prefers_html
from server.representation import json_text

SECONDS_TO_RETRY = "10"
TYPES = "https://w3id.org/newskg/problems#"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A type of problem: its status, its name and its title."""

    status: HTTPStatus
    name: str
    title: str


# The first class that an error is an instance of decides.
_KINDS: dict[type[KgError], _Kind] = {
    ReviewError: _Kind(HTTPStatus.FORBIDDEN, "review", "The token is not good for that"),
    ForbiddenError: _Kind(HTTPStatus.FORBIDDEN, "not-allowed", "That is not allowed here"),
    TooLargeError: _Kind(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "The entry is too large"),
    UnsupportedInputError: _Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY, "unsupported-input", "The entry is not of a kind that is taken"
    ),
    UnknownError: _Kind(HTTPStatus.NOT_FOUND, "unknown", "There is no such thing"),
    RetractedError: _Kind(HTTPStatus.CONFLICT, "withdrawn", "It was withdrawn"),
    PreconditionError: _Kind(
        HTTPStatus.PRECONDITION_FAILED, "precondition", "It is not what it was any more"
    ),
    InputError: _Kind(HTTPStatus.BAD_REQUEST, "unreadable-input", "The entry cannot be read"),
    RemoteError: _Kind(HTTPStatus.BAD_GATEWAY, "remote", "Another server does not give what it should"),
    EvaluationError: _Kind(HTTPStatus.BAD_REQUEST, "evaluation", "The query cannot be evaluated"),
    QueryError: _Kind(HTTPStatus.BAD_REQUEST, "query", "The query cannot be answered"),
    QueryStoppedError: _Kind(HTTPStatus.SERVICE_UNAVAILABLE, "stopped", "The query was not answered"),
    ExtractionStoppedError: _Kind(HTTPStatus.SERVICE_UNAVAILABLE, "stopped", "The article was not read"),
    StoreFullError: _Kind(HTTPStatus.INSUFFICIENT_STORAGE, "full", "There is no room for that"),
    StoreError: _Kind(HTTPStatus.SERVICE_UNAVAILABLE, "store", "The store is not available"),
    KgError: _Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "Internal error"),
}

_DETAILS = {
    HTTPStatus.NOT_FOUND: "Nothing is known under this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not answer that method; Allow says which it does.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong here. It was logged; the request may be fine.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The store cannot do this now; the log says why. Try again later.",
    HTTPStatus.INSUFFICIENT_STORAGE: "The disk of the store is full. Nothing of this is stored; the log says "
    "more. Send it again when there is room.",
}


def register(app: Flask) -> None:
    """Answer every error of the application as a problem."""
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(KgError, package_problem)


def problem(
    status: int, title: str, detail: str, *, kind: str | None = None, members: dict[str, Any] | None = None
) -> Response:
    """Return a problem response.

    Args:
        status: the HTTP status.
        title: what kind of problem it is, the same for each of its kind.
        detail: this occurrence, and what can be done about it.
        kind: name of the problem type; without one the status says it all (``about:blank``).
        members: further members of the JSON object.
    """
    if prefers_html():
        page = render_template("error.html", status=int(status), detail=detail)
        response = Response(page, status, mimetype="text/html")
    else:
        body = {
            "type": TYPES + kind if kind else "about:blank",
            "title": title,
            "status": status,
            "detail": detail,
            "instance": request.path,
            **(members or {}),
        }
        response = Response(json_text(body), status, content_type=PROBLEM)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_status(error: KgError) -> HTTPStatus:
    """Return the status of the response that an error leads to."""
    return _kind(error).status


def _kind(error: KgError) -> _Kind:
    return next(kind for cls, kind in _KINDS.items() if isinstance(error, cls))


def _http_problem(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error  # a redirect
    status = HTTPStatus(error.code)
    own_words = error.description if error.description != type(error).description else None
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        own_words = f"This server reads at most {request.max_content_length} bytes here; send less at a time."
    detail = own_words or _DETAILS.get(status) or type(error).description or status.description
    response = problem(status, status.phrase, detail)
    for name, value in error.get_response().headers:
        if name in ("Allow", "WWW-Authenticate", "Retry-After"):
            response.headers[name] = value
    return response


def package_problem(error: KgError, members: dict[str, Any] | None = None) -> Response:
    """Return the problem response for an error of the package, with further members where there are some."""
    kind = _kind(error)
    if isinstance(error, StoppedError):
        response = problem(kind.status, kind.title, str(error), kind=error.outcome)
        response.headers["Retry-After"] = SECONDS_TO_RETRY
        return response
    if kind.status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, RemoteError):
        return problem(kind.status, kind.title, str(error), kind=kind.name, members=members)
    current_app.logger.error("%s %s: %s", request.method, request.path, error)
    response = problem(kind.status, kind.title, _DETAILS[kind.status], kind=kind.name, members=members)
    if kind.status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE):
        response.headers["Retry-After"] = SECONDS_TO_RETRY
    return response
