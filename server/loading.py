"""LOAD (SPARQL 1.1 Update, section 3.1.4): documents elsewhere that the operator allows, fetched beforehand.

Each LOAD is replaced by INSERT DATA, so what carries out updates never uses the network, and what was loaded
is judged like everything that is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from kg.errors import ForbiddenError, KgError, QueryStoppedError, TooLargeError
from kg.store.tokens import Token, meaningful, word
from server import current
from server.declarations import iris_of
from server.elsewhere import Elsewhere
from server.fetching import Network

# Updates are read token by token, which takes a second for some such texts.
LARGEST = 4 * 1024 * 1024
_NOTHING = "INSERT DATA { }"


@dataclass(frozen=True, slots=True)
class _Load:
    """One LOAD.

    Attributes:
        first, last: the positions of its first and its last token.
        name: what names the document.
        graph: what names the graph it goes into; None for the default graph.
        is_silent: whether it may fail.
    """

    first: int
    last: int
    name: Token
    graph: Token | None
    is_silent: bool


def loaded(sparql: str, network: Network) -> str:
    """Return an update with the triples of documents in place of what loads them.

    Where no document is allowed it is returned as it is; the store refuses it then.

    Args:
        sparql: the update.
        network: what it may use of it.

    Raises:
        ForbiddenError: a document is not allowed, its address is in a private network, there are too many, or
            it would go to a default graph that cannot be written; without SILENT.
        RemoteError: a document cannot be had; without SILENT.
        TooLargeError: the documents are too large to be loaded by an update; without SILENT.
        QueryError: its name cannot be read.
        DeadlineError: the servers take too long together.
    """
    if not current.config().allowed_documents:
        return sparql
    found = meaningful(sparql)
    elsewhere, left = Elsewhere(network), LARGEST
    written, end = [], 0
    for load in _loads(found):
        [iri] = iris_of([load.name], found[: load.first], request.base_url)
        try:
            inserted = _inserted(load, iri, elsewhere, left)
        except QueryStoppedError:
            raise
        except KgError:
            if not load.is_silent:
                raise
            inserted = _NOTHING
        left -= len(inserted)
        written += [sparql[end : found[load.first].start()], inserted]
        end = found[load.last].end()
    return "".join([*written, sparql[end:]])


def _loads(found: list[Token]) -> Iterator[_Load]:
    """Yield what loads; what is not well-formed is left to the store, which refuses it."""
    depth = 0
    for position, token in enumerate(found):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth or word(token) != "LOAD":
            continue
        is_silent = [word(t) for t in found[position + 1 : position + 2]] == ["SILENT"]
        name = position + 1 + is_silent
        words = [word(t) for t in found[name : name + 4]]
        if words == ["", "INTO", "GRAPH", ""]:
            yield _Load(position, name + 3, found[name], found[name + 3], is_silent)
        elif words[:1] == [""]:
            yield _Load(position, name, found[name], None, is_silent)


def _inserted(load: _Load, iri: str, elsewhere: Elsewhere, most: int) -> str:
    """Return the operation that inserts a document."""
    config = current.config()
    if load.graph is None and (config.default_graph == "union" or config.validates):
        raise ForbiddenError(
            f"LOAD <{iri}> goes to the default graph, which cannot be written to on this server. "
            f"Say into which graph: LOAD <{iri}> INTO GRAPH <{iri}>."
        )
    triples = elsewhere.triples(iri)
    if len(triples) > most:
        remedy = f"LOAD takes {LARGEST} bytes of N-Triples in one update; send it to /graph-store."
        raise TooLargeError(iri, "is too large to be loaded", remedy)
    inserted = f"{{\n{triples}}}" if load.graph is None else f"{{ GRAPH {load.graph[0]} {{\n{triples}}} }}"
    return f"INSERT DATA {inserted}"
