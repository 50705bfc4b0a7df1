"""A sentence or two goes in, what was found in it comes out as plain tuples.

Two pieces of one statement are joined by " … ".
"""

from collections.abc import Callable, Iterable

import pytest

from kg.article import Article
from kg.language import extract
from kg.language.extraction import Extraction, Span
from kg.language.figures.quantities import Quantity, quantities
from kg.language.text.tokens import analyse

Reader = Callable[..., Extraction]
Statements = Callable[..., list[tuple[str, str, str]]]
Chains = Callable[..., list[tuple[str, list[str], str]]]
Strings = Callable[..., list[str]]
Sourced = Callable[..., list[tuple[str, str | None, list[str]]]]
Things = Callable[..., list[tuple[str, str, list[str]]]]
Figures = Callable[..., list[tuple[str, float | None, float | None, str]]]
Counted = Callable[..., list[tuple[str, str, str | None]]]


def _read(text: str, published: str | None = None, body_start: int = 0) -> Extraction:
    return extract(Article("artikel.txt", text, body_start, published=published, language="de"))


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _names(extraction: Extraction) -> dict[str, str]:
    return {actor.id: actor.name for actor in extraction.actors}


@pytest.fixture
def read() -> Reader:
    """Text → the whole extraction."""
    return _read


@pytest.fixture
def statements() -> Statements:
    """Text → (type, name of the speaker, words) of each statement."""

    def found(text: str) -> list[tuple[str, str, str]]:
        extraction = _read(text)
        names = _names(extraction)
        return [(s.type, names[s.speaker], _words(text, s.content)) for s in extraction.statements]

    return found


@pytest.fixture
def chains() -> Chains:
    """Text → (name of the speaker, names of those who relay it, words) of each statement."""

    def found(text: str) -> list[tuple[str, list[str], str]]:
        extraction = _read(text)
        names = _names(extraction)
        return [
            (names[s.speaker], [names[r] for r in s.relayed_by], _words(text, s.content))
            for s in extraction.statements
        ]

    return found


@pytest.fixture
def contents() -> Strings:
    """Text → the words of each statement."""

    def found(text: str) -> list[str]:
        return [_words(text, s.content) for s in _read(text).statements]

    return found


@pytest.fixture
def cues() -> Strings:
    """Text → the reporting word of each statement, "" where there is none."""

    def found(text: str) -> list[str]:
        return [_words(text, [s.cue] if s.cue else []) for s in _read(text).statements]

    return found


@pytest.fixture
def sourced() -> Sourced:
    """Text → (figure, name of whose it is, names of those who relay it) of each estimate."""

    def found(text: str) -> list[tuple[str, str | None, list[str]]]:
        extraction = _read(text)
        names = _names(extraction)
        return [
            (
                _words(text, [e.span]),
                names[e.estimated_by] if e.estimated_by else None,
                [names[r] for r in e.relayed_by],
            )
            for e in extraction.estimates
        ]

    return found


@pytest.fixture
def actors() -> Things:
    """Text → (type, name, words of the mentions) of each actor."""

    def found(text: str) -> list[tuple[str, str, list[str]]]:
        return [(a.type, a.name, [text[s:e] for s, e in a.mentions]) for a in _read(text).actors]

    return found


@pytest.fixture
def places() -> Things:
    """Text → (type, name, words of the mentions) of each place."""

    def found(text: str) -> list[tuple[str, str, list[str]]]:
        return [(p.type, p.name, [text[s:e] for s, e in p.mentions]) for p in _read(text).locations]

    return found


def _quantities(text: str) -> list[Quantity]:
    return [q for sentence in analyse(text).sentences for q in quantities(sentence)]


@pytest.fixture
def figures() -> Figures:
    """Text → (words, lower bound, upper bound, qualifier) of each figure."""

    def found(text: str) -> list[tuple[str, float | None, float | None, str]]:
        return [(text[q.span.start : q.span.end], q.lower, q.upper, q.qualifier) for q in _quantities(text)]

    return found


@pytest.fixture
def counted() -> Counted:
    """Text → (words, what is counted, unit) of each figure."""

    def found(text: str) -> list[tuple[str, str, str | None]]:
        return [(text[q.span.start : q.span.end], q.counts, q.unit) for q in _quantities(text)]

    return found
