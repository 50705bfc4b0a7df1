"""Old versions of graphs as documents (RFC 7089), and how versions are linked (RFC 5829)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import werkzeug.http
from flask import Response

from kg.history import Version, number_of, versions_of
from server import current, pages
from server.addresses import address, history_address, uri
from server.documents import document_bytes
from server.negotiation import HTML
from server.reading.documents import Document
from server.reading.history import graph_of_version
from server.representation import represent
from server.translations import language


def graph_of(iri: str) -> str | None:
    """Return the name of the graph that an IRI names a version of; None when it names something else."""
    return graph_of_version(current.store(), iri, current.config().base) if number_of(iri) else None


def version_response(graph: str, number: int, kind: str, media_type: str) -> Response:
    """Return a graph as it was in a version, with when it was written and the versions before and after.

    Args:
        graph: its name.
        number: of the version.
        kind: the segment of its IRI after ``/id/``.
        media_type: what is accepted.

    Raises:
        UnknownError: the version is not kept.
    """
    from kg.pipeline import version_contents

    store, base = current.store(), current.config().base
    versions = versions_of(store, graph, base)
    shown = next(version for version in versions if version.number == number)
    contents = version_contents(store, graph, number, base)
    if media_type == HTML:
        page = represent(
            HTML, lambda: pages.describe_version(kind, contents, shown, versions[0]), variant=language()
        )
        return _dated(page, shown)
    then = Document(graph, frozenset(contents.triples), graph=graph)
    return _dated(represent(media_type, lambda: document_bytes(then, media_type, shown.iri)), shown)


def links_of_version(graph: str, number: int) -> Iterator[str]:
    """Yield the values of Link for a version: what it is of, and the others."""
    versions = {v.number: v for v in versions_of(current.store(), graph, current.config().base)}
    yield f'<{uri(graph)}>; rel="original"'
    yield f'<{history_address(graph)}>; rel="timemap"'
    for relation, other in (
        ("latest-version", max(versions)),
        ("predecessor-version", number - 1),
        ("successor-version", number + 1),
    ):
        if other in versions:
            yield f'<{address(versions[other].iri)}>; rel="{relation}"'


def links_of_graph(graph: str) -> Iterator[str]:
    """Yield the values of Link for a graph as it is now, or for what is left of it: its versions."""
    yield from links_among(graph, versions_of(current.store(), graph, current.config().base))


def links_among(graph: str, versions: Sequence[Version]) -> Iterator[str]:
    """Yield the values of Link for a graph that has these versions, the newest first."""
    if versions:
        yield f'<{history_address(graph)}>; rel="timemap"'
        yield f'<{address(versions[0].iri)}>; rel="latest-version"'


def http_date(lexical: str) -> str:
    """Return an xsd:dateTime as HTTP writes it."""
    return werkzeug.http.http_date(datetime.fromisoformat(lexical))


def _dated(response: Response, shown: Version) -> Response:
    if shown.since:
        response.headers["Memento-Datetime"] = http_date(shown.since)
    return response
