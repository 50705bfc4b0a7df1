"""What became of a graph: its versions, as JSON, RDF, a time map (RFC 7089) or a page."""

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from kg.history import Tombstone, Version, tombstone_of, versions_of
from kg.terms import named_node
from server import current, parameters
from server.addresses import public_address, uri
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate
from server.reading.history import history_graph
from server.reading.names import names
from server.representation import json_text, represent
from server.translations import language
from server.versions import http_date

blueprint = Blueprint("history", __name__)

JSON = "application/json"
LINKS = "application/link-format"


@blueprint.get("/history")
def read() -> Response:
    """Return the versions of a graph, the newest first, by Accept."""
    sent = parameters.of_address().getlist("graph")
    if len(sent) != 1:
        raise BadRequest("Name one graph: ?graph=IRI.")
    graph = named_node(sent[0], "The address").value
    versions = versions_of(current.store(), graph, current.config().base)
    if not versions:
        raise NotFound(f"Nothing is known of what became of {graph}.")
    media_type = negotiate((JSON, *MEDIA_TYPES, LINKS, HTML))
    variant = language() if media_type == HTML else ""
    response = represent(media_type, lambda: _body(graph, versions, media_type), variant=variant)
    response.headers["Link"] = f'<{uri(graph)}>; rel="original"'
    return response


def _body(graph: str, versions: list[Version], media_type: str) -> str | bytes:
    syntax = syntax_of(media_type)
    if syntax is not None:
        return graph_bytes(history_graph(current.store(), graph, versions, current.config().base), syntax)
    if media_type == LINKS:
        return _time_map(graph, versions)
    return _page(graph, versions) if media_type == HTML else json_text(_document(graph, versions))


def _document(graph: str, versions: list[Version]) -> dict[str, object]:
    listed = [
        {
            "iri": version.iri,
            "number": version.number,
            "since": version.since,
            "agent": version.agent,
            "way": version.way,
            "note": version.note,
            "until": version.until,
            "tag": version.tag,
        }
        for version in versions
    ]
    return {"graph": graph, "withdrawn": versions[0].until is not None, "versions": listed}


def _time_map(graph: str, versions: list[Version]) -> str:
    """Return the versions of which it is known when they were written (RFC 7089, section 5)."""
    links = [
        f'<{uri(graph)}>; rel="original"',
        f'<{uri(request.url)}>; rel="self"; type="{LINKS}"',
        *(
            f'<{uri(public_address(version.iri))}>; rel="memento"; datetime="{http_date(version.since)}"'
            for version in reversed(versions)
            if version.since
        ),
    ]
    return ",\n".join(links) + "\n"


def _page(graph: str, versions: list[Version]) -> str:
    store, base = current.store(), current.config().base
    withdrawn: Tombstone | None = tombstone_of(store, graph, base) if versions[0].until else None
    named = names(store, [graph], language())[graph]
    return render_template("history.html", graph=graph, named=named, versions=versions, withdrawn=withdrawn)
