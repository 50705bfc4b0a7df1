"""What a query may not contain: a look at its tokens before the engine gets it.

The engine would fetch whatever ``SERVICE`` names. It parses and plans by recursion, so a query that is nested
or chained deeply enough overflows the stack of its thread and ends the process. Neither can be turned off.
"""

from collections.abc import Iterator
from itertools import pairwise

from kg.errors import ForbiddenError, QueryError
from kg.store.deviations import conforming
from kg.store.tokens import Token, meaningful, tokens, word

# A quarter and a half of what the engine bears on a stack of 2 MiB, the least that a server's thread has.
DEEPEST_NESTING = 100
MOST_OPERATORS = 400
LONGEST_IRI = 1000

_CHAINING = {"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER"}
_ESCAPES = {"#": r"\u0023", "'": r"\u0027", "?": r"\u003F", "$": r"\u0024", "&": r"\u0026"}


def guarded_query(sparql: str) -> str:
    """Return a query as `guarded` does, which the engine answers as SPARQL 1.1 says.

    Raises:
        QueryError: it is empty; or see there.
        ForbiddenError: see there.
    """
    if not sparql.strip():
        raise QueryError("The query is empty; SELECT * WHERE { ?s ?p ?o } LIMIT 10 is one to begin with.")
    return conforming(guarded(sparql))


def guarded(sparql: str) -> str:
    """Return the query or update, written so that it has one reading, if it stays here and is not too deep.

    The engine has no separate lexer: it can read ``<`` as "less than" where this module sees an IRI, as does
    SPARQL. So what would begin a comment, a string, a variable or an operator is escaped within IRIs.

    Raises:
        QueryError: it has more levels or operators than the engine bears.
        ForbiddenError: it holds SERVICE.
    """
    depth = operators = 0
    in_data = False  # where there are no expressions: the operators are signs of numbers
    written = []
    for token in tokens(sparql):
        kind, text = token.lastgroup, token[0]
        depth += (kind == "open") - (kind == "close")
        in_data = word(token) == "DATA" if depth == 0 and kind == "word" else in_data
        operators += not in_data and (kind == "operator" or word(token) in _CHAINING)
        written.append(_escaped(text) if kind == "iri" else text)
        _refuse_service(token)
        _refuse_excess(depth, operators, len(text) if kind == "iri" else 0)
    return "".join(written)


def before_guard(text: str) -> str:
    """Return a part of what `guarded` wrote as it was before."""
    for character, escape in _ESCAPES.items():
        text = text.replace(escape, character)
    return text


def undeclared_prefixes(sparql: str, declared: set[str]) -> list[str]:
    """Return the prefixes that a query uses and declares nowhere, which the engine's messages do not say."""
    found = meaningful(sparql)
    used = [token["prefix"] for token in found if token["prefix"] is not None]
    known = declared | {"_"} | set(_declared(found))
    return sorted({prefix for prefix in used if prefix not in known})


def _declared(found: list[Token]) -> Iterator[str]:
    for keyword, name in pairwise(found):
        if word(keyword) == "PREFIX" and name["prefix"] is not None:
            yield name["prefix"]


def _escaped(iri: str) -> str:
    for character, escape in _ESCAPES.items():
        iri = iri.replace(character, escape)
    return iri


def _refuse_service(token: Token) -> None:
    """Refuse the keyword, also where it runs into what is beside it: the engine reads it there too."""
    if "SERVICE" in (token["word"] or token["prefix"] or "").upper():
        raise ForbiddenError("SERVICE is not allowed: queries are answered from this store alone.")


def _refuse_excess(depth: int, operators: int, iri_length: int) -> None:
    if depth > DEEPEST_NESTING:
        raise QueryError(f"The query is nested more than {DEEPEST_NESTING} levels deep.")
    if operators > MOST_OPERATORS:
        raise QueryError(
            f"The query has more than {MOST_OPERATORS} operators; for long lists use VALUES or IN."
        )
    if iri_length > LONGEST_IRI:
        raise QueryError(f"The query has an IRI of more than {LONGEST_IRI} characters.")
