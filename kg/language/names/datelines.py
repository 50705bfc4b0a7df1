"""What stands before an article's first words: "KIEL (dpa/AFP) – …", "LINZ. …"."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.entities import KnownActor
from kg.language.extraction import Span
from kg.language.lexicon import words
from kg.language.names.gazetteer import actor_names
from kg.language.text.tokens import Document, Token

_LONGEST = 6
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """Tokens [0, last) of a paragraph's first sentence, with the places and the news agencies they name."""

    last: int
    places: tuple[tuple[Span, str], ...]
    agencies: tuple[tuple[int, Span, KnownActor], ...]


def dateline(document: Document, number: int) -> Dateline | None:
    """Return the dateline with which sentence `number` begins, None if it has none."""
    sentences = document.sentences
    tokens = sentences[number].tokens
    if number and sentences[number - 1].paragraph == sentences[number].paragraph:
        return None
    end = _names_end(tokens)
    if end == 0 or end >= len(tokens):
        return None
    agencies = tuple(_agencies(tokens, end))
    shouted = all(t.text.isupper() for t in tokens[:end]) and len(tokens[0].text) >= _SHORTEST_NAME
    dated = tokens[end].text == "," and end + 1 < len(tokens) and tokens[end + 1].tag == "CARD"
    closed = tokens[end].text == "." and end + 1 == len(tokens)
    if not (agencies or (shouted and (dated or closed or tokens[end].text in ("–", "-", "(")))):
        return None
    last = agencies[-1][0] + 1 if agencies else end
    return Dateline(last, tuple(_places(document, tokens[:end])), agencies)


def _names_end(tokens: tuple[Token, ...]) -> int:
    end = 0
    while end < min(_LONGEST, len(tokens)) and (
        tokens[end].text[0].isupper() or (end and tokens[end].text in ("am", "an", "der", "/"))
    ):
        end += 1
    return end


def _agencies(tokens: tuple[Token, ...], end: int) -> Iterator[tuple[int, Span, KnownActor]]:
    """Yield the agencies in the brackets near token `end`: "(dpa/AFP)", ", 26. August 2025 (sda)"."""
    opening = next((i for i in range(end, min(end + 6, len(tokens))) if tokens[i].text == "("), None)
    if opening is None or (opening > end and tokens[end].text != ","):
        return
    for i in range(opening + 1, len(tokens)):
        if tokens[i].text == ")":
            return
        start = tokens[i].start
        for name in tokens[i].text.split("/"):
            known = actor_names().named(name)
            if known is not None and any("agentur" in role.lower() for role in known.roles):
                yield i, Span(start, start + len(name)), known
            start += len(name) + 1


def _places(document: Document, tokens: tuple[Token, ...]) -> Iterator[tuple[Span, str]]:
    """Yield the places; "FRANKFURT/MAIN" is one, "PORT SUDAN/GENF" are two."""
    span = Span(tokens[0].start, tokens[-1].end)
    text = document.words(span)
    parts = text.split("/")
    if len(parts) > 1 and parts[1].title() in words("places", "rivers"):
        yield span, f"{_name(parts[0])} am {parts[1].title()}"
        return
    start = span.start
    for part in parts:
        yield Span(start, start + len(part)), _name(part)
        start += len(part) + 1


def _name(text: str) -> str:
    return text.title() if text.isupper() else text
