"""German numerals: what number stands at a token, in figures or in words.

Scales, ranges and digits grouped by blanks go over several tokens, and offsets to the character are needed.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.language.extraction import Number
from kg.language.figures.number_words import figures_value, is_vague, units_of, whole, word_value, words_of
from kg.language.lexicon import table
from kg.language.text.tokens import Token

_WORDS_REMEMBERED = 50_000
_MILLION = 1_000_000
# "von 40 auf 25 Millionen": the scale is for both, if they are not further apart than this
_FURTHEST = 20
_LARGEST_WITHOUT_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens [first, last) that say a number (`low` is `high`), a range, or something vague (both None).

    `hedged` says that a word inside makes it approximate: "ein gutes Dutzend".
    """

    first: int
    last: int
    low: Number | None
    high: Number | None
    in_words: bool = False
    scale: int = 1
    hedged: bool = False


def numeral_at(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Return the longest numeral that begins at token `i`, a range ("zwischen 5 und 7") included."""
    if not _may_begin(tokens[i].text):
        return None
    found = _between(tokens, i) or _vague(tokens, i)
    if found is not None:
        return found
    first = _single(tokens, i)
    if first is None or first.low is None or first.low != first.high:
        return first
    return _range(tokens, first) or _sharing_scale(tokens, first)


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _may_begin(word: str) -> bool:
    """Whether a numeral may begin with a word; most words are no such and need no closer look."""
    lower = word.lower()
    if word[0].isdigit() or word.endswith("-") or lower == "zwischen" or lower in words_of("articles"):
        return True
    return is_vague(word) or lower in words_of("vague_determiners") or word_value(lower) is not None


def word_at(tokens: tuple[Token, ...], i: int) -> str:
    """Return the word or mark at a place, "" outside of the sentence."""
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _between(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "zwischen 10.000 und 12.000" as one range from "zwischen" on."""
    if tokens[i].text.lower() != "zwischen":
        return None
    low = _single(tokens, i + 1)
    if low is None or word_at(tokens, low.last) not in ("und", "bis"):
        return None
    high = _single(tokens, low.last + 1)
    return _joined(replace(low, first=i), high) if high else None


def _range(tokens: tuple[Token, ...], first: Numeral) -> Numeral | None:
    """Read "5 bis 7", "5-7", "3- bis 4000", "drei oder vier"."""
    j = first.last
    shortened = word_at(tokens, j) == "-" and word_at(tokens, j + 1) in ("bis", "oder")
    j += shortened
    if word_at(tokens, j) not in ("bis", "–", "-", "oder"):
        return None
    second = _single(tokens, j + 1)
    if second is None or first.low is None or second.low is None:
        return None
    if tokens[j].text == "oder" and second.low != first.low + 1:
        return None
    if shortened and first.low < _LARGEST_WITHOUT_SCALE <= second.low:
        thousands = _LARGEST_WITHOUT_SCALE
        first = replace(first, low=first.low * thousands, high=first.low * thousands, scale=thousands)
    return _joined(first, second)


def _joined(first: Numeral, second: Numeral) -> Numeral | None:
    """Join two numerals; in "2 bis 3 Millionen" the scale holds for both."""
    low, high = first.low, second.high
    if low is None or high is None:
        return None
    if first.scale == 1 and low * second.scale <= high:
        low = whole(low * second.scale)
    in_words = first.in_words and second.in_words
    return Numeral(first.first, second.last, low, high, in_words, second.scale) if low < high else None


def _sharing_scale(tokens: tuple[Token, ...], first: Numeral) -> Numeral:
    """Read the 40 of "von 40 auf 25 Millionen" and of "40, eher 50 Millionen" as millions."""
    j = first.last
    if first.scale > 1 or first.low is None or first.low >= _LARGEST_WITHOUT_SCALE or j >= len(tokens):
        return first
    if tokens[j].text == "," and word_at(tokens, j + 1) in words_of("correcting"):
        j += 1
    elif tokens[j].text not in words_of("coordinating"):
        return first
    second = _single(tokens, j + 1)
    if second is None or second.low is None or second.scale < _LARGEST_WITHOUT_SCALE:
        return first
    ratio = first.low * second.scale / second.low if second.low else 0
    if not 1 / _FURTHEST < ratio < _FURTHEST:
        return first
    value = whole(first.low * second.scale)
    return replace(first, low=value, high=value, scale=second.scale)


def _single(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    if i >= len(tokens):
        return None
    value, last = _digits(tokens, i)
    if value is not None:
        return _scaled(tokens, Numeral(i, last, value, value))
    return _in_words(tokens, i)


def _digits(tokens: tuple[Token, ...], i: int) -> tuple[Number | None, int]:
    """Read figures, also "1 500" in two tokens."""
    text = tokens[i].text
    value = figures_value(text)
    last = i + 1
    if value is None:
        return None, i
    if text.isdigit() and len(text) <= 3:
        while last < len(tokens) and _is_group(tokens[last - 1], tokens[last]):
            value = figures_value(f"{value}{tokens[last].text}") or value
            last += 1
    return value, last


def _is_group(left: Token, right: Token) -> bool:
    """Whether two tokens are groups of digits of one number: "1 500", "1 234 567,8"."""
    digits, _, decimals = right.text.partition(",")
    return (
        right.start == left.end + 1
        and len(digits) == 3
        and digits.isdigit()
        and (not decimals or decimals.isdigit())
        and left.text.isdigit()
        and left.text != "0"
    )


def _scaled(tokens: tuple[Token, ...], numeral: Numeral) -> Numeral:
    scales = table("quantities")["scales"]
    last, factor = numeral.last, 1
    while last < len(tokens) and tokens[last].text in scales:
        factor *= scales[tokens[last].text]
        last += 1
    if factor == 1 or numeral.low is None:
        return numeral
    value = whole(numeral.low * factor)
    return replace(numeral, last=last, low=value, high=value, scale=factor)


def _shortened_value(tokens: tuple[Token, ...], i: int) -> Number | None:
    """Read "zehn-" in "zehn- bis zwölftausend": the scale of the second word holds for the first."""
    if not tokens[i].text.endswith("-") or word_at(tokens, i + 1) not in ("bis", "und", "oder"):
        return None
    value = word_value(tokens[i].text[:-1].lower())
    second = word_at(tokens, i + 2).lower()
    if value is None or word_value(second) is None:
        return None
    scale = next((n for word, n in table("quantities")["scales"].items() if second.endswith(word.lower())), 1)
    return value * int(scale)


def _in_words(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "zwölftausend", "zwei Millionen", "eine halbe Million"; a bare "ein" is an article."""
    word = tokens[i].text
    if word.lower() in words_of("articles"):
        return _after_article(tokens, i)
    value = word_value(word.lower()) if word.isalpha() else _shortened_value(tokens, i)
    if value is None:
        return None
    return _with_remainder(tokens, _scaled(tokens, Numeral(i, i + 1, value, value, in_words=True)))


def _after_article(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "eine Million", "ein halbes Dutzend", "ein gutes Dutzend", "eine Viertelmillion"."""
    adjective = word_at(tokens, i + 1).lower()
    fraction: float | None = table("quantities")["fractions"].get(adjective)
    hedged = adjective in words_of("hedging_adjectives")
    skipped = fraction is not None or hedged or adjective in words_of("counting_adjectives")
    j = i + 2 if skipped else i + 1
    factor = fraction or 1
    scaled = _scaled(tokens, Numeral(i, j, factor, factor, in_words=True, hedged=hedged))
    if scaled.last > j:
        return _with_remainder(tokens, scaled)
    if word_at(tokens, i + 1) in units_of("units"):
        return Numeral(i, i + 1, 1, 1, in_words=True)
    quarter = word_value(adjective) if adjective.startswith(("viertel", "dreiviertel")) else None
    return Numeral(i, i + 2, quarter, quarter, in_words=True, scale=_MILLION) if quarter else None


def _with_remainder(tokens: tuple[Token, ...], numeral: Numeral) -> Numeral:
    """Add what follows the millions: "eine Million zweihunderttausend"."""
    if numeral.scale < _MILLION or numeral.low is None or numeral.last >= len(tokens):
        return numeral
    rest = word_value(tokens[numeral.last].text.lower())
    if rest is None or not 100 <= rest < numeral.scale:
        return numeral
    value = whole(numeral.low + rest)
    return replace(numeral, last=numeral.last + 1, low=value, high=value)


def _vague(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "Hunderte", "mehrere Tausend", "ein paar Dutzend": a quantity without bounds."""
    last = _vague_end(tokens, i)
    if last is None:
        return None
    if word_at(tokens, last) in ("und", "bis", "oder") and (more := _vague_end(tokens, last + 1)):
        last = more
    return Numeral(i, last, None, None, in_words=True)


def _vague_end(tokens: tuple[Token, ...], i: int) -> int | None:
    word = word_at(tokens, i)
    j = i
    if word.lower() == "ein" and word_at(tokens, i + 1) == "paar":
        j = i + 2
    elif word.lower() in words_of("vague_determiners"):
        j = i + 1
    elif not is_vague(word):
        return None
    start = j
    while j < len(tokens) and (is_vague(tokens[j].text) or tokens[j].text in _scale_words()):
        j += 1
    return j if j > start else None


@cache
def _scale_words() -> frozenset[str]:
    return frozenset(table("quantities")["scales"]) | words_of("vague_scales")
