"""German numerals: what number stands at a token, in figures or in words.

Words of one token ("zwölftausend") are read by text2num; figures, scales, ranges and the Swiss and Austrian
ways of grouping digits are read here, because offsets to the character are needed.
"""

import re
from dataclasses import dataclass
from functools import cache

from text_to_num import text2num

from kg.language.extraction import Number
from kg.language.lexicon import table
from kg.language.text.tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:[.’']\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")
_RANGE = re.compile(r"(\d[\d.’']*(?:,\d+)?)[-–](\d[\d.’']*(?:,\d+)?)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens [first, last) that say a number (`low` is `high`), a range, or something vague (both None)."""

    first: int
    last: int
    low: Number | None
    high: Number | None
    in_words: bool = False
    scale: int = 1


def numeral_at(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Return the longest numeral that begins at token `i`, a range included."""
    vague = _vague(tokens, i)
    if vague:
        return vague
    first = _single(tokens, i)
    if first is None or first.low is None:
        return first
    j = first.last
    if first.low == first.high and j + 1 < len(tokens) and tokens[j].text in ("bis", "–", "-"):
        second = _single(tokens, j + 1)
        if second and second.high is not None and tokens[j + 1].text != "zu":
            return _range(first, second)
    return first


def _range(first: Numeral, second: Numeral) -> Numeral:
    """Join two numerals; in "2 bis 3 Millionen" the scale holds for both."""
    low, high = first.low, second.high
    if low is not None and high is not None and first.scale == 1 and low * second.scale <= high:
        low = _whole(low * second.scale)
    return Numeral(first.first, second.last, low, high, first.in_words, second.scale)


def _single(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    if i >= len(tokens):
        return None
    both = _RANGE.fullmatch(tokens[i].text)
    if both:
        low, high = _figures(both[1]), _figures(both[2])
        if low is None or high is None or low >= high:
            return None
        return _scaled(tokens, Numeral(i, i + 1, low, high))
    value, last = _digits(tokens, i)
    if value is not None:
        return _scaled(tokens, Numeral(i, last, value, value))
    return _in_words(tokens, i)


def _digits(tokens: tuple[Token, ...], i: int) -> tuple[Number | None, int]:
    """Read figures, also "1 500" in two tokens."""
    text = tokens[i].text
    value = _figures(text)
    last = i + 1
    if value is None:
        return None, i
    if text.isdigit() and len(text) <= 3:
        while last < len(tokens) and _is_group(tokens[last - 1], tokens[last]):
            value = value * 1000 + int(tokens[last].text)
            last += 1
    return value, last


def _is_group(left: Token, right: Token) -> bool:
    return right.start == left.end + 1 and right.text.isdigit() and len(right.text) == 3 and left.text != "0"


def _figures(text: str) -> Number | None:
    """Return the number that figures in German notation mean; None for "3:1", "14.30.5" and the like."""
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return _whole(float(re.sub(r"[.’']", "", text).replace(",", ".")))
    if _DECIMAL_POINT.fullmatch(text):
        return _whole(float(text))
    return None


def _whole(value: float) -> Number:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _scaled(tokens: tuple[Token, ...], numeral: Numeral) -> Numeral:
    scales = table("quantities")["scales"]
    last, factor = numeral.last, 1
    while last < len(tokens) and tokens[last].text in scales:
        factor *= scales[tokens[last].text]
        last += 1
    if factor == 1 or numeral.low is None or numeral.high is None:
        return numeral
    low, high = _whole(numeral.low * factor), _whole(numeral.high * factor)
    return Numeral(numeral.first, last, low, high, numeral.in_words, factor)


@cache
def _word_value(word: str) -> int | None:
    try:
        return int(text2num(word, "de"))
    except ValueError:
        return None


def _shortened_value(tokens: tuple[Token, ...], i: int) -> int | None:
    """Read "zehn-" in "zehn- bis zwölftausend": the scale of the second word holds for the first."""
    if not tokens[i].text.endswith("-") or i + 2 >= len(tokens):
        return None
    value = _word_value(tokens[i].text[:-1].lower())
    scales = table("quantities")["scales"]
    scale = next((n for word, n in scales.items() if tokens[i + 2].text.endswith(word.lower())), 1)
    return value * int(scale) if value is not None and tokens[i + 1].text in ("bis", "und", "oder") else None


def _in_words(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "zwölftausend", "zwei Millionen", "eine halbe Million"; a bare "ein" is an article."""
    quantities = table("quantities")
    word = tokens[i].text
    j = i + 1 if word.lower() in words_of("articles") else i
    if j >= len(tokens):
        return None
    fraction = quantities["fractions"].get(tokens[j].text.lower())
    if fraction is not None:
        scaled = _scaled(tokens, Numeral(i, j + 1, fraction, fraction, in_words=True))
        return scaled if scaled.last > j + 1 else None
    if j > i:
        scaled = _scaled(tokens, Numeral(i, j, 1, 1, in_words=True))
        return scaled if scaled.last > j else None
    value = _word_value(word.lower()) if word.isalpha() else _shortened_value(tokens, i)
    if value is None:
        return None
    return _scaled(tokens, Numeral(i, i + 1, value, value, in_words=True))


def _vague(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "Hunderte", "mehrere Tausend": a quantity without bounds."""
    word = tokens[i].text
    if word in words_of("vague"):
        return Numeral(i, i + 1, None, None, in_words=True)
    if word.lower() in words_of("vague_determiners") and i + 1 < len(tokens):
        following = tokens[i + 1].text
        if following in table("quantities")["scales"] or following in words_of("vague"):
            return Numeral(i, i + 2, None, None, in_words=True)
    return None


@cache
def words_of(key: str) -> frozenset[str]:
    """Return a list of the table ``words`` in ``quantities.toml``."""
    return frozenset(table("quantities")["words"][key])
