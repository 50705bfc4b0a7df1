"""Which numerals are figures of fact, how they are qualified, and what they count. No sources here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.extraction import Number, Qualifier, Span
from kg.language.figures.counted import counted, noun_after
from kg.language.figures.numbers import Numeral, numeral_at, words_of
from kg.language.lexicon import table
from kg.language.text.tokens import Sentence, Token

_NOUNS = ("NN", "NE")
_CLOCK = re.compile(r"[012]?\d\.[0-5]\d")
_LONGEST_QUALIFIER = 4
# "COP 30", "LX 123": letters and a number that are a name together
_LONGEST_CODE = 4
_LARGEST_CODE = 2000


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


def quantities(sentence: Sentence) -> Iterator[Quantity]:
    """Yield the figures of a sentence from left to right.

    Durations, dates, ages, ordinals, scores, magnitudes, labels and clock times are none.
    """
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        numeral = _between(tokens, i) or numeral_at(tokens, i)
        if numeral is None:
            i += 1
            continue
        if _is_figure(tokens, numeral):
            yield _quantity(tokens, numeral)
        i = max(numeral.last, i + 1)


def _between(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "zwischen 10.000 und 12.000" as one range from "zwischen" on."""
    if tokens[i].text.lower() != "zwischen" or i + 3 >= len(tokens):
        return None
    low = numeral_at(tokens, i + 1)
    if low is None or low.low is None or low.last + 1 >= len(tokens) or tokens[low.last].text != "und":
        return None
    high = numeral_at(tokens, low.last + 1)
    if high is None or high.high is None:
        return None
    bound = low.low
    if low.scale == 1 and bound * high.scale <= high.high:
        bound = bound * high.scale
    return Numeral(i, high.last, bound, high.high, low.in_words, high.scale)


@cache
def _exclusions(key: str) -> frozenset[str]:
    return frozenset(table("quantities")["not_a_figure"][key])


