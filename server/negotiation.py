"""Accept → media type, by the rules of RFC 9110, section 12.5.1."""

from collections.abc import Iterable
from functools import lru_cache

from flask import Response, after_this_request, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

HTML = "text/html"
PROBLEM = "application/problem+json"


@lru_cache(maxsize=1024)  # few clients ask in a way of their own
def preferred(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered media type that the client likes best, the first of equals; None when it likes none.

    The most specific range that matches a type decides about it, so ``text/html;q=0, */*`` excludes HTML.
    Parameters other than q (a charset, a JSON-LD profile) are disregarded. Without Accept, anything goes.

    Args:
        accept: the header, empty where there is none.
        offered: media types.
    """
    parsed = parse_accept_header(accept, MIMEAccept)
    ranges = MIMEAccept([(value.partition(";")[0].strip(), quality) for value, quality in parsed])
    if not ranges:
        return offered[0]
    best = max(offered, key=ranges.quality)
    return best if ranges.quality(best) > 0 else None


def negotiate(offered: Iterable[str]) -> str:
    """Return the media type to answer the current request in; the response will vary by Accept.

    Raises:
        NotAcceptable: the client accepts none of them; the message lists what there is.
    """
    types = tuple(offered)
    after_this_request(_vary_by_accept)
    best = preferred(_accept(), types)
    if best is None:
        raise NotAcceptable(f"This is available as {', '.join(types)}.")
    return best


def prefers_html() -> bool:
    """Return whether the client of the current request is a browser, or says it would rather read HTML."""
    return preferred(_accept(), (PROBLEM, "application/json", HTML)) == HTML


def _accept() -> str:
    return request.headers.get("Accept", "")


def _vary_by_accept(response: Response) -> Response:
    response.vary.add("Accept")
    return response
