"""Linked data: ``/id/…`` names a thing, ``/doc/…`` is what the graph says of it, in every syntax."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.exceptions import NotAcceptable, NotFound
from werkzeug.wrappers import Response as BaseResponse

from kg.history import history_iri, number_of, versions_of
from kg.store import QueryDataset
from server import current, documents, pages, versions
from server.addresses import IN_A_PATH, thing_iri
from server.answers import graph_answer
from server.documents import CSV, OFFERED, SUFFIXES
from server.gateway import same_while
from server.gone import gone
from server.graphs import MEDIA_TYPES, syntax_of
from server.negotiation import HTML, PROBLEM, negotiate
from server.reading.documents import Document, description, whole_graph
from server.reading.queries import iri_ref, iris
from server.representation import represent
from server.translations import language

blueprint = Blueprint("resources", __name__)

KINDS = "any(article,actor,location,statement,estimate,concept,entry,graph,agent)"
_SUFFIX_OF = {media_type: suffix for suffix, media_type in SUFFIXES.items()}
NAMED_GRAPHS = ("article", "entry", "graph")


@blueprint.get(f"/id/<{KINDS}:kind>/<path:key>")
def thing(kind: str, key: str) -> BaseResponse:
    """Redirect from the name of a thing to what describes it (303 See Other), by Accept."""
    media_type = _accepted(kind, thing_iri(kind, key))
    _require_known(kind, thing_iri(kind, key), None if media_type == HTML else media_type)
    suffix = "" if media_type == HTML else _SUFFIX_OF[media_type]
    return redirect(f"{request.script_root}/doc/{kind}/{quote(key)}{suffix}", code=303)


@blueprint.get(f"/doc/<{KINDS}:kind>/<path:key>")
def document(kind: str, key: str) -> Response:
    """Describe a thing: by Accept, or in the syntax that the suffix names."""
    key, suffix = _split_suffix(key)
    iri, path = thing_iri(kind, key), f"{request.script_root}/doc/{kind}/{quote(key, safe=IN_A_PATH)}"
    media_type = SUFFIXES[suffix] if suffix else _accepted(kind, iri)
    graph = versions.graph_of(iri)
    if graph is not None:
        _require_known(kind, iri, media_type)
        response = versions.version_response(graph, number_of(iri), kind, media_type)
        further = (*documents.links(iri, path), *versions.links_of_version(graph, number_of(iri)))
        response.headers["Link"] = ", ".join(further)
        return response
    if kind in NAMED_GRAPHS:
        return _graph_document(kind, iri, path, media_type)
    return _description(kind, iri, path, media_type)


_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def _graph_document(kind: str, iri: str, path: str, media_type: str) -> Response:
    """Return a document that is all of a named graph; its tag is that of the graph's version."""
    _require_known(kind, iri, media_type)
    store, syntax = current.store(), syntax_of(media_type)
    known = versions_of(store, iri, current.config().base)
    if media_type == HTML:
        response = _page(kind, iri)
    elif iri == history_iri(current.config().base):  # it may be larger than the memory
        if syntax is None:
            raise NotAcceptable(f"The history is available as {', '.join((*MEDIA_TYPES, HTML))}.")
        response = graph_answer(_WHOLE, syntax, QueryDataset((iri,)))
    else:
        now = store.version()
        version_tag, since = documents.stamp(known[0] if known else None)
        tag = documents.tag_of(media_type, version_tag, 1)
        response = documents.known_already(tag, since) or _found(
            whole_graph(store, iri), media_type, tag, path, now
        )
        documents.dated(response, since)
    further = (documents.provenance_link(iri),) if known else ()
    response.headers["Link"] = ", ".join(
        (*documents.links(iri, path), *versions.links_among(iri, known), *further)
    )
    return response


def _description(kind: str, iri: str, path: str, media_type: str) -> Response:
    """Return a page of what is said of a thing, drawn from all graphs."""
    if media_type == HTML:
        _require_known(kind, iri)
        response = _page(kind, iri)
        response.headers["Link"] = ", ".join(documents.links(iri, path))
        return response
    store, page = current.store(), documents.page_number()
    now, (_, since) = store.version(), documents.stamp(None)
    tag = documents.tag_of(media_type, None, page)
    found = description(store, kind, iri, page)
    if found is None:
        _require_known(kind, iri, media_type)
        raise NotFound(f"What is said of {iri} has fewer pages.")
    response = documents.known_already(tag, since) or _found(found, media_type, tag, path, now)
    response.headers["Link"] = ", ".join(documents.links(iri, path, page, has_more=found.has_more))
    return documents.dated(response, since)


def _found(found: Document, media_type: str, tag: str, path: str, version: str) -> Response:
    same_while(version)
    address = f"{current.config().base}{path.removeprefix(request.script_root)}"
    return documents.response_of(documents.document_bytes(found, media_type, address), media_type, tag)


def _page(kind: str, iri: str) -> Response:
    return represent(HTML, lambda: pages.describe(kind, iri), variant=language())


def _accepted(kind: str, iri: str) -> str:
    """Return the media type that is accepted; what is gone says so in others, too."""
    try:
        return negotiate(OFFERED)
    except NotAcceptable:
        _require_known(kind, iri)
        raise


def _require_known(kind: str, iri: str, media_type: str | None = None) -> None:
    """Answer 410 when something is gone, 404 when it never was there."""
    store = current.store()
    is_graph = store.contains(iri)
    if is_graph or (kind not in NAMED_GRAPHS and _is_described(iri)):
        return
    left = gone(iri, PROBLEM if media_type == CSV else media_type)
    if left is not None:
        abort(left)
    if not _is_described(iri):
        raise NotFound(f"Nothing is known about {iri}.")


def _is_described(iri: str) -> bool:
    return bool(iris(current.store(), f"SELECT ?p WHERE {{ {iri_ref(iri)} ?p ?o }} LIMIT 1"))


def _split_suffix(key: str) -> tuple[str, str]:
    for suffix in SUFFIXES:
        if key.endswith(suffix) and key != suffix:
            return key.removesuffix(suffix), suffix
    return key, ""
