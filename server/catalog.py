"""What the graph is made of and how to have it whole: ontology, shapes, context, dataset, dumps, health."""

import gzip
import io
import tempfile
from functools import cache, partial
from typing import IO, cast

from flask import Blueprint, Response, render_template, request
from rdflib import Graph
from werkzeug.wsgi import FileWrapper

from kg import __version__
from kg.formats import GraphFormat, graph_format
from kg.resources import resource
from kg.vocabulary import bind_prefixes
from server import current
from server.descriptions import DUMPS, dataset_description
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate
from server.reading import overview
from server.reading.vocabulary import vocabulary
from server.representation import json_text, represent
from server.translations import language

blueprint = Blueprint("catalog", __name__)

CHUNK = 64 * 1024


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


@blueprint.get("/dump.<any(nq,trig):suffix>.gz")
def dump(suffix: str) -> Response:
    """Return every graph, compressed."""
    syntax = graph_format(DUMPS[suffix])
    response = represent("application/gzip", lambda: _compressed_dump(syntax), variant=suffix)
    response.headers["Content-Disposition"] = f'attachment; filename="newskg.{suffix}.gz"'
    return response


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
    if syntax is None:
        return represent(HTML, lambda: render_template("dataset.html", counts=_counts()), variant=language())
    return represent(media_type, lambda: graph_bytes(_description(), syntax), variant=request.url_root)


def _description() -> Graph:
    triples = current.once_per_version("triples", lambda: overview.number_of_triples(current.store()))
    return dataset_description(request.url_root, current.config().base, _counts(), triples)


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


def _compressed_dump(syntax: GraphFormat) -> FileWrapper:
    """Return a compressed dump, made on disk first: either all of it can be had or none."""
    if request.method == "HEAD":
        return FileWrapper(io.BytesIO(), CHUNK)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    try:
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as compressed:
            current.store().dump(cast("IO[bytes]", compressed), syntax)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileWrapper(file, CHUNK)
