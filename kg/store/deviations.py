"""Where the engine deviates from SPARQL 1.1: queries rewritten so that it does what they say.

Each rewrite is of tokens, exact where it applies, and leaves the query alone where it does not. What cannot
be put right in front of the engine is listed in tests/conformance/exclusions.toml.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from kg.store.tokens import Token, meaningful, tokens, word

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

HIDDEN = "newskgGraph"
"""How the variables begin that rewrites bring in; SELECT * does not show them."""

_MODIFIERS = ("*", "?")

# What all of the rewrites are about; most queries have none of it, and are spared being read again.
_SUSPECT = re.compile(r"[*]|\?(?!\w)|true|false|group_concat|graph", re.IGNORECASE)


def conforming(sparql: str) -> str:
    """Return a query, as `kg.store.guard.guarded` wrote it, that the engine answers as SPARQL 1.1 says."""
    if not _SUSPECT.search(sparql):
        return sparql
    found = list(tokens(plain(sparql)))
    if any(word(token) == "GRAPH" for token in found):
        found = _graph_variables_in_scope(found)
    text = _joined(found)
    return _zero_length_paths(text) if any(token[0] in _MODIFIERS for token in found) else text


def plain(sparql: str) -> str:
    """Return a query or an update whose expressions the engine reads as SPARQL 1.1 says."""
    found = list(tokens(sparql))
    words = {word(token) for token in found}
    if not words & {"TRUE", "FALSE", "GROUP_CONCAT"}:
        return sparql
    return "".join(_plain_concatenations(found))


def ask_engine(store: ox.Store, sparql: str, **options: Any) -> Result:
    """Return the engine's answer to a query that is `conforming`, its columns in the order of the query.

    Of ``SELECT *`` the engine puts them into the order of the alphabet.

    Args:
        store: what is asked.
        sparql: the query.
        options: what `pyoxigraph.Store.query` takes.
    """
    result = store.query(sparql, **options)
    if isinstance(result, ox.QuerySolutions) and "*" in sparql:
        ordered = _with_columns(sparql, [variable.value for variable in result.variables])
        return store.query(ordered, **options) if ordered else result
    return result


def _with_columns(sparql: str, variables: Iterable[str]) -> str | None:
    """Return a ``SELECT *`` with its variables in the order of their names in it; None for other queries."""
    found = meaningful(sparql)
    start = next((i for i, token in enumerate(found) if word(token) == "SELECT"), len(found))
    after = [token for token in found[start + 1 : start + 3] if word(token) not in ("DISTINCT", "REDUCED")]
    if not after or after[0][0] != "*":
        return None
    star, known = after[0], set(variables)
    named = dict.fromkeys(token[0][1:] for token in found if _is_node(token) and token["term"])
    columns = " ".join(f"?{name}" for name in named if name in known and not name.startswith(HIDDEN))
    return f"{sparql[: star.start()]} {columns} {sparql[star.end() :]}" if columns else None


def _plain_concatenations(found: list[Token]) -> Iterator[str]:
    """Yield the texts of tokens, some changed.

    Booleans are keywords, in any case (section 19.8, note 1); the engine knows one. GROUP_CONCAT makes a
    simple literal (section 18.5.1.7); the engine keeps a language that all have.
    """
    ends = set()
    for position, token in enumerate(found):
        start = _next(found, position) if word(token) == "GROUP_CONCAT" else None
        end = _closing(found, start)
        if end is not None:
            ends.add(end)
            yield f"STR({token[0]}"
        else:
            yield token[0].lower() if word(token) in ("TRUE", "FALSE") else token[0]
        if position in ends:
            yield ")"


def _graph_variables_in_scope(found: list[Token]) -> list[Token]:
    """A graph's variable is bound after its pattern, not within it (section 18.6), as the engine does.

    It only matters where the pattern mentions the variable. Of a subquery the engine forgets the graph.
    """
    for position in reversed(range(len(found))):
        name = _next(found, position) if word(found[position]) == "GRAPH" else None
        start = _next(found, name)
        end = _closing(found, start)
        if name is None or start is None or end is None or not found[name]["term"]:
            continue
        pattern = found[start : end + 1]
        mentioned = any(_is_variable(token, found[name][0][1:]) for token in pattern)
        if mentioned and not any(word(token) == "SELECT" for token in pattern):
            text = _bound_after(found[name][0][1:], pattern)
            found = list(tokens(_joined(found[:position]) + text + _joined(found[end + 1 :])))
    return found


def _bound_after(variable: str, pattern: list[Token]) -> str:
    inner, graph = f"?{HIDDEN}Inner{variable}", f"?{HIDDEN}{variable}"
    renamed = "".join(inner if _is_variable(token, variable) else token[0] for token in pattern)
    same = f"FILTER (!BOUND({inner}) || SAMETERM({inner}, {graph}))"
    return f"{{ GRAPH {graph} {{}} GRAPH {graph} {renamed} {same} BIND ({graph} AS ?{variable}) }}"


def _zero_length_paths(sparql: str) -> str:
    """A path of no length leads from a constant to itself, in the graph or not (section 18.4).

    The engine wants it in the graph. So does a triple pattern beside others of the same subject, hence only
    those alone matter. Where blank nodes have labels, splitting a pattern could part them.
    """
    found = meaningful(sparql)
    if any(token["prefix"] == "_" for token in found):
        return sparql
    written, end = [], 0
    for subject, value in _lone_paths(found):
        ends = [subject[0], value[0]]
        if (subject["term"] is None) == (value["term"] is None):
            continue
        variable, constant = ends if subject["term"] else reversed(ends)
        pattern = sparql[subject.start() : value.end()]
        path = sparql[subject.end() : value.start()]
        absent = f"FILTER NOT EXISTS {{ {constant} {path} {constant} }}"
        written.append(sparql[end : subject.start()])
        written.append(f"{{ {pattern} }} UNION {{ BIND ({constant} AS {variable}) {absent} }}")
        end = value.end()
    return "".join(written) + sparql[end:]


def _lone_paths(found: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield the ends of each triple pattern of its own whose predicate is one step, any or no times."""
    for position, (before, subject) in enumerate(pairwise(found), start=1):
        if before[0] in ("{", "}", ".", ")") and _is_node(subject):
            value = _after_step(found, position + 1)
            if value is not None and _is_node(found[value]) and _ends_pattern(found, value + 1):
                yield subject, found[value]


