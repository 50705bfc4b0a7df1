"""Answers of different servers in a form in which equal ones are equal."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, InvalidOperation
from http.client import HTTPConnection, HTTPException
from time import perf_counter
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from bench.sparql.questions import GRAPH

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = {
    _XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
}
_ROUNDED = Context(prec=12)  # beyond that servers round as they like

Item = str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        items: rows, triples or the one truth value, each as often as it came; None when there is no answer.
        seconds: how long it took.
        error: why there is no answer.
    """

    items: Counter[Item] | None
    seconds: float
    error: str = ""


def ask(port: int, path: str, query: str, accept: str, limit: float) -> Answer:
    """Ask a server of this machine."""
    connection = HTTPConnection("127.0.0.1", port, timeout=limit)
    start = perf_counter()
    try:
        connection.request("GET", f"{path}?query={quote(query)}", headers={"Accept": accept})
        response = connection.getresponse()
        body = response.read()
    except TimeoutError:
        return Answer(None, perf_counter() - start, f">{limit:g} s")
    except (OSError, HTTPException) as error:
        return Answer(None, perf_counter() - start, type(error).__name__)
    finally:
        connection.close()
    seconds = perf_counter() - start
    if seconds > limit:
        return Answer(None, seconds, f">{limit:g} s")
    if response.status != 200:
        return Answer(None, seconds, f"HTTP {response.status}: {body[:200].decode(errors='replace')}")
    try:
        return Answer(items(body, graph=accept == GRAPH), seconds)
    except (ValueError, KeyError, SyntaxError) as error:
        return Answer(None, seconds, f"cannot be read: {error}")


def items(body: bytes, *, graph: bool) -> Counter[Item]:
    """Return what an answer says.

    Args:
        body: N-Triples without blank nodes, or SPARQL 1.1 query results in JSON.
        graph: whether it is a graph: then triples count once.

    Raises:
        ValueError, KeyError, SyntaxError: it is neither.
    """
    if graph:
        return Counter(set(_triples(body)))
    results = json.loads(body)
    if "boolean" in results:
        return Counter([str(bool(results["boolean"]))])
    return Counter(_row(binding) for binding in results["results"]["bindings"])


def _triples(body: bytes) -> Iterator[Item]:
    for triple in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
        yield f"{triple.subject} {triple.predicate} {_of_graph(triple.object)}"


def _of_graph(term: Any) -> str:
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.language or "", term.datatype.value)
    return str(term)


def _row(binding: dict[str, dict[str, str]]) -> Item:
    return " ".join(f"?{name} {_of_row(term)}" for name, term in sorted(binding.items()))


def _of_row(term: dict[str, str]) -> str:
    if term["type"] == "uri":
        return f"<{term['value']}>"
    if term["type"] == "bnode":
        return "_:"
    return _literal(term["value"], term.get("xml:lang", ""), term.get("datatype", ""))


def _literal(value: str, language: str, datatype: str) -> str:
    if datatype in _NUMERIC:
        return _number(value)
    if language:
        return f'"{value}"@{language.lower()}'
    return f'"{value}"^^{datatype}' if datatype and datatype != _XSD + "string" else f'"{value}"'


def _number(value: str) -> str:
    """Return a number by its value: 1, 1.0 and 1.0E0 are the same."""
    try:
        number = _ROUNDED.create_decimal(value)
    except InvalidOperation:
        return value
    return f"{number.normalize()}" if number else "0"


def difference(one: Counter[Item], other: Counter[Item]) -> str:
    """Say in a few words how an answer differs from another; empty when it does not."""
    missing, extra = one - other, other - one
    parts = [
        f"{found.total():,} {word} (as {next(iter(found))[:120]})"
        for found, word in ((missing, "missing"), (extra, "more"))
        if found
    ]
    return ", ".join(parts)
