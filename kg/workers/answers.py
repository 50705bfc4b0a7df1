"""What a worker writes: an answer in one of the syntaxes that are wanted, or its first rows for a page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

import pyoxigraph as ox

from kg.formats import graph_format, result_format
from kg.workers import FIRST_ROWS
from kg.workers.messages import Message

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written: of which kind, and the name of its format; None when none is wanted that fits."""

    is_graph: bool
    syntax: str | None


def write(result: Result, question: Message, prefixes: dict[str, str], out: IO[bytes]) -> Answer:
    """Write the answer as the question wants it (see `kg.workers.Question`); evaluation goes on meanwhile."""
    is_graph = isinstance(result, ox.QueryTriples)
    syntax = question["graph" if is_graph else "solutions"]
    if syntax is None:
        return Answer(is_graph, None)
    if syntax == FIRST_ROWS:
        out.write(json.dumps(_first(result, question["rows"])).encode())
    elif isinstance(result, ox.QueryTriples):
        ox.serialize(result, out, format=graph_format(syntax).rdf_format, prefixes=prefixes)
    else:
        result.serialize(out, format=result_format(syntax).results_format)
    return Answer(is_graph, syntax)


def _first(result: Result, number: int) -> dict[str, Any]:
    """Return the beginning of an answer, in the form of SPARQL 1.1 Query Results JSON, and its ``total``."""
    if isinstance(result, ox.QueryBoolean):
        return {"head": {}, "boolean": bool(result), "total": 0}
    if isinstance(result, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
        return _rows(names, ((t.subject, t.predicate, t.object) for t in result), number)
    return _rows([variable.value for variable in result.variables], result, number)


def _rows(names: list[str], rows: Iterable[Iterable[Term | None]], number: int) -> dict[str, Any]:
    bindings = []
    total = 0
    for row in rows:
        total += 1
        if total <= number:
            named = zip(names, row, strict=True)
            bindings.append({name: _json(term) for name, term in named if term is not None})
    return {"head": {"vars": names}, "results": {"bindings": bindings}, "total": total}


def _json(term: Term) -> dict[str, str]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Triple():
            return {"type": "literal", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
