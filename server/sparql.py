"""The SPARQL 1.1 Protocol: queries, updates, the service description, and an editor for browsers."""

from http import HTTPStatus

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from kg.access import Scope
from kg.errors import ForbiddenError, QueryError, QueryStoppedError
from kg.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.queries import saved_queries
from kg.vocabulary import PREFIXES
from server import current, parameters, updates
from server.answers import answer
from server.authorization import require
from server.descriptions import service_description
from server.graphs import MEDIA_TYPES, graph_bytes, syntax_of
from server.negotiation import HTML, negotiate, prefers_html
from server.parameters import FORM, Parameters
from server.problems import problem_status
from server.representation import represent
from server.tables import Table
from server.translations import language

blueprint = Blueprint("sparql", __name__)

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@blueprint.get("/sparql")
def query_by_get() -> Response:
    """Answer a query by GET (SPARQL 1.1 Protocol, section 2.1.1); without one, describe the service."""
    sent = parameters.of_address()
    if "update" in sent:
        raise BadRequest("Updates come by POST.")
    if "query" not in sent:
        return _describe_service()
    return _answer(_only("query", sent), sent)


@blueprint.post("/sparql")
def operate_by_post() -> Response:
    """Take a query or an update by POST, as a form or as it is (SPARQL 1.1 Protocol, section 2)."""
    request.max_content_length = current.config().max_query_bytes
    match request.mimetype:
        case parameters.FORM:
            sent = parameters.of_form()
            if "update" in sent and "query" not in sent:
                return _update(_only("update", sent), sent)
            if "update" in sent:
                raise BadRequest("A request has a query= or an update=, not both.")
            return _answer(_only("query", sent), sent)
        case "application/sparql-query":
            return _answer(parameters.of_body("The query"), parameters.of_address())
        case "application/sparql-update":
            return _update(parameters.of_body("The update"), parameters.of_address())
        case _:
            raise UnsupportedMediaType(
                f"Send a query as {QUERY}, an update as {UPDATE}, either as {FORM} with query= or update=."
            )


def _only(name: str, sent: Parameters) -> str:
    found = sent.getlist(name)
    if len(found) != 1:
        raise BadRequest(f"There must be exactly one {name}= in the request, not {len(found)}.")
    return found[0]


def _update(update: str, sent: Parameters) -> Response:
    """Carry out an update, all of it or nothing (SPARQL 1.1 Protocol, section 2.2)."""
    sender = require(Scope.WRITE)
    dataset = parameters.dataset(sent, "using-graph-uri", "using-named-graph-uri")
    updates.carry_out(update, dataset, sender)
    return Response(status=HTTPStatus.NO_CONTENT)


def _answer(query: str, sent: Parameters) -> Response:
    """Evaluate a query and return its answer; in a page, an error is shown beside the query."""
    try:
        dataset = parameters.dataset(sent, "default-graph-uri", "named-graph-uri")
        return answer(query, _page, format_name=sent.get("format"), dataset=dataset, base=request.base_url)
    except (QueryError, ForbiddenError, QueryStoppedError) as error:
        if sent.get("format", "html") == "html" and prefers_html():
            return Response(_editor(query, error=str(error)), problem_status(error), mimetype=HTML)
        raise


def _describe_service() -> Response:
    media_type = negotiate((*MEDIA_TYPES, HTML))
    syntax = syntax_of(media_type)
    if syntax is None:
        return represent(HTML, lambda: _editor(_first_query()), variant=language())
    settings = current.config()
    description = service_description(
        request.url_root,
        settings.default_graph,
        federates=bool(settings.allowed_services),
        dereferences=bool(settings.allowed_documents),
    )
    return represent(media_type, lambda: graph_bytes(description, syntax), variant=request.url_root)


def _page(query: str, result: Table) -> str:
    return _editor(query, result=result)


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
