"""One representation of something in the store: its entity tag, and 304 when the client has it already."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, request

from kg import __version__
from kg.keys import digest
from server import current


def represent(
    media_type: str, body: Callable[[], bytes | str | Iterable[bytes]], *, variant: str = ""
) -> Response:
    """Return a representation; on GET with an entity tag, or 304 (RFC 9110, section 13.1.2) in its place.

    The entity tag depends on the contents of the store, the media type and the variant, so two formats or
    two languages of the same thing never share one. It is weak: the order of triples may differ.

    Args:
        media_type: what the body is.
        body: makes it; called only when it is needed.
        variant: what else tells this representation from others of the same address, such as its language.
    """
    if request.method not in ("GET", "HEAD"):
        return Response(body(), content_type=with_charset(media_type))
    tag = digest(current.store().version(), __version__, media_type, variant)
    if request.if_none_match.contains_weak(tag):
        response = Response(status=HTTPStatus.NOT_MODIFIED)
    else:
        response = Response(body(), content_type=with_charset(media_type))
    response.set_etag(tag, weak=True)
    response.cache_control.no_cache = True
    return response


def json_text(document: dict[str, Any]) -> str:
    """Return JSON that a person can read too."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def with_charset(media_type: str) -> str:
    """Return the media type as a Content-Type; text says that it is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
