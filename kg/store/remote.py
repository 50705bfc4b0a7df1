"""Queries to a SPARQL endpoint elsewhere, such as the server that holds the store (SPARQL 1.1 Protocol)."""

import ast
import json
from http.client import HTTPException
from urllib.error import HTTPError

import pyoxigraph as ox
from SPARQLWrapper import CONSTRUCT, JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg.errors import QueryError, StoreError
from kg.formats import GraphFormat, ResultFormat
from kg.store.answer import unsuited
from kg.store.faults import query_faults
from kg.store.guard import guarded, undeclared_prefixes
from kg.vocabulary import PREFIXES

_PATIENCE_S = 300


class RemoteAnswer:
    """An answer that came over HTTP; implements `kg.store.Answer`."""

    def __init__(self, body: bytes, *, is_graph: bool, endpoint: str) -> None:
        self.is_graph = is_graph
        self._body = body
        self._endpoint = endpoint

    def serialize(self, syntax: GraphFormat | ResultFormat) -> bytes:
        """Return the whole answer in a syntax; see `kg.store.Answer`."""
        try:
            if isinstance(syntax, GraphFormat) and self.is_graph:
                quads = ox.parse(self._body, ox.RdfFormat.TURTLE, base_iri=self._endpoint)
                triples = (quad.triple for quad in quads)
                return ox.serialize(triples, format=syntax.rdf_format, prefixes=PREFIXES) or b""
            if isinstance(syntax, ResultFormat) and not self.is_graph:
                answer = ox.parse_query_results(self._body, ox.QueryResultsFormat.JSON)
                return answer.serialize(format=syntax.results_format) or b""
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._endpoint} gave an answer that cannot be read: {error}.") from error
        raise unsuited(syntax, is_graph=self.is_graph)


def query_endpoint(endpoint: str, sparql: str) -> RemoteAnswer:
    """Send a query to an endpoint and return its answer.

    Raises:
        QueryError: it cannot be parsed, which is found out here, or the endpoint refuses it.
        StoreError: the endpoint cannot be reached, or is no SPARQL endpoint.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise StoreError(
            f"{endpoint} is no address of an endpoint, for it does not begin with http:// or https://"
        )
    is_graph = _asks_for_graph(sparql)
    wrapper = SPARQLWrapper(endpoint, agent="newskg")
    wrapper.setMethod(POST)
    wrapper.setTimeout(_PATIENCE_S)
    wrapper.setQuery(_with_prefixes(sparql))
    wrapper.queryType = CONSTRUCT if is_graph else SELECT
    wrapper.setReturnFormat(TURTLE if is_graph else JSON)
    return RemoteAnswer(_send(wrapper, endpoint), is_graph=is_graph, endpoint=endpoint)


def _asks_for_graph(sparql: str) -> bool:
    safe = guarded(sparql)
    with query_faults(safe):
        return isinstance(ox.Store().query(safe, prefixes=PREFIXES), ox.QueryTriples)


def _with_prefixes(sparql: str) -> str:
    """Return the query with declarations of the project's prefixes in it: endpoints may not know them."""
    used = undeclared_prefixes(sparql, set())
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + sparql


def _send(wrapper: SPARQLWrapper, endpoint: str) -> bytes:
    try:
        body: bytes = wrapper.query().response.read()
    except QueryBadFormed as error:
        raise QueryError(f"{endpoint} refuses the query: {_detail(error)}") from error
    except SPARQLWrapperException as error:
        raise StoreError(f"{endpoint} cannot answer: {_detail(error)}") from error
    except HTTPError as error:
        raise StoreError(f"{endpoint} cannot answer: {error.code} {error.reason}.") from error
    except (OSError, HTTPException, ValueError) as error:
        raise StoreError(f"{endpoint} cannot be reached: {getattr(error, 'reason', error)}.") from error
    return body


def _detail(error: SPARQLWrapperException) -> str:
    """Return the detail of a problem (RFC 9457), else the first words of the endpoint's answer."""
    _, _, body = str(error).partition("Response:\n")
    try:
        text: str = ast.literal_eval(body).decode(errors="replace")
        return str(json.loads(text)["detail"])
    except (ValueError, SyntaxError, AttributeError):
        return body[:200]
    except (KeyError, TypeError):
        return text[:200]
