"""Linked data: ``/id/…`` names a thing, ``/doc/…`` is what the graph says of it, in every syntax."""

from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from rdflib import Graph
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format
from server import current, pages
from server.addresses import IN_A_PATH
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate
from server.reading.queries import iri_ref, iris
from server.representation import represent
from server.translations import language

blueprint = Blueprint("resources", __name__)

KINDS = "any(article,actor,location,statement,estimate,concept,entry,graph)"
NAMED_GRAPHS = ("article", "entry", "graph")


@blueprint.get(f"/id/<{KINDS}:kind>/<path:key>")
def thing(kind: str, key: str) -> BaseResponse:
    """Redirect from the name of a thing to what describes it (303 See Other), by Accept."""
    _require_known(_iri(kind, key))
    syntax = syntax_of(negotiate((*MEDIA_TYPES, HTML)))
    suffix = syntax.suffix if syntax else ""
    return redirect(f"{request.script_root}/doc/{kind}/{quote(key)}{suffix}", code=303)


@blueprint.get(f"/doc/<{KINDS}:kind>/<path:key>")
def document(kind: str, key: str) -> Response:
    """Describe a thing: by Accept, or in the syntax that the suffix names."""
    key, suffix = _split_suffix(key)
    iri = _iri(kind, key)
    _require_known(iri)
    media_type = _media_type(suffix) if suffix else negotiate((*MEDIA_TYPES, HTML))
    response = _represent(media_type, kind, iri)
    response.headers["Link"] = ", ".join(_links(iri, f"{request.script_root}/doc/{kind}/{quote(key)}"))
    return response


def describe(kind: str, iri: str) -> Graph:
    """Return the named graph of an article, else what is said of a thing and the facts that refer to it."""
    store = current.store()
    if kind in NAMED_GRAPHS:
        return store.graph(iri)
    graph = Graph() + store.describe(iri)
    syntax = graph_format("ntriples")
    facts = store.query(_REFERRING.format(iri=iri_ref(iri)))
    graph.parse(data=facts.serialize(syntax), format=syntax.rdflib)
    return graph


_REFERRING = """
CONSTRUCT {{ ?fact ?p ?o . ?article kg:mentions {iri} . ?part ?q ?r }} WHERE {{
  {{ ?fact kg:speaker|kg:relayedBy|kg:estimatedBy|kg:saidAt|kg:location|kg:counts|kg:inStatement|kg:disputes
           {iri} .
     ?fact ?p ?o }}
  UNION {{ ?article kg:mentions {iri} }}
  UNION {{ ?annotation oa:hasBody {iri} . {iri} kg:reportedIn ?source .
           ?annotation oa:hasTarget?/oa:hasSelector? ?part . ?part ?q ?r . FILTER(?part != ?source) }}
}}"""


def _represent(media_type: str, kind: str, iri: str) -> Response:
    syntax = syntax_of(media_type)
    if syntax is None:
        return represent(HTML, lambda: pages.describe(kind, iri), variant=language())
    return represent(media_type, lambda: graph_bytes(describe(kind, iri), syntax))


def _iri(kind: str, key: str) -> str:
    """Return the IRI that a path stands for; characters that no IRI may have are percent-encoded again."""
    encoded = "".join(c if ord(c) > 0x9F else quote(c, safe=IN_A_PATH) for c in key)
    return f"{current.config().base}/id/{kind}/{encoded}"


def _require_known(iri: str) -> None:
    ref = iri_ref(iri)
    store = current.store()
    if not iris(store, f"SELECT ?p WHERE {{ {ref} ?p ?o }} LIMIT 1") and not len(store.graph(iri)):
        raise NotFound(f"Nothing is known about {iri}.")


def _split_suffix(key: str) -> tuple[str, str]:
    for suffix in (*(syntax.suffix for syntax in GRAPH_FORMATS), ".html"):
        if key.endswith(suffix) and key != suffix:
            return key.removesuffix(suffix), suffix
    return key, ""


def _media_type(suffix: str) -> str:
    return HTML if suffix == ".html" else graph_format(suffix).media_type


def _links(iri: str, path: str) -> list[str]:
    """Return Link header values (RFC 8288): the thing described, and the document in every syntax."""
    alternates: list[GraphFormat] = list(GRAPH_FORMATS)
    return [
        f'<{quote(iri, safe=":/#?&=%" + IN_A_PATH)}>; rel="describes"',
        *(f'<{path}{a.suffix}>; rel="alternate"; type="{a.media_type}"' for a in alternates),
    ]
