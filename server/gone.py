"""What is answered about something that is gone: 410, and how it went."""

from http import HTTPStatus

from flask import Response, render_template

from kg.history import Tombstone, number_of, tombstone_of
from server import current
from server.addresses import address, history_address
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, PROBLEM, negotiate
from server.problems import problem
from server.reading.history import tombstone_graph
from server.representation import with_charset
from server.versions import links_of_graph

JSON = "application/json"


def gone(iri: str, media_type: str | None) -> Response | None:
    """Return what is left of a graph or a fact that is gone; None when it never was there.

    Args:
        iri: its name.
        media_type: the one to answer in; None for the one that is accepted.
    """
    tombstone = tombstone_of(current.store(), iri, current.config().base)
    if tombstone is None:
        return None
    response = _response(tombstone, media_type or negotiate((*MEDIA_TYPES, PROBLEM, JSON, HTML)))
    response.status_code = HTTPStatus.GONE
    response.headers["Cache-Control"] = "no-cache"
    if tombstone.iri == tombstone.graph:
        response.headers["Link"] = ", ".join(links_of_graph(tombstone.graph))
    return response


def _response(tombstone: Tombstone, media_type: str) -> Response:
    base, syntax = current.config().base, syntax_of(media_type)
    if syntax is not None:
        graph = tombstone_graph(current.store(), tombstone, base)
        return Response(graph_bytes(graph, syntax), content_type=with_charset(media_type))
    if media_type == HTML:
        return Response(_page(tombstone), mimetype=HTML)
    members = {name: getattr(tombstone, name) for name in ("graph", "time", "agent", "way", "note")}
    members["version"] = _last_version(tombstone)
    detail = f"{tombstone.agent} removed it at {tombstone.time}. GET /history?graph= has its versions."
    return problem(HTTPStatus.GONE, "It is gone", detail, kind="gone", members=members)


def _page(tombstone: Tombstone) -> str:
    return render_template(
        "gone.html",
        gone=tombstone,
        last=address(_last_version(tombstone)),
        history=history_address(tombstone.graph),
    )


def _last_version(tombstone: Tombstone) -> str:
    """Return the name of the last version of the graph that had it."""
    if tombstone.is_retraction:
        return tombstone.version
    number = number_of(tombstone.version)
    return f"{tombstone.version.removesuffix(str(number))}{number - 1}"