def _after_step(found: list[Token], position: int) -> int | None:
    """Return the position after one step of a path and ``*`` or ``?``; None when something else is there."""
    while position < len(found) and found[position][0] in ("^", "!"):
        position += 1
    if position >= len(found):
        return None
    last = _closing(found, position) if found[position][0] == "(" else position
    is_step = found[position][0] in ("(", "a") or found[position].lastgroup in ("iri", "local")
    if last is None or not is_step or last + 2 >= len(found) or found[last + 1][0] not in _MODIFIERS:
        return None
    return last + 2


def _ends_pattern(found: list[Token], position: int) -> bool:
    return position < len(found) and (found[position][0] in ("{", "}", ".") or bool(word(found[position])))


def _is_node(token: Token) -> bool:
    return token.lastgroup in ("iri", "local") or (token["term"] is not None and token[0][0] in "?$")


def _is_variable(token: Token, name: str) -> bool:
    return token["term"] is not None and token[0][0] in "?$" and token[0][1:] == name


def _next(found: list[Token], position: int | None) -> int | None:
    """Return the position of the next token that is no space."""
    if position is None:
        return None
    return next((i for i in range(position + 1, len(found)) if found[i].lastgroup != "space"), None)


def _closing(found: list[Token], position: int | None) -> int | None:
    """Return the position of the bracket that closes the one here; None when there is none."""
    depth = 0
    for index in range(position or 0, len(found) if position is not None else 0):
        depth += (found[index].lastgroup == "open") - (found[index].lastgroup == "close")
        if depth == 0:
            return index if index != position else None
    return None


def _joined(found: Iterable[Token]) -> str:
    return "".join(token[0] for token in found)
