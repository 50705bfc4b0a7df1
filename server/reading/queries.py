"""Building blocks of the pages' SPARQL: safe IRIs, and descriptions of many things at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from kg.errors import QueryError
from kg.store import Row

Description = Mapping[str, tuple[str, ...]]
"""Predicate IRI → the lexical forms or IRIs of its objects, sorted."""


class Source(Protocol):
    """What can be asked: the store, or a graph that is in memory."""

    def rows(self, sparql: str) -> list[Row]:
        """Evaluate a SELECT; see `kg.store.Store.rows`."""


# What IRIREF of the SPARQL grammar excludes; everything else may stand between angle brackets.
_NOT_IN_IRIREF = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri_ref(iri: str) -> str:
    """Return the IRI in angle brackets.

    Raises:
        QueryError: it has a character that no IRI may have, and could end the brackets.
    """
    if _NOT_IN_IRIREF.search(iri):
        raise QueryError(f"{iri!r} is not an IRI")
    return f"<{iri}>"


def values(iris: Iterable[str]) -> str:
    """Return the IRIs as the block of a VALUES clause."""
    return "{ " + " ".join(iri_ref(iri) for iri in iris) + " }"


def iris(store: Source, query: str) -> list[str]:
    """Return the first variable's IRIs of a SELECT, in its order, without those that are unbound."""
    return [iri for row in store.rows(query) for iri in list(row.values())[:1] if iri]


def count(store: Source, pattern: str) -> int:
    """Return how many different ``?thing`` match a graph pattern."""
    [row] = store.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"] or 0)


def describe_all(store: Source, things: Iterable[str]) -> dict[str, Description]:
    """Return what the graph says of each thing; a thing it knows nothing of is absent."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.rows(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {values(things)} ?s ?p ?o }}"):
        found[str(row["s"])][str(row["p"])].add(str(row["o"]))
    return {s: {p: tuple(sorted(o)) for p, o in about.items()} for s, about in found.items()}


def every(description: Description, predicate: str) -> tuple[str, ...]:
    """Return the objects of a predicate, in order."""
    return description.get(str(predicate), ())


def first(description: Description, predicate: str) -> str | None:
    """Return one object of a predicate, the first in order, or None."""
    return next(iter(every(description, predicate)), None)
