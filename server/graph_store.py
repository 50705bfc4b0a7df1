"""The SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, read by anyone, written with the token."""

import uuid
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import PurePath

import pyoxigraph as ox
from flask import Blueprint, Response, abort, request
from rdflib import Graph, URIRef
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from kg.access import Scope
from kg.formats import GraphFormat, graph_format, graph_format_of
from kg.store import UNNAMED, QueryDataset
from kg.terms import named_node, to_graph
from server import current, parameters
from server.answers import graph_answer
from server.authorization import require
from server.elsewhere import Elsewhere
from server.graphs import MEDIA_TYPES, syntax_of
from server.negotiation import negotiate
from server.preconditions import version_tag
from server.writes import written

blueprint = Blueprint("graph_store", __name__)

PATH = "/graph-store"
MULTIPART = "multipart/form-data"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@blueprint.get(PATH)
@blueprint.get(f"{PATH}/<path:_name>")
def read(_name: str = "") -> Response:
    """Return a graph by Accept (Graph Store Protocol, section 5.2); HEAD is the same without the graph."""
    graph = _addressed()
    _require(graph)
    syntax = graph_format(negotiate(MEDIA_TYPES))
    if graph == UNNAMED:
        return graph_answer(_ALL, syntax, None)
    return graph_answer(_ALL, syntax, QueryDataset((graph,)), version_tag(graph))


@blueprint.put(PATH)
@blueprint.put(f"{PATH}/<path:_name>")
def replace(_name: str = "") -> Response:
    """Make a graph what was sent (section 5.3): 201 when it is new, else 204."""
    sender = require(Scope.WRITE)
    name = _addressed()
    is_new = not _exists(name)
    graph = _sent(name)
    written(lambda acceptance: current.store().replace(graph, acceptance=acceptance), sender)
    return Response(status=HTTPStatus.CREATED if is_new else HTTPStatus.NO_CONTENT)


@blueprint.post(PATH)
@blueprint.post(f"{PATH}/<path:_name>")
def merge(_name: str = "") -> Response:
    """Add what was sent to a graph (section 5.5), or to a new one, whose address is then Location."""
    sender = require(Scope.WRITE)
    is_unnamed_resource = request.path == PATH and not request.query_string
    name = f"{request.base_url}/{uuid.uuid4()}" if is_unnamed_resource else _addressed()
    is_new = not _exists(name)
    graph = _sent(name)
    written(lambda acceptance: current.store().add(graph, acceptance=acceptance), sender)
    response = Response(status=HTTPStatus.CREATED if is_new else HTTPStatus.NO_CONTENT)
    if is_unnamed_resource:
        response.headers["Location"] = name
    return response


@blueprint.delete(PATH)
@blueprint.delete(f"{PATH}/<path:_name>")
def remove(_name: str = "") -> Response:
    """Remove a graph (section 5.4)."""
    sender = require(Scope.WRITE)
    name = _addressed()
    _require(name)
    gone = Graph(identifier=URIRef(name))
    written(lambda acceptance: current.store().replace(gone, acceptance=acceptance), sender)
    return Response(status=HTTPStatus.NO_CONTENT)


def _addressed() -> str:
    """Return the IRI of the graph that the request is about, or `UNNAMED` (section 4).

    Raises:
        BadRequest: the request names none, or several.
        UnreadableInputError: what it names is not an absolute IRI.
    """
    sent = parameters.of_address()
    names = [*sent.getlist("graph"), *(UNNAMED for _ in sent.getlist("default"))]
    if request.path != PATH:
        names.append(request.base_url)
    if len(names) != 1:
        raise BadRequest("Name one graph: ?graph=IRI, ?default, or an address below this one.")
    return named_node(names[0], "The address").value


def _exists(name: str) -> bool:
    return name == UNNAMED or current.store().contains(name)


def _require(name: str) -> None:
    if not _exists(name):
        abort(HTTPStatus.NOT_FOUND, f"There is no graph {name}.")


def _sent(name: str) -> Graph:
    """Return the graph in the body, or in all files of a form, under a name.

    Raises:
        BadRequest: it has named graphs in it.
        UnsupportedMediaType: it is in no RDF syntax.
        InputError: it cannot be parsed.
    """
    from kg.pipeline import parse_rdf

    base = current.config().base
    relative_to = request.base_url if name == UNNAMED else name
    graph = Graph(identifier=URIRef(name))
    context_at = Elsewhere(current.network()).context
    for data, syntax in _documents():
        quads = list(
            parse_rdf(data, syntax, base, "The request", relative_to=relative_to, context_at=context_at)
        )
        if any(isinstance(quad.graph_name, ox.NamedNode | ox.BlankNode) for quad in quads):
            raise BadRequest("The request has named graphs in it; send the triples of one graph.")
        graph += to_graph(quads, name)
    return graph


def _documents() -> Iterator[tuple[bytes, GraphFormat]]:
    if request.mimetype != MULTIPART:
        yield request.get_data(cache=False), _known(syntax_of(request.mimetype))
        return
    for _, file in request.files.items(multi=True):  # noqa: PERF102 - values() has no `multi`
        by_name = graph_format_of(PurePath(file.filename or ""))
        yield file.read(), _known(syntax_of(file.mimetype) or by_name)


def _known(syntax: GraphFormat | None) -> GraphFormat:
    if syntax is None:
        raise UnsupportedMediaType(
            f"Send a graph with one of these as Content-Type: {', '.join(MEDIA_TYPES)}."
        )
    return syntax
