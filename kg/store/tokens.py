"""The tokens of a SPARQL query or update (SPARQL 1.1, section 19.8), as far as they matter here."""

import re
from collections.abc import Iterator

Token = re.Match[str]
"""A match; its last group is its kind, one of the names below, but local where there is a prefix."""

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


def tokens(sparql: str) -> Iterator[Token]:
    """Yield every token; their texts joined are the whole of the query."""
    return _TOKEN.finditer(sparql)


def meaningful(sparql: str) -> list[Token]:
    """Return the tokens without white space and comments."""
    return [token for token in tokens(sparql) if token.lastgroup != "space"]


def word(token: Token) -> str:
    """Return a keyword as SPARQL spells it, in capitals; empty when the token is none."""
    return (token["word"] or "").upper()
