"""The answer to the query of a user as a response: its format, its entity tag, and what it is sent from."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

from flask import Response, request
from werkzeug.exceptions import BadRequest, NotAcceptable
from werkzeug.wsgi import FileWrapper

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from kg.store import QueryDataset
from kg.workers import FIRST_ROWS, Question, Reply
from server import current
from server.datasets import dataset_of
from server.evaluation import evaluate
from server.gateway import same_while
from server.negotiation import HTML, negotiate
from server.representation import entity_tag, tagged, unmodified, with_charset
from server.tables import Table, table
from server.translations import language

# What clients ask for beside the registered media types, and mean the same.
_ALIASES = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "turtle": ("application/turtle", "application/x-turtle"),
    "ntriples": ("text/plain",),
}

# What clients call the formats of graphs beside the names in `kg.formats`; SPARQLWrapper does.
_GRAPH_NAMES = {"xml": "rdfxml", "rdf+xml": "rdfxml", "json-ld": "jsonld", "n3": "turtle"}

_DIFFERS_EACH_TIME = re.compile(r"\b(?:(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(|SERVICE)", re.IGNORECASE)

_CHUNK = 64 * 1024

Page = Callable[[str, Table], str]
"""Makes a page of a query and its answer."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A format to answer in: its media type, as the client asked for it, and its name in `Question`."""

    media_type: str
    syntax: str

    @property
    def variant(self) -> str:
        return language() if self.syntax == FIRST_ROWS else ""


def answer(
    query: str, page: Page, *, format_name: str | None, dataset: QueryDataset | None, base: str
) -> Response:
    """Evaluate a query and return its answer in the format that the client wants; 304 when it has it already.

    Args:
        query: SPARQL 1.1.
        page: makes the page for a browser.
        format_name: of the format (`kg.formats`, or ``html``); without it, Accept decides.
        dataset: the graphs that it sees in place of all; see `kg.store.Store.query`.
        base: what relative IRIs in it are relative to.

    Raises:
        NotAcceptable: the client accepts nothing that can carry the answer.
        BadRequest: there is no format of that name that can.
        KgError: see `server.evaluation.evaluate`.
    """
    solutions = _chosen(RESULT_FORMATS, format_name)
    graph = _chosen(GRAPH_FORMATS, _GRAPH_NAMES.get(format_name or "", format_name))
    choices = [choice for choice in (solutions, graph) if choice is not None]
    if not choices:
        raise _unavailable((*RESULT_FORMATS, *GRAPH_FORMATS), format_name)
    dataset, fetched = dataset_of(query, dataset, base)
    has_tag = not (fetched or _DIFFERS_EACH_TIME.search(query))
    if has_tag and request.if_none_match:
        known = unmodified(*(entity_tag(c.media_type, variant=c.variant) for c in choices))
        if known is not None:
            return known
    question = _question(query, solutions, graph, dataset, base)
    reply = evaluate(question, fetched)
    choice = graph if reply.is_graph else solutions
    if choice is None:
        raise _unavailable(GRAPH_FORMATS if reply.is_graph else RESULT_FORMATS, format_name)
    response = _response(reply, choice, query, page)
    if not has_tag:
        return response
    same_while(reply.version)
    return tagged(response, entity_tag(choice.media_type, variant=choice.variant, version=reply.version))


def graph_answer(
    query: str, syntax: GraphFormat, dataset: QueryDataset | None, version: str | None = None
) -> Response:
    """Evaluate a CONSTRUCT and return the graph in a syntax; 304 when the client has it already.

    Args:
        query: gives the graph.
        syntax: what it is written in.
        dataset: the graphs that it sees.
        version: what tells this version of the graph from all others, where something does.

    Raises:
        KgError: see `server.evaluation.evaluate`.
    """
    strong = f"{version}.{syntax.name}" if version else None
    known = unmodified(strong or entity_tag(syntax.media_type), weak=strong is None)
    if known is not None:
        return known
    choice = _Choice(syntax.media_type, syntax.name)
    reply = evaluate(_question(query, None, choice, dataset, None))
    same_while(reply.version)
    tag = strong or entity_tag(syntax.media_type, version=reply.version)
    return tagged(_sent(reply, choice), tag, weak=strong is None)


def _question(
    query: str,
    solutions: _Choice | None,
    graph: _Choice | None,
    dataset: QueryDataset | None,
    base: str | None,
) -> Question:
    return Question(
        sparql=query,
        solutions=solutions.syntax if solutions else None,
        graph=graph.syntax if graph else None,
        union=current.config().default_graph == "union",
        dataset=dataset,
        base=base,
    )


def _chosen(formats: tuple[GraphFormat | ResultFormat, ...], name: str | None) -> _Choice | None:
    """Return the format of that name, or the one that Accept prefers; None when there is none."""
    if name == "html":
        return _Choice(HTML, FIRST_ROWS)
    if name:
        return next((_Choice(syntax.media_type, name) for syntax in formats if syntax.name == name), None)
    try:
        media_type = negotiate(_offered(formats))
    except NotAcceptable:
        return None
    return _Choice(media_type, _offered(formats)[media_type])


@cache
def _offered(formats: tuple[GraphFormat | ResultFormat, ...]) -> dict[str, str]:
    """Return the media types that a client may ask for, and the names of their formats."""
    offered: dict[str, str] = {}
    for syntax in formats:
        offered |= dict.fromkeys((syntax.media_type, *_ALIASES.get(syntax.name, ())), syntax.name)
    return offered | {HTML: FIRST_ROWS}


def _unavailable(
    formats: tuple[GraphFormat | ResultFormat, ...], name: str | None
) -> BadRequest | NotAcceptable:
    if name:
        names = ", ".join((*(syntax.name for syntax in formats), "html"))
        return BadRequest(f"This answer is available as format={names}.")
    return NotAcceptable(f"This is available as {', '.join(_offered(formats))}.")


def _response(reply: Reply, choice: _Choice, query: str, page: Page) -> Response:
    if choice.syntax == FIRST_ROWS:
        rows = table(json.loads(reply.content()), is_graph=reply.is_graph)
        return Response(page(query, rows), HTTPStatus.OK, mimetype=HTML)
    return _sent(reply, choice)


def _sent(reply: Reply, choice: _Choice) -> Response:
    content_type = with_charset(choice.media_type)
    if reply.file is None:
        return Response(reply.body, content_type=content_type)
    if request.method == "HEAD":
        reply.file.close()
        response = Response(content_type=content_type)
    else:
        file = FileWrapper(reply.file, _CHUNK)
        response = Response(file, content_type=content_type, direct_passthrough=True)
    response.content_length = reply.length
    return response
