"""Documents as responses: their syntaxes, how long they may be kept, and what their headers link to."""

import csv
import io
import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from time import time
from urllib.parse import quote

import pyoxigraph as ox
from flask import Response, request
from werkzeug.exceptions import BadRequest

from kg.formats import GRAPH_FORMATS
from kg.history import Version
from server import current
from server.addresses import IN_A_PATH, history_address, uri
from server.framing import framed
from server.graphs import MEDIA_TYPES, syntax_of, written
from server.negotiation import HTML
from server.reading.documents import Document, page_address, paging
from server.representation import entity_tag, tagged, unmodified, with_charset

CSV = "text/csv"
OFFERED = (*MEDIA_TYPES, CSV, HTML)
SUFFIXES = {**{syntax.suffix: syntax.media_type for syntax in GRAPH_FORMATS}, ".csv": CSV, ".html": HTML}

COLUMNS = ("subject", "predicate", "object", "datatype", "language")
"""Of a document as CSV, a row for each triple; an IRI and a blank node have no datatype."""

_HAS_PROVENANCE = "http://www.w3.org/ns/prov#has_provenance"
_MOST_PAGES = 10**9


def page_number() -> int:
    """Return which page of a document is asked for.

    Raises:
        BadRequest: it is not a number from 1 on.
    """
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:10]) < _MOST_PAGES):
        raise BadRequest("page is a number from 1 on.")
    return int(asked)


def document_bytes(document: Document, media_type: str, address: str) -> bytes:
    """Return a document in a syntax.

    Args:
        document: what it says.
        media_type: of the syntax, any of `OFFERED` but HTML.
        address: the absolute address of its first page.
    """
    triples = document.triples | paging(document, address)
    syntax = syntax_of(media_type)
    if syntax is None:
        return _table(triples)
    if syntax.name == "jsonld":
        return framed(triples, document.topic)
    return written(triples, syntax, document.graph)


def stamp(version: Version | None) -> tuple[str | None, datetime]:
    """Return the tag of what is described, None for that of the whole store, and when it was last written.

    Args:
        version: of the graph that a document is all of; None where it is drawn from several.
    """
    if version is not None and version.since and version.until is None:
        return version.tag, datetime.fromisoformat(version.since)
    return None, current.once_per_version("first seen", lambda: datetime.now(UTC))


def known_already(tag: str, since: datetime) -> Response | None:
    """Return 304 when the client has what is asked for (RFC 9110, section 13.2.2), else None."""
    if request.if_none_match:
        return unmodified(tag)
    asked = request.if_modified_since
    if request.method not in ("GET", "HEAD") or asked is None or asked.timestamp() < _seconds(since):
        return None
    return tagged(Response(status=HTTPStatus.NOT_MODIFIED), tag)


def tag_of(media_type: str, version_tag: str | None, page: int) -> str:
    """Return the entity tag of a document, of that version of its graph or of the store, in a syntax."""
    return entity_tag(media_type, variant=f"page {page}", version=version_tag)


def response_of(body: bytes, media_type: str, tag: str) -> Response:
    """Return a document as a response with its entity tag."""
    return tagged(Response(body, content_type=with_charset(media_type)), tag)


def dated(response: Response, since: datetime) -> Response:
    """Say when a document was last written, in whole seconds: not before that second is over.

    So a later write never has the same time (RFC 9110, section 8.8.2.2).
    """
    if _seconds(since) < time():
        response.last_modified = datetime.fromtimestamp(_seconds(since), UTC)
    return response


def links(iri: str, path: str, page: int = 1, *, has_more: bool = False) -> Iterator[str]:
    """Yield values of Link (RFC 8288) for any document.

    Args:
        iri: of the thing described.
        path: of the document, as a URI.
        page: which part it is.
        has_more: whether there is another.
    """
    yield f'<{uri(iri)}>; rel="describes"'
    yield f'<{page_address(path, page)}>; rel="canonical"'
    yield f'<{request.script_root}/dataset>; rel="describedby"'
    licence = current.config().data_licence
    if licence:
        yield f'<{uri(licence)}>; rel="license"'
    for suffix, media_type in SUFFIXES.items():
        yield f'<{page_address(path + suffix, page)}>; rel="alternate"; type="{media_type}"'
    here = quote(request.path, safe=IN_A_PATH)
    if page > 1:
        yield f'<{here}>; rel="first"'
        yield f'<{page_address(here, page - 1)}>; rel="prev"'
    if has_more:
        yield f'<{page_address(here, page + 1)}>; rel="next"'


def provenance_link(graph: str) -> str:
    """Return the value of Link for where a graph comes from (https://www.w3.org/TR/prov-aq/, section 3.1)."""
    return f'<{history_address(graph)}>; rel="{_HAS_PROVENANCE}"; anchor="{uri(graph)}"'


def _seconds(moment: datetime) -> int:
    return math.ceil(moment.timestamp())


def _table(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(sorted(map(_row, triples)))
    return out.getvalue().encode()


def _row(triple: ox.Triple) -> tuple[str, str, str, str, str]:
    value = triple.object
    start = _cell(triple.subject), triple.predicate.value
    if isinstance(value, ox.Literal):
        return (*start, value.value, value.datatype.value, value.language or "")
    return (*start, _cell(value), "", "")


def _cell(resource: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return resource.value if isinstance(resource, ox.NamedNode) else str(resource)
