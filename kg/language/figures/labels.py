"""Numerals that are part of a name or a code: "Saal 12", "Leopard 2", "8001 Zürich", "+49 30 1234"."""

import re
from functools import cache

from kg.language.figures.counted import noun_after, unit_at
from kg.language.figures.number_words import units_of, words_of
from kg.language.figures.numbers import Numeral, word_at
from kg.language.lexicon import table
from kg.language.text.tokens import Token

_NOUNS = ("NN", "NE")
_FINITE = ("VVFIN", "VAFIN", "VMFIN")
_POSTCODE = re.compile(r"\d{4,5}")
# "COP 30", "LX 123": letters and a number that are a name together
_LONGEST_CODE = 4
_LARGEST_CODE = 2000
_LONGEST_YEAR = 4
_LONGEST_NAME = 3
_LARGEST_ON_SCALE = 120
_NEAR = 6


def is_label(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "Saal 12", "Tag 1000", "COP 30", "Magnitude von 6,3"; "pro Tag 400 Menschen" counts."""
    i = numeral.first - 1
    if i < 0:
        return False
    word = tokens[i].text
    measured = numeral.scale > 1 or unit_at(tokens, numeral.last) is not None
    partitive = word_at(tokens, numeral.last) in ("der", "des", "von", "dieser")
    head = noun_after(tokens, numeral.last)
    counts = measured or (head is not None and tokens[head].tag != "NE")
    if not counts and _is_on_scale(tokens, numeral):
        return True
    if word in "(#:" and numeral.last == len(tokens):
        return True
    if word in exclusions("before"):
        return not measured and not (counts and _is_counted_by(tokens, i, numeral))
    if word.lower().endswith(endings("label_endings")):
        return not counts
    if _is_code_name(tokens, numeral):
        return not (counts or partitive) or len(word) == 1
    return not (counts or partitive) and (
        _is_name_with_number(tokens, numeral) or _ends_quoted_name(tokens, numeral)
    )


def _is_on_scale(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "eine Magnitude von 6,3" and "5,9 auf der Richterskala"."""
    i, j = numeral.first, numeral.last
    if word_at(tokens, j) == "auf" and word_at(tokens, j + 2).lower().endswith("skala"):
        return True
    if (numeral.high or 0) >= _LARGEST_ON_SCALE:
        return False
    before = {t.text for t in tokens[max(0, i - _NEAR) : i]}
    if before & exclusions("magnitudes") and not numeral.in_words and not isinstance(numeral.high, int):
        return True
    return word_at(tokens, i - 1) == "von" and word_at(tokens, i - 2) in exclusions("scales")


def _is_counted_by(tokens: tuple[Token, ...], i: int, numeral: Numeral) -> bool:
    """Whether the noun at `i` says how often or when: "pro Tag 400 Menschen", "dieses Jahr 400 Menschen"."""
    if word_at(tokens, i - 1).lower() in words_of("distributive"):
        return True
    return tokens[i].text in words_of("time_nouns") and not looks_like_year(tokens[numeral.first].text)


def _is_code_name(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "COP 30", "LX 123"; after "laut" the letters are a source."""
    i = numeral.first - 1
    word = tokens[i].text
    if not (word.isupper() and word.isalpha() and len(word) <= _LONGEST_CODE):
        return False
    quoted = word_at(tokens, i - 1).lower() == "laut"
    long = tokens[numeral.first].text.isdigit() and len(tokens[numeral.first].text) > _LONGEST_YEAR
    return long or not (quoted or numeral.in_words or (numeral.high or 0) >= _LARGEST_CODE)


def _is_name_with_number(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "Leopard 2", "Schalke 04", "Voyager 1", "iPhone 16"; not "in Bayern 12"."""
    i = numeral.first - 1
    name, text = tokens[i].text, tokens[numeral.first].text
    if numeral.last > numeral.first + 1 or not text.isdecimal() or int(text) >= _LARGEST_CODE:
        return False
    if not name.isalpha() or name in units_of("units_before"):
        return False
    if name[0].islower():
        return not name.islower()
    before = tokens[i - 1] if i else None
    if before is not None and tokens[i].tag in _NOUNS and (before.tag == "NN" or before.text.isdigit()):
        return True
    after = tokens[numeral.last] if numeral.last < len(tokens) else None
    if (
        after is not None
        and after.tag in _FINITE
        and not after.text.endswith("en")
        and tokens[i].tag in _NOUNS
    ):
        return True
    listed = before is not None and before.text == "," and (after is None or after.tag not in _FINITE)
    listed = listed or _is_elliptic(tokens, numeral)
    placed = before is not None and before.tag in ("APPR", "APPRART")
    return tokens[i].tag == "NE" and not listed and not placed


def _is_elliptic(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise the last part of "Deutschland nimmt 250 auf, die Schweiz 40": a list without its verb."""
    if word_at(tokens, numeral.last) not in ("", ".", ",", "und", ";"):
        return False
    commas = [i for i in range(numeral.first) if tokens[i].text == ","]
    verbless = not commas or not any(t.tag in _FINITE for t in tokens[commas[-1] : numeral.first])
    return bool(commas) and verbless and any(t.text[0].isdigit() for t in tokens[: commas[-1]])


def _ends_quoted_name(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise „Polar 4“."""
    closed = (
        word_at(tokens, numeral.last) in ("“", "”", "«", "»", '"') and tokens[numeral.first].text.isdigit()
    )
    before = {t.text for t in tokens[max(0, numeral.first - _LONGEST_NAME - 1) : numeral.first - 1]}
    return closed and bool(before & {"„", "“", "«", "»", '"'})


def is_code(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "+49 30 1234", "0815", "8001 Zürich", "5G" and figures glued to a mark."""
    text = tokens[numeral.first].text
    counts = noun_after(tokens, numeral.last) is not None or unit_at(tokens, numeral.last) is not None
    if text.startswith("0") and not text.startswith("0,") and not (text == "0" and counts):
        return True
    return (
        _is_dialled(tokens, numeral)
        or _is_glued_behind(tokens, numeral)
        or _is_glued_before(tokens, numeral)
        or _is_postcode(tokens, numeral)
    )


def _is_glued_behind(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    if numeral.last >= len(tokens) or tokens[numeral.last].start != tokens[numeral.last - 1].end:
        return False
    after = tokens[numeral.last]
    return after.text in ("/", "-", "‑") or (after.is_word and unit_at(tokens, numeral.last) is None)


def _is_glued_before(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    if numeral.first == 0:
        return False
    before = tokens[numeral.first - 1]
    glued = before.end == tokens[numeral.first].start
    if glued and before.text in ("-", "‑") and numeral.first > 1:
        return tokens[numeral.first - 2].end == before.start  # "737-300"
    return (glued and before.text not in '(„"»«$€£¥–-') or before.text in "+/"


def _is_postcode(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise "in 1010 Wien", ", 8001 Zürich"."""
    if numeral.last >= len(tokens) or not _POSTCODE.fullmatch(tokens[numeral.first].text):
        return False
    place = tokens[numeral.last]
    before = word_at(tokens, numeral.first - 1)
    return (
        place.tag == "NE" and not place.text.endswith("er") and before in ("", "in", "aus", "nach", ",", "-")
    )


def _is_dialled(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Recognise a part of a telephone number: the next figures stand right beside it ("49 30 123456")."""
    neighbours = (word_at(tokens, numeral.first - 1), word_at(tokens, numeral.last))
    return any(text.isdigit() and not looks_like_year(text) for text in neighbours)


@cache
def exclusions(key: str) -> frozenset[str]:
    """Return a list of words beside which a numeral is no figure."""
    return frozenset(table("quantities")["not_a_figure"][key])


@cache
def endings(key: str) -> tuple[str, ...]:
    """Return such a list for matching the ends of words."""
    return tuple(table("quantities")["not_a_figure"][key])


def looks_like_year(text: str) -> bool:
    """Whether it is written as a year of our time."""
    return text.isdecimal() and len(text) == 4 and 1900 <= int(text) < 2100
