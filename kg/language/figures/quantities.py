"""The figures of a sentence, how they are qualified, and what they count. No sources here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.extraction import Number, Qualifier, Span
from kg.language.figures.counted import counted, noun_after, unit_at
from kg.language.figures.exclusions import is_figure
from kg.language.figures.labels import is_label
from kg.language.figures.numbers import Numeral, numeral_at, word_at
from kg.language.figures.qualifiers import qualifier_after, qualifier_before
from kg.language.text.tokens import Sentence, Token


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a sentence: `span` with its qualifier, tokens [first, last), what it counts, its unit."""

    span: Span
    first: int
    last: int
    lower: Number | None
    upper: Number | None
    qualifier: Qualifier
    counts: str
    unit: str | None


def quantities(sentence: Sentence) -> list[Quantity]:
    """Return the figures of a sentence from left to right.

    Durations, dates, ages, ordinals, scores, magnitudes, labels and clock times are none.
    """
    tokens = sentence.tokens
    found = [_quantity(tokens, numeral) for numeral in _figures(tokens)]
    return [_completed(tokens, found, i) for i in range(len(found))]


def _figures(tokens: tuple[Token, ...]) -> Iterator[Numeral]:
    label_end = -1
    i = 0
    while i < len(tokens):
        numeral = numeral_at(tokens, i)
        if numeral is None:
            i += 1
            continue
        if is_label(tokens, numeral) or _continues_label(tokens, numeral, label_end):
            label_end = numeral.last
        elif is_figure(tokens, numeral):
            yield numeral
        i = max(numeral.last, i + 1)


def _continues_label(tokens: tuple[Token, ...], numeral: Numeral, label_end: int) -> bool:
    """Recognise the 7 of "Artikel 5 und 7" and the 5 of "Warnstufe 4 von 5"."""
    linked = numeral.first - 1 == label_end and word_at(tokens, label_end) in (
        "und",
        "oder",
        "bis",
        ",",
        "von",
    )
    return linked and noun_after(tokens, numeral.last) is None and unit_at(tokens, numeral.last) is None


def _quantity(tokens: tuple[Token, ...], numeral: Numeral) -> Quantity:
    first, qualifier = qualifier_before(tokens, numeral)
    last, after = qualifier_after(tokens, numeral.last)
    last_token = tokens[last - 1]
    lower, upper = numeral.low, numeral.high
    if lower is None:
        qualifier = "approximately"
        of = noun_after(tokens, last + 1) if word_at(tokens, last) == "von" else None
        last_token = tokens[of] if of is not None else last_token
    elif lower != upper:
        qualifier = "between"
    else:
        qualifier = after or qualifier
        lower = None if qualifier in ("atMost", "lessThan") else lower
        upper = None if qualifier in ("atLeast", "moreThan") else upper
    counts, unit = counted(tokens, numeral, last)
    span = Span(tokens[first].start, last_token.end)
    return Quantity(span, first, last, lower, upper, qualifier, counts, unit)


def _completed(tokens: tuple[Token, ...], found: list[Quantity], i: int) -> Quantity:
    """Take what a bare figure counts from its neighbour: "120 der 900 Stellen", "von 4 auf 6 Prozent"."""
    bare = found[i]
    if bare.counts or bare.unit:
        return bare
    partitive = word_at(tokens, bare.last) in ("der", "von", "dieser", "aus")
    following = next((q for q in found[i + 1 :] if q.counts or q.unit), None)
    preceding = next((q for q in reversed(found[:i]) if q.counts or q.unit), None)
    source = following if partitive or preceding is None else preceding
    return replace(bare, counts=source.counts, unit=source.unit) if source else bare
