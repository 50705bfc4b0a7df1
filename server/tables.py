"""The answer to a query as a table in a page."""

import json
from dataclasses import dataclass
from itertools import islice

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS, graph_format, result_format
from kg.store import Answer

# A page with more rows than this is of use to nobody; it says how many there are.
SHOWN_ROWS = 500

_GRAPH_NAMES = tuple(syntax.name for syntax in GRAPH_FORMATS)
_RESULT_NAMES = tuple(syntax.name for syntax in RESULT_FORMATS)


@dataclass(frozen=True, slots=True)
class Cell:
    """An RDF term; `iri` when it is one, else a literal with its language or datatype."""

    text: str
    iri: str | None = None
    language: str | None = None
    datatype: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return (self.datatype or "").removeprefix(str(XSD)) in ("integer", "decimal", "double", "float")


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer, and how many it has in all.

    `formats` are the option names of those that can carry it; `boolean` is the answer to an ASK.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int
    formats: tuple[str, ...]
    boolean: bool | None = None

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether a column holds nothing but numbers, to be set flush right."""
        columns = zip(*self.rows, strict=True)
        return tuple(any(column) and all(c.is_number for c in column if c) for column in columns)


def table(answer: Answer) -> Table:
    """Return the answer as a table; the triples of a graph are its rows.

    Raises:
        QueryError: the query cannot be evaluated.
    """
    return _triples(answer) if answer.is_graph else _solutions(answer)


def _solutions(answer: Answer) -> Table:
    document = json.loads(answer.serialize(result_format("json")))
    if "boolean" in document:
        return Table((), (), 0, _RESULT_NAMES, boolean=document["boolean"])
    columns = tuple(document["head"]["vars"])
    bindings = document["results"]["bindings"]
    rows = tuple(tuple(_cell(binding.get(c)) for c in columns) for binding in bindings[:SHOWN_ROWS])
    return Table(columns, rows, len(bindings), _RESULT_NAMES)


def _cell(term: dict[str, str] | None) -> Cell | None:
    if term is None:
        return None
    value = str(term["value"])
    if term["type"] == "uri":
        return Cell(value, iri=value)
    return Cell(value, language=term.get("xml:lang"), datatype=term.get("datatype"))


def _triples(answer: Answer) -> Table:
    syntax = graph_format("ntriples")
    graph = Graph().parse(data=answer.serialize(syntax), format=syntax.rdflib)
    rows = tuple(tuple(_term(term) for term in triple) for triple in islice(sorted(graph), SHOWN_ROWS))
    return Table(("subject", "predicate", "object"), rows, len(graph), _GRAPH_NAMES)


def _term(term: Node) -> Cell:
    if isinstance(term, Literal):
        return Cell(str(term), language=term.language, datatype=term.datatype)
    return Cell(str(term), iri=str(term) if isinstance(term, URIRef) else None)
