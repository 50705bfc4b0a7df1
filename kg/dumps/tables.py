"""The rows of the tables: one a thing, in the order of their IRIs."""

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache, partial

import pyoxigraph as ox

from kg.dumps import CLASSES, Source
from kg.dumps.columns import LABEL, TABLES, Column, Form
from kg.dumps.sorting import SortedLines
from kg.store.faults import store_faults

Value = str | int | float | list[str] | None
Row = dict[str, Value]
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LANGUAGES = {"de": 0, "en": 1}
_KNOWN = 50_000
"""So many values of things that rows link to are kept, as the next rows often link to the same."""


def rows(source: Source, table: str) -> Iterator[Row]:
    """Yield the rows of a table of `CLASSES`.

    A value that there is none of is None. Where there are several in place of one, such as labels, it is the
    German one, else the English one, else the first in order.

    Raises:
        StoreError: the store cannot be read.
    """
    columns = TABLES[table]
    follow = lru_cache(_KNOWN)(partial(_values, source))
    with store_faults(source.path):
        for iri in _things(source, CLASSES[table]):
            said = _said_of(source, ox.NamedNode(iri))
            row: Row = {"iri": iri}
            for column in columns:
                found = said.get(column.predicate, ())
                if column.then is not None:
                    found = [
                        v for node in found if isinstance(node, ox.NamedNode) for v in follow(node, column)
                    ]
                row[column.name] = _value(found, column)
            yield row


def _things(source: Source, kind: str) -> Iterator[str]:
    """Yield the IRIs of the instances of a class in order, each once."""
    with SortedLines() as lines:
        for quad in source.database.quads_for_pattern(None, _TYPE, ox.NamedNode(kind), source.scope):
            if isinstance(quad.subject, ox.NamedNode):
                lines.write(quad.subject.value.encode() + b"\n")
        for chunk in lines.chunks():
            yield from chunk.decode().removesuffix("\n").split("\n")


def _said_of(source: Source, node: ox.NamedNode) -> dict[str, list[Node]]:
    said: defaultdict[str, set[Node]] = defaultdict(set)
    for quad in source.database.quads_for_pattern(node, None, None, source.scope):
        said[quad.predicate.value].add(quad.object)
    return {predicate: sorted(values, key=_rank) for predicate, values in said.items()}


def _values(source: Source, node: ox.NamedNode, column: Column) -> list[Node]:
    """Return the values of the second property of a column; of labels, the best one."""
    predicate = ox.NamedNode(column.then or LABEL)
    found = {q.object for q in source.database.quads_for_pattern(node, predicate, None, source.scope)}
    return sorted(found, key=_rank)[:1]


def _rank(node: Node) -> tuple[int, str]:
    language = node.language if isinstance(node, ox.Literal) else None
    return _LANGUAGES.get(language or "", len(_LANGUAGES)), str(node)


def _value(found: list[Node] | tuple[Node, ...], column: Column) -> Value:
    if column.form is Form.NUMBER:
        return next((number for node in found if (number := _number(node)) is not None), None)
    texts = [text for node in found if (text := _text(node, column)) is not None]
    if column.many:
        return texts
    return texts[0] if texts else None


def _text(node: Node, column: Column) -> str | None:
    if isinstance(node, ox.Triple):
        return None
    if column.form is Form.TEXT or column.then is not None:
        return node.value
    if not isinstance(node, ox.NamedNode) or not node.value.startswith(column.start):
        return None
    if column.form is Form.IRI:
        return node.value
    local = node.value.replace("#", "/").rpartition("/")[2]
    local = local[:1].lower() + local[1:]
    return None if local in column.besides else local


def _number(node: Node) -> int | float | None:
    """Return what a literal stands for; None for what is no finite number."""
    if not isinstance(node, ox.Literal):
        return None
    try:
        number = float(node.value)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(node.value) if node.value.lstrip("+-").isdecimal() else number
