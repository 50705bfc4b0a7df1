"""Answers compressed with gzip for clients that accept it (RFC 9110, section 12.5.3)."""

import zlib
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from flask import Flask, Response, request

# Less is not worth the effort; a network packet holds about as much.
SMALLEST = 1024
# Four times as fast as the usual level and only a little larger.
LEVEL = 1
# How the strong entity tag of what is compressed ends (RFC 9110, section 8.8.3.3).
COMPRESSED = ".gzip"
_GZIP = zlib.MAX_WBITS | 16

_COMPRESSIBLE = ("text/", "application/json", "application/javascript", "application/sparql-results+")
_RDF = ("application/ld+json", "application/n-triples", "application/rdf+xml", "application/trig")
_CHANGES = ("application/activity+json", "application/atom+xml", "application/rdf-patch")
_TYPES = (
    *_COMPRESSIBLE,
    *_RDF,
    *_CHANGES,
    "application/n-quads",
    "application/xml",
    "application/problem+json",
)


def register(app: Flask) -> None:
    """Compress the answers of the application where clients accept that."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not (response.mimetype or "").startswith(_TYPES) or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if request.method == "HEAD" or response.status_code in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        return response
    length = response.content_length if response.direct_passthrough else response.calculate_content_length()
    if request.accept_encodings["gzip"] <= 0 or (length is not None and length < SMALLEST):
        return response
    source = response.response
    close = getattr(source, "close", None)
    if close is not None:
        response.call_on_close(close)
    response.direct_passthrough = False
    response.response = _compressed(source)
    response.content_encoding = "gzip"
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(tag + COMPRESSED)
    del response.headers["Content-Length"]
    return response


def _compressed(chunks: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """Yield the gzip format of the chunks; one piece at a time, so that no answer is in memory as a whole."""
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    for chunk in chunks:
        compressed = compressor.compress(chunk.encode() if isinstance(chunk, str) else chunk)
        if compressed:
            yield compressed
    yield compressor.flush()
