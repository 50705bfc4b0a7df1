"""The answer to a query as a table in a page."""

from dataclasses import dataclass
from typing import Any

from rdflib import XSD

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS

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


def table(document: dict[str, Any], *, is_graph: bool) -> Table:
    """Return the first rows of an answer (`kg.workers.FIRST_ROWS`) as a table; triples are rows."""
    if "boolean" in document:
        return Table((), (), 0, _RESULT_NAMES, boolean=document["boolean"])
    columns = tuple(document["head"]["vars"])
    rows = tuple(tuple(_cell(b.get(column)) for column in columns) for b in document["results"]["bindings"])
    return Table(columns, rows, document["total"], _GRAPH_NAMES if is_graph else _RESULT_NAMES)


def _cell(term: dict[str, str] | None) -> Cell | None:
    if term is None:
        return None
    value = str(term["value"])
    if term["type"] == "uri":
        return Cell(value, iri=value)
    return Cell(value, language=term.get("xml:lang"), datatype=term.get("datatype"))
