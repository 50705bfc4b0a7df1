"""What names stand for in a query or an update: by its declarations, before the engine gets it."""

from collections.abc import Iterable
from typing import cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.guard import guarded
from kg.store.tokens import Token, word
from kg.vocabulary import PREFIXES


def iris_of(names: list[Token], before: Iterable[Token], base: str) -> list[str]:
    """Return the IRIs that names stand for.

    Args:
        names: IRIs, whole or relative, and prefixed names.
        before: the tokens before them, with the declarations.
        base: what relative IRIs are relative to, where nothing is declared.

    Raises:
        QueryError: one of them is no name, or its prefix is not declared.
    """
    shown = ", ".join(name[0] for name in names)
    if any(name.lastgroup not in ("iri", "local") for name in names):
        raise QueryError(f"The query cannot be parsed: in {shown} not all are IRIs.")
    written = " ".join(f"({position} {name[0]})" for position, name in enumerate(names))
    select = f"SELECT ?iri WHERE {{ VALUES (?position ?iri) {{ {written} }} }} ORDER BY ?position"
    try:
        rows = ox.Store().query(
            guarded(f"{_declared(list(before))}\n{select}"), base_iri=base, prefixes=PREFIXES
        )
    except SyntaxError as error:
        raise QueryError(f"The query cannot be parsed: {shown} cannot be read as IRIs.") from error
    return [cast("ox.NamedNode", row["iri"]).value for row in cast("ox.QuerySolutions", rows)]


def _declared(found: list[Token]) -> str:
    declarations = []
    for position, token in enumerate(found):
        if word(token) == "BASE":
            declarations += found[position : position + 2]
        elif word(token) == "PREFIX":
            declarations += found[position : position + 3]
    return " ".join(token[0] for token in declarations)
