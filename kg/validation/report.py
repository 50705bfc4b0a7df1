"""What a validation found, for people and for programs."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, Literal

from rdflib import Graph, URIRef

from kg.shacl import Result, report_triples
from kg.terms import to_graph
from kg.validation.describe import term
from kg.validation.shapes import expectation, field_name, kind
from kg.vocabulary import bind_prefixes

Language = Literal["en", "de"]

_WIDTH = 160
"""How much of a label or value a line of the report shows."""

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "conforms": "The entry conforms to the shapes.",
        "one": "The entry does not conform: 1 problem.",
        "many": "The entry does not conform: {count} problems.",
        "found": "found",
        "nothing": "nothing",
        "expected": "expected",
        "suggestion": "perhaps meant",
        "origin": "in the entry",
        "quotes": "“{}”",
    },
    "de": {
        "conforms": "Der Eintrag entspricht den Vorgaben.",
        "one": "Der Eintrag entspricht nicht den Vorgaben: 1 Problem.",
        "many": "Der Eintrag entspricht nicht den Vorgaben: {count} Probleme.",
        "found": "gefunden",
        "nothing": "nichts",
        "expected": "erwartet",
        "suggestion": "vielleicht gemeint",
        "origin": "im Eintrag",
        "quotes": "„{}“",
    },
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong with an entry.

    Attributes:
        focus: what is wrong: an IRI; a literal as in Turtle; a blank node by what is said about it.
        label: what a reader knows the focus by; empty when it has no name.
        path: the property at fault, as an IRI, after ``^`` when it is followed backwards; None when the focus
            as a whole is at fault.
        field: a reader's name of what is at fault, in English.
        value: what was found there, as in Turtle; None when nothing was.
        message: what is wrong, by language (``en``, ``de``).
        severity: ``Violation``, ``Warning`` or ``Info``.
        shape: IRI of the shape that is violated.
        type: IRI of the class by which the shapes describe the focus; empty when it has none.
        origin: how the focus is written in what was handed in, where it had no IRI there; else empty.
        suggestion: the term that may be meant, as in Turtle, where one seems to be misspelled.
    """

    focus: str
    label: str
    path: str | None
    field: str
    value: str | None
    message: dict[str, str]
    severity: str
    shape: str
    type: str
    origin: str = ""
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation.

    Attributes:
        violations: what is wrong, for people.
        results: the same as the validator found it.
    """

    violations: tuple[Violation, ...]
    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations

    @property
    def graph(self) -> Graph:
        """The SHACL report (https://www.w3.org/TR/shacl/#results-structure)."""
        graph = to_graph(report_triples(self.results), "urn:x-shacl:report")
        bind_prefixes(graph)
        return graph

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {"conforms": self.conforms, "violations": [asdict(v) for v in self.violations]}

    def to_text(self, language: Language = "en") -> str:
        """Return the report for a reader: each entry, the field, what was found and what is expected."""
        words = _WORDS[language]
        count = len(self.violations)
        if not count:
            return words["conforms"]
        head = words["one" if count == 1 else "many"].format(count=count)
        return "\n".join([head, *self._lines(language)])

    def _lines(self, language: Language) -> Iterator[str]:
        for _, violations in groupby(self.violations, key=lambda violation: violation.focus):
            found = list(violations)
            yield ""
            yield from _heading(found[0], language)
            for violation in found:
                yield from _problem(violation, language)


def _heading(violation: Violation, language: Language) -> Iterator[str]:
    name = _WORDS[language]["quotes"].format(_shown(violation.label)) if violation.label else ""
    title = f"{kind(violation.type, language)} {name}".strip()
    if title:
        yield title
    yield _shown(violation.focus)
    if violation.origin:
        yield f"{_WORDS[language]['origin']}: {_shown(violation.origin)}"


def _problem(violation: Violation, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    field = field_name(violation.shape, language) or violation.field
    path = f" ({_path(violation.path)})" if violation.path else ""
    message = violation.message.get(language) or next(iter(violation.message.values()), "")
    yield f"  {field}{path}: {_shown(message)}"
    yield f"    {words['found']}: {_shown(violation.value or words['nothing'])}"
    if expected := expectation(violation.shape, language):
        yield f"    {words['expected']}: {expected}"
    if violation.suggestion:
        yield f"    {words['suggestion']}: {violation.suggestion}"


def _path(path: str) -> str:
    inverse = "^" if path.startswith("^") else ""
    return inverse + term(URIRef(path.removeprefix("^")))


def _shown(text: str) -> str:
    """Put a text of the entry on one line of limited width; control characters do not reach the terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
