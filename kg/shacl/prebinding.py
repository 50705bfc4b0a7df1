"""Queries with variables that have values before they are evaluated (https://www.w3.org/TR/shacl/#pre-binding).

Oxigraph's own substitution of variables does not reach into groups and BIND. So the values are written into
the query at the beginning of each group, as the specification defines it (appendix A): by VALUES, or by a
function that returns the node where it is a blank one, which no query can name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, takewhile

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.terms import Term

_TOKEN = re.compile(
    r"""
      (?P<space> \s+ | \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> \"{3}(?:\\.|\"{0,2}[^"\\])*\"{3} | '{3}(?:\\.|'{0,2}[^'\\])*'{3}
                | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*' )
    | [?$](?P<variable> \w+ )
    | (?P<prefixed> [\w.-]*:[\w:.%-]* )
    | (?P<word> \w+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_UNSUPPORTED = {"MINUS", "VALUES", "SERVICE"}
_OPTIONAL = {"shapesGraph", "currentShape"}
_FUNCTION = "urn:x-shacl:value-of:"


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be evaluated with variables bound beforehand.

    Attributes:
        parts: its text, cut where a group begins.
        variables: those that occur in it.
        prefixes: what its prefixes stand for.
    """

    parts: tuple[str, ...]
    variables: frozenset[str]
    prefixes: Mapping[str, str]

    @property
    def needs_shapes(self) -> bool:
        """Whether it asks the shapes graph (section 5.3.1)."""
        return "shapesGraph" in self.variables

    def evaluate(
        self, store: ox.Store, values: Mapping[str, Term]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate it, with those of the values whose variables occur in it.

        Raises:
            ShapesError: it fails, or is not a query.
        """
        bound = {name: term for name, term in values.items() if name in self.variables}
        text = _inserted(bound).join(self.parts)
        functions: dict[ox.NamedNode, Callable[..., Term | None]] = {
            _function(name): _constant(term) for name, term in bound.items() if not _is_written(term)
        }
        try:
            return store.query(text, prefixes=dict(self.prefixes), custom_functions=functions)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise ShapesError(f"A SPARQL query of the shapes cannot be evaluated: {error}.") from error


def prepared(text: str, prefixes: Mapping[str, str], bound: frozenset[str], path: str | None) -> Query:
    """Return a query that can be evaluated with variables bound beforehand.

    Args:
        text: the query, SELECT or ASK.
        prefixes: those that it may use.
        bound: the names of the variables that will have values, or may.
        path: what ``$PATH`` stands for, as SPARQL writes it; None where there is no path.

    Raises:
        ShapesError: it holds what must not be used with such variables (section 5.2.1).
    """
    if path is not None:
        text = _with_path(text, path)
    tokens = [token for token in _TOKEN.finditer(text) if token.lastgroup != "space"]
    used = frozenset(token["variable"] for token in tokens if token["variable"])
    _refuse_unsupported(tokens, bound, (bound - _OPTIONAL) & (used | {"this"}))
    cuts = [0, *_group_beginnings(tokens), len(text)]
    parts = tuple(text[start:end] for start, end in pairwise(cuts))
    return Query(parts, used, prefixes)


def _with_path(text: str, path: str) -> str:
    return "".join(path if token["variable"] == "PATH" else token[0] for token in _TOKEN.finditer(text))


def _group_beginnings(tokens: list[re.Match[str]]) -> Iterator[int]:
    """Yield where groups begin but those that are nothing but a subquery; nothing else has braces here."""
    for position, token in enumerate(tokens):
        if token[0] == "{" and _keyword(tokens, position + 1) != "SELECT":
            yield token.end()


def _refuse_unsupported(tokens: list[re.Match[str]], bound: frozenset[str], required: frozenset[str]) -> None:
    for position in range(len(tokens)):
        keyword = _keyword(tokens, position)
        if keyword in _UNSUPPORTED:
            raise ShapesError(
                f"A SPARQL query of the shapes uses {keyword}, which SHACL does not allow there."
            )
        following = tokens[position + 1]["variable"] if position + 1 < len(tokens) else None
        if keyword == "AS" and following in bound:
            raise ShapesError(f"A SPARQL query of the shapes gives ${following} another value.")
        if keyword == "SELECT" and position and tokens[position - 1][0] == "{":
            missing = required - _projected(tokens, position + 1)
            if missing:
                raise ShapesError(f"A subquery of the shapes does not return ${min(missing)}.")


def _projected(tokens: list[re.Match[str]], position: int) -> frozenset[str]:
    """Return the variables that a subquery names as its results; an asterisk names none."""
    named = takewhile(lambda token: token[0] != "{", tokens[position:])
    return frozenset(name for token in named if (name := token["variable"]))


def _keyword(tokens: list[re.Match[str]], position: int) -> str:
    return (tokens[position]["word"] or "").upper() if position < len(tokens) else ""


def _inserted(values: Mapping[str, Term]) -> str:
    written = {name: term for name, term in values.items() if _is_written(term)}
    names, terms = " ".join(f"?{name}" for name in written), " ".join(str(term) for term in written.values())
    table = f" VALUES ({names}) {{ ({terms}) }}" if written else ""
    calls = "".join(f" BIND ({_function(name)}() AS ?{name})" for name in values if name not in written)
    return f"{table}{calls} "


def _is_written(term: Term) -> bool:
    return isinstance(term, ox.NamedNode | ox.Literal)


def _function(name: str) -> ox.NamedNode:
    return ox.NamedNode(_FUNCTION + name)


def _constant(term: Term) -> Callable[[], Term]:
    return lambda: term
