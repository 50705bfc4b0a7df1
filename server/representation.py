"""One representation of something in the store: its entity tag, and 304 when the client has it already."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, request

from kg import __version__
from kg.keys import digest
from server import current
from server.compression import COMPRESSED
from server.gateway import same_while


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
    version = current.store().version()
    tag = entity_tag(media_type, variant=variant, version=version)
    known = unmodified(tag)
    if known is not None:
        return known
    same_while(version)
    return tagged(Response(body(), content_type=with_charset(media_type)), tag)


def entity_tag(media_type: str, *, variant: str = "", version: str | None = None) -> str:
    """Return the entity tag of a representation, of that version of the store or the one it has now."""
    return digest(version or current.store().version(), __version__, media_type, variant)


def unmodified(*tags: str, weak: bool = True) -> Response | None:
    """Return 304 if the client has the representation of one of these entity tags; None if it has not."""
    if request.method not in ("GET", "HEAD"):
        return None
    forms = (tag + coding for tag in tags for coding in ("", COMPRESSED))
    known = next((tag for tag in forms if request.if_none_match.contains_weak(tag)), None)
    return None if known is None else tagged(Response(status=HTTPStatus.NOT_MODIFIED), known, weak=weak)


def tagged(response: Response, tag: str, *, weak: bool = True) -> Response:
    """Return the response with its entity tag, where the request's method has representations."""
    if request.method in ("GET", "HEAD"):
        response.set_etag(tag, weak=weak)
        response.cache_control.no_cache = True
    return response


def json_text(document: dict[str, Any]) -> str:
    """Return JSON that a person can read too."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def with_charset(media_type: str) -> str:
    """Return the media type as a Content-Type; text says that it is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