def _is_figure(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    before = tokens[numeral.first - 1] if numeral.first > 0 else None
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    if after and (after.text in _exclusions("after") or _is_ordinal(tokens, numeral)):
        return False
    if _is_label(tokens, numeral) or (before and before.text in ("(", "#", ":") and not after):
        return False
    if (after and after.text == "alt") or _is_score(tokens, numeral) or _is_shortened(tokens, numeral):
        return False
    if numeral.low is None:
        return noun_after(tokens, numeral.last) is not None or after is None or not after.tag.startswith("N")
    if numeral.in_words:
        return _counts_something(tokens, numeral)
    return not (_is_year(tokens, numeral) or _is_clock_or_code(tokens, numeral) or _is_age(tokens, numeral))


def _is_label(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "Saal 12", "Tag 1000", "COP 30", "Magnitude von 6,3"; "pro Tag 400 Menschen" counts."""
    i = numeral.first - 1
    if i < 0:
        return False
    counts = noun_after(tokens, numeral.last) is not None
    if tokens[i].text == "von" and i > 0 and not counts:
        return tokens[i - 1].text in _exclusions("scales")
    if tokens[i].text.isupper() and tokens[i].text.isalpha() and len(tokens[i].text) <= _LONGEST_CODE:
        quoted = i > 0 and tokens[i - 1].text.lower() == "laut"
        return not (counts or quoted or numeral.in_words or (numeral.high or 0) >= _LARGEST_CODE)
    distributed = i > 0 and tokens[i - 1].text.lower() in words_of("distributive")
    return tokens[i].text in _exclusions("before") and not (distributed and counts)


def _is_score(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise either side of "3 zu 1"."""
    i, j = numeral.first, numeral.last
    left = j + 1 < len(tokens) and tokens[j].text == "zu" and tokens[j + 1].tag == "CARD"
    right = i >= 2 and tokens[i - 1].text == "zu" and tokens[i - 2].tag == "CARD"
    return left or right


def _is_shortened(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise the first of two durations, ages and the like: "von 38 auf 35 Stunden", "um 8 und 17 Uhr"."""
    j = numeral.last
    if j + 1 >= len(tokens) or tokens[j].text not in ("auf", "bis", "und", "oder"):
        return False
    if tokens[j].text == "auf" and (not numeral.first or tokens[numeral.first - 1].text.lower() != "von"):
        return False
    second = numeral_at(tokens, j + 1)
    after = tokens[second.last : second.last + 1] if second else ()
    return any(token.text in _exclusions("after") for token in after)


def _is_ordinal(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """A number below 100 with a full stop inside the sentence ("28. Oktober") or after an article."""
    after = numeral.last
    if numeral.high is None or numeral.high >= 100 or tokens[after].text != ".":
        return False
    inside = after + 1 < len(tokens) or (numeral.first > 0 and tokens[numeral.first - 1].tag == "ART")
    return inside and tokens[after].start == tokens[after - 1].end


def _is_year(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    counted_after = after is not None and after.tag in ("NN", "ADJA")
    if _is_range_of_years(numeral) and not counted_after:
        return True
    if numeral.last > numeral.first + 1 or not _looks_like_year(tokens[numeral.first].text):
        return False
    before = tokens[numeral.first - 1] if numeral.first else None
    if before is None or after is None:
        return not counted_after
    built = before.tag == "ART" and after.tag == "ADJA"  # "das 1999 gebaute Haus"
    return before.text in _exclusions("before_year") or built or not counted_after


def _is_range_of_years(numeral: Numeral) -> bool:
    bounds = (numeral.low, numeral.high)
    return numeral.low != numeral.high and all(_looks_like_year(str(bound)) for bound in bounds)


def _looks_like_year(text: str) -> bool:
    return text.isdigit() and 1900 <= int(text) < 2100


def _is_clock_or_code(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "+49 30 1234", "0815", "um 14.30" and figures glued to a mark."""
    text = tokens[numeral.first].text
    before = tokens[numeral.first - 1] if numeral.first else None
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    if (text.startswith("0") and not text.startswith("0,")) or _is_dialled(tokens, numeral):
        return True
    if after is not None and after.start == tokens[numeral.last - 1].end and after.text in ("/", "-", "‑"):
        return True
    if before is None:
        return False
    if before.text.lower() in ("um", "gegen", "ab", "bis") and _CLOCK.fullmatch(text):
        return after is None or after.tag not in ("NN", "ADJA")
    glued = before.end == tokens[numeral.first].start and before.text not in '(„"»«$€£–-'
    return glued or (before.text in "+/" and not before.is_word)


def _is_dialled(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise a part of a telephone number: the next figures stand right beside it ("49 30 123456")."""
    neighbours = (
        *tokens[max(0, numeral.first - 1) : numeral.first],
        *tokens[numeral.last : numeral.last + 1],
    )
    return any(t.text.isdigit() and not _looks_like_year(t.text) for t in neighbours)


def _is_age(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "Anna Meier (43)", "Anna Meier, 43,": below 120, between marks, after a name."""
    i, j = numeral.first, numeral.last
    if not (i >= 2 and j < len(tokens) and numeral.high is not None and numeral.high < 120):
        return False
    enclosed = (tokens[i - 1].text, tokens[j].text) in ((",", ","), ("(", ")"))
    return enclosed and tokens[i - 2].tag in _NOUNS


def _counts_something(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """A small number in words is a figure only right before what it counts ("vier Brigaden")."""
    before = tokens[numeral.first - 1] if numeral.first else None
    if before is not None and before.text in ("zu", "Punkt") and numeral.scale == 1:
        return False
    if numeral.scale > 1 or (numeral.high or 0) >= 100:
        return True
    if numeral.low == 1:
        return False
    if _qualifier(tokens, numeral)[1] != "exact":
        return True
    head = noun_after(tokens, numeral.last)
    return head is not None and tokens[head].text not in _exclusions("after")


def _quantity(tokens: tuple[Token, ...], numeral: Numeral) -> Quantity:
    first, qualifier = _qualifier(tokens, numeral)
    last, after = _qualifier_after(tokens, numeral.last)
    last_token = tokens[last - 1]
    lower, upper = numeral.low, numeral.high
    if lower is None:
        qualifier = "approximately"
        of = noun_after(tokens, last + 1) if last < len(tokens) and tokens[last].text == "von" else None
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


@cache
def _qualifier_phrases() -> dict[str, Qualifier]:
    lists: dict[Qualifier, list[str]] = table("quantities")["qualifiers"]
    return {phrase: qualifier for qualifier, phrases in lists.items() for phrase in phrases}


def _qualifier(tokens: tuple[Token, ...], numeral: Numeral) -> tuple[int, Qualifier]:
    """Return where the figure begins with its modifiers, and the qualifier these express."""
    inner = numeral.first
    while inner > 0 and tokens[inner - 1].text in words_of("neutral"):
        inner -= 1
    for end in (numeral.first, inner):
        for size in range(min(_LONGEST_QUALIFIER, end), 0, -1):
            phrase = " ".join(t.text for t in tokens[end - size : end])
            found = _qualifier_phrases().get(phrase[0].lower() + phrase[1:])
            if found and not _is_preposition(tokens, end - size):
                return end - size, found
    return numeral.first, "exact"


def _is_preposition(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "über", "unter", … at `i` is an ordinary preposition: "Berichte über 12.000 Soldaten"."""
    if tokens[i].text.lower() not in ("über", "unter", "gegen", "ab") or i == 0:
        return False
    before = tokens[i - 1]
    if tokens[i].text == "gegen" and before.lemma in words_of("against"):
        return True
    if tokens[i].text in ("unter", "gegen", "ab"):
        return before.tag in ("NN", "NE")
    return before.lemma in words_of("about")


def _qualifier_after(tokens: tuple[Token, ...], last: int) -> tuple[int, Qualifier | None]:
    lists: dict[Qualifier, list[str]] = table("quantities")["qualifiers_after"]
    for qualifier, phrases in lists.items():
        for phrase in phrases:
            size = len(phrase.split())
            if " ".join(t.text for t in tokens[last : last + size]) == phrase:
                return last + size, qualifier
    return last, None
