"""The SPARQL 1.1 Protocol: queries by GET and POST, the service description, and an editor for browsers."""

import re
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from kg.errors import QueryError
from kg.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, ResultFormat
from kg.queries import saved_queries
from kg.store import Answer, QueryDataset
from kg.vocabulary import PREFIXES
from server import current
from server.descriptions import service_description
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate, prefers_html
from server.problems import problem
from server.representation import represent
from server.tables import Table, table
from server.translations import language

blueprint = Blueprint("sparql", __name__)

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# What clients ask for beside the registered media types, and mean the same.
_ALIASES = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "turtle": ("application/turtle", "application/x-turtle"),
    "ntriples": ("text/plain",),
}

_DIFFERS_EACH_TIME = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)

Format = GraphFormat | ResultFormat
Parameters = MultiDict[str, str]


@blueprint.get("/sparql")
def query_by_get() -> Response:
    """Answer a query by GET (SPARQL 1.1 Protocol, section 2.1.1); without one, describe the service."""
    if "update" in request.args:
        return _refuse_update()
    if "query" not in request.args:
        return _describe_service()
    return _answer(_only_query(request.args), request.args)


@blueprint.post("/sparql")
def query_by_post() -> Response:
    """Answer a query by POST, form-encoded or as it is (SPARQL 1.1 Protocol, sections 2.1.2 and 2.1.3)."""
    request.max_content_length = request.max_form_memory_size = current.config().max_query_bytes
    match request.mimetype:
        case "application/x-www-form-urlencoded":
            parameters = request.form
            return (
                _refuse_update() if "update" in parameters else _answer(_only_query(parameters), parameters)
            )
        case "application/sparql-query":
            return _answer(_body(), request.args)
        case "application/sparql-update":
            return _refuse_update()
        case _:
            raise UnsupportedMediaType(f"Send a query as {QUERY}, or as {FORM} with query=.")


def _only_query(parameters: Parameters) -> str:
    found = parameters.getlist("query")
    if len(found) != 1:
        raise BadRequest(f"There must be exactly one query= in the request, not {len(found)}.")
    return found[0]


def _body() -> str:
    try:
        return request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The query is not UTF-8 text.") from None


def _refuse_update() -> Response:
    detail = "This server takes no SPARQL updates. It takes new entries at /entries."
    return problem(HTTPStatus.BAD_REQUEST, "Updates are not supported", detail, kind="update")


def _answer(query: str, parameters: Parameters) -> Response:
    """Evaluate a query and write its answer; as a page, an error is shown beside the query."""
    try:
        answer = _evaluate(query, parameters)
        media_type, syntax = _choose(answer, parameters.get("format"))
        if syntax is None:
            return represent(HTML, lambda: _editor(query, result=table(answer)), variant=language())
        if _DIFFERS_EACH_TIME.search(query):
            return Response(answer.serialize(syntax), content_type=media_type)
        return represent(media_type, lambda: answer.serialize(syntax))
    except QueryError as error:
        if parameters.get("format", "html") == "html" and prefers_html():
            return Response(_editor(query, error=str(error)), HTTPStatus.BAD_REQUEST, mimetype=HTML)
        raise


def _evaluate(query: str, parameters: Parameters) -> Answer:
    default, named = (tuple(parameters.getlist(f"{kind}-graph-uri")) for kind in ("default", "named"))
    dataset = QueryDataset(default, named) if default or named else None
    return current.store().query(query, union=current.config().default_graph == "union", dataset=dataset)


def _choose(answer: Answer, name: str | None) -> tuple[str, Format | None]:
    """Return the media type and the syntax to answer in; HTML has none.

    Raises:
        NotAcceptable: the client accepts nothing that can carry the answer.
        BadRequest: ``format=`` names nothing that can.
    """
    formats: tuple[Format, ...] = GRAPH_FORMATS if answer.is_graph else RESULT_FORMATS
    if name:
        named: dict[str, Format] = {syntax.name: syntax for syntax in formats}
        if name == "html":
            return HTML, None
        if name not in named:
            raise BadRequest(f"This answer is available as format={', '.join((*named, 'html'))}.")
        return named[name].media_type, named[name]
    offered: dict[str, Format | None] = {}
    for syntax in formats:
        offered |= dict.fromkeys((syntax.media_type, *_ALIASES.get(syntax.name, ())), syntax)
    offered[HTML] = None
    media_type = negotiate(offered)
    return media_type, offered[media_type]


def _describe_service() -> Response:
    media_type = negotiate((*MEDIA_TYPES, HTML))
    syntax = syntax_of(media_type)
    if syntax is None:
        return represent(HTML, lambda: _editor(_first_query()), variant=language())
    description = service_description(request.url_root, current.config().default_graph)
    return represent(media_type, lambda: graph_bytes(description, syntax), variant=request.url_root)


def _first_query() -> str:
    return next((query.text for query in saved_queries()), "SELECT * WHERE { ?s ?p ?o } LIMIT 10")


def _editor(query: str, *, result: Table | None = None, error: str | None = None) -> str:
    return render_template(
        "sparql.html",
        query=query,
        result=result,
        error=error,
        saved=saved_queries(),
        prefixes=PREFIXES,
        formats=[syntax.name for syntax in (*RESULT_FORMATS, *GRAPH_FORMATS)],
    )
