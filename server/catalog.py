"""What the graph is made of: ontology, shapes, context, the description of the dataset, health."""

from functools import cache, partial

from flask import Blueprint, Response, render_template, request
from rdflib import Graph

from kg import __version__
from kg.dumps import CLASSES
from kg.dumps.offered import Dump
from kg.dumps.offered import offered as offered_dumps
from kg.formats import GraphFormat, graph_format
from kg.resources import resource
from kg.vocabulary import bind_prefixes
from server import current, dumps
from server.dcat import Dataset, dataset_description
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate
from server.reading import overview
from server.reading.contents import Contents, contents
from server.reading.vocabulary import vocabulary
from server.representation import json_text, represent
from server.translations import language

blueprint = Blueprint("catalog", __name__)


@blueprint.get("/ontology")
def ontology() -> Response:
    """Return the vocabulary: RDF by Accept, or a page that lists the terms."""
    media_type = negotiate((*MEDIA_TYPES, HTML))
    syntax = syntax_of(media_type)
    if syntax is None:
        return represent(HTML, _ontology_page, variant=language())
    return represent(media_type, partial(_resource_bytes, "ontology/news.ttl", syntax))


@blueprint.get("/shapes")
def shapes() -> Response:
    """Return the shapes that every entry has to conform to, as RDF by Accept."""
    media_type = negotiate(MEDIA_TYPES)
    return represent(media_type, partial(_resource_bytes, "shapes", graph_format(media_type)))


@blueprint.get("/context.jsonld")
def context() -> Response:
    """Return the JSON-LD context of the vocabulary."""
    return represent("application/ld+json", resource("ontology/context.jsonld").read_bytes)


@blueprint.get("/dataset")
def dataset() -> Response:
    """Describe the dataset: DCAT and VoID by Accept, or a page with the counts and the downloads."""
    return _dataset((*MEDIA_TYPES, HTML))


@blueprint.get("/.well-known/void")
def void() -> Response:
    """Describe the dataset where VoID says that clients look for it (VoID, section 7.2)."""
    return _dataset(MEDIA_TYPES)


@blueprint.get("/health")
def health() -> Response:
    """Say that the server and its store work, which contents it has, and how much."""
    version = current.store().version()
    state = {"status": "ok", "version": __version__, "store_version": version, "counts": _counts()}
    response = Response(json_text(state), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _counts() -> dict[str, int]:
    return current.once_per_version("counts", lambda: overview.counts(current.store()))


def _dataset(offered: tuple[str, ...]) -> Response:
    media_type = negotiate(offered)
    syntax = syntax_of(media_type)
    sizes = {dump: dumps.size(dump) for dump in offered_dumps().values()}
    if syntax is None:
        return represent(HTML, lambda: _dataset_page(sizes), variant=f"{language()} {sizes.values()}")
    variant = f"{request.url_root} {sizes.values()}"
    return represent(media_type, lambda: graph_bytes(_description(sizes), syntax), variant=variant)


def _dataset_page(sizes: dict[Dump, int | None]) -> str:
    return render_template(
        "dataset.html", counts=_counts(), contents=_contents(), sizes=sizes, tables=CLASSES
    )


def _description(sizes: dict[Dump, int | None]) -> Graph:
    config, version = current.config(), current.store().version()
    return dataset_description(
        Dataset(request.url_root, config.base, version, config.data_licence, _contents(), sizes.items())
    )


def _contents() -> Contents:
    return current.once_per_version("contents", lambda: contents(current.store()))


def _ontology_page() -> str:
    terms = vocabulary(_parsed("ontology/news.ttl"), language())
    return render_template("ontology.html", vocabulary=terms)


def _resource_bytes(name: str, syntax: GraphFormat) -> bytes:
    """Return a Turtle file (or the files of a folder) in a syntax; in Turtle, as it was written."""
    return _turtle(name) if syntax.name == "turtle" else graph_bytes(_parsed(name), syntax)


@cache
def _turtle(name: str) -> bytes:
    path = resource(name)
    files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
    return b"\n".join(file.read_bytes() for file in files)


@cache
def _parsed(name: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph)
    return graph.parse(data=_turtle(name), format="turtle")
