"""Answers to queries, written in any syntax by Oxigraph."""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.formats import GraphFormat, ResultFormat
from kg.store import Row
from kg.store.faults import query_faults, store_faults
from kg.vocabulary import PREFIXES


class OxigraphAnswer:
    """An answer that is still being evaluated; implements `kg.store.Answer`."""

    def __init__(
        self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, sparql: str, store: Path
    ) -> None:
        self.is_graph = isinstance(result, ox.QueryTriples)
        self._result = result
        self._sparql = sparql
        self._store = store

    def serialize(self, syntax: GraphFormat | ResultFormat) -> bytes:
        """Return the whole answer in a syntax; see `kg.store.Answer`."""
        with store_faults(self._store), query_faults(self._sparql):
            match self._result, syntax:
                case ox.QueryTriples(), GraphFormat():
                    return ox.serialize(self._result, format=syntax.rdf_format, prefixes=PREFIXES) or b""
                case ((ox.QuerySolutions() | ox.QueryBoolean()), ResultFormat()):
                    return self._result.serialize(format=syntax.results_format) or b""
        raise unsuited(syntax, is_graph=self.is_graph)

    def rows(self) -> list[Row]:
        """Return the solutions of a SELECT: variable name → lexical form or IRI, None when unbound.

        Raises:
            QueryError: it is another kind of query, or evaluation fails.
        """
        if not isinstance(self._result, ox.QuerySolutions):
            raise QueryError("Only a SELECT has rows.")
        with store_faults(self._store), query_faults(self._sparql):
            return rows_of(self._result)


def rows_of(solutions: ox.QuerySolutions) -> list[Row]:
    """Return solutions: variable name → lexical form or IRI, None when unbound."""
    names = [variable.value for variable in solutions.variables]
    return [dict(zip(names, map(_text, solution), strict=True)) for solution in solutions]


def unsuited(syntax: GraphFormat | ResultFormat, *, is_graph: bool) -> QueryError:
    """Return the error that a syntax cannot carry that kind of answer."""
    if is_graph:
        return QueryError(
            f"The answer to CONSTRUCT or DESCRIBE cannot be written as {syntax.name}; use SELECT."
        )
    return QueryError(f"The answer to SELECT or ASK cannot be written as {syntax.name}; use CONSTRUCT.")


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | None:
    return str(term) if isinstance(term, ox.Triple) else term and term.value
