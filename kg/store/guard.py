"""What a query may not contain: a look at its tokens before the engine gets it.

The engine would fetch whatever ``SERVICE`` names. It parses and plans by recursion, so a query that is nested
or chained deeply enough overflows the stack of its thread and ends the process. Neither can be turned off.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.errors import QueryError

# A quarter and a half of what the engine bears on a stack of 2 MiB, the least that a server's thread has.
DEEPEST_NESTING = 100
MOST_OPERATORS = 400
LONGEST_IRI = 1000

# The terminals of SPARQL 1.1, section 19.8, as far as they matter here.
_TOKEN = re.compile(
    r"""
      (?P<space> \s+ | \#[^\n\r]* )
    | (?P<iri> <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<string> ""(?:"(?:\\.|"{0,2}[^"\\])*"{3})? | "(?:\\.|[^"\\\n\r])*"
                | ''(?:'(?:\\.|'{0,2}[^'\\])*'{3})? | '(?:\\.|[^'\\\n\r])*' )
    | (?P<term> [?$]\w+ | @[A-Za-z][A-Za-z0-9-]* )
    | (?P<prefix> (?:[^\W\d_](?:[\w.-]*[\w-])?)? | _ ) : (?P<local> (?:[\w:.%-]|\\.)* )
    | (?P<word> \w+ )
    | (?P<open> [(\[{] )
    | (?P<close> [)\]}] )
    | (?P<operator> \|\| | && | \^\^ | [-+*/|!^] )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CHAINING = {"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER"}
_ESCAPES = {"#": r"\u0023", "'": r"\u0027"}


def guarded(sparql: str) -> str:
    """Return the query, written so that it has one reading, if it stays here and is not nested beyond reason.

    The engine has no separate lexer: it can read ``<`` as "less than" where this module sees an IRI. So what
    would begin a comment or a string in the other reading is escaped within IRIs.

    Raises:
        QueryError: it is empty, holds SERVICE, or has more levels or operators than the engine bears.
    """
    if not sparql.strip():
        raise QueryError("The query is empty; SELECT * WHERE { ?s ?p ?o } LIMIT 10 is one to begin with.")
    depth = operators = 0
    written = []
    for token in _TOKEN.finditer(sparql):
        kind, text = token.lastgroup, token[0]
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator" or (kind == "word" and text.upper() in _CHAINING)
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
    tokens = [token for token in _TOKEN.finditer(sparql) if token.lastgroup != "space"]
    used = [token["prefix"] for token in tokens if token["prefix"] is not None]
    known = declared | {"_"} | set(_declared(tokens))
    return sorted({prefix for prefix in used if prefix not in known})


def _declared(tokens: list[re.Match[str]]) -> Iterator[str]:
    for keyword, name in pairwise(tokens):
        if (keyword["word"] or "").upper() == "PREFIX" and name["prefix"] is not None:
            yield name["prefix"]


def _escaped(iri: str) -> str:
    for character, escape in _ESCAPES.items():
        iri = iri.replace(character, escape)
    return iri


def _refuse_service(token: re.Match[str]) -> None:
    """Refuse the keyword, also where it runs into what is beside it: the engine reads it there too."""
    if "SERVICE" in (token["word"] or token["prefix"] or "").upper():
        raise QueryError("SERVICE is not allowed: queries are answered from this store alone.")


def _refuse_excess(depth: int, operators: int, iri_length: int) -> None:
    if depth > DEEPEST_NESTING:
        raise QueryError(f"The query is nested more than {DEEPEST_NESTING} levels deep.")
    if operators > MOST_OPERATORS:
        raise QueryError(
            f"The query has more than {MOST_OPERATORS} operators; for long lists use VALUES or IN."
        )
    if iri_length > LONGEST_IRI:
        raise QueryError(f"The query has an IRI of more than {LONGEST_IRI} characters.")
