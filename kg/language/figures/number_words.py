"""The values of single words and groups of figures: "zwölftausend", "1.500", "anderthalb".

Number words are read by text2num, what it does not know stands in ``quantities.toml``.
"""

import re
from functools import cache, lru_cache

from text_to_num import text2num

from kg.language.extraction import Number
from kg.language.lexicon import table

_GROUPED = re.compile(r"\d{1,3}(?:[.’']\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"\d+\.\d{1,2}")
_WORDS_REMEMBERED = 50_000
_LONGEST = 40
"""The longest number in characters: what is longer counts nothing, and a float may not hold it."""


def figures_value(text: str) -> Number | None:
    """Return the number that figures in German notation mean; None for "3:1", "14.30.5" and the like."""
    if len(text) > _LONGEST:
        return None
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return whole(float(re.sub(r"[.’']", "", text).replace(",", ".")))
    if _DECIMAL_POINT.fullmatch(text):
        return whole(float(text))
    return None


def whole(value: float) -> Number:
    """Return a number without the error of floating point, an integer where it is one."""
    rounded = value if isinstance(value, int) else float(f"{value:.14g}")
    return int(rounded) if rounded == int(rounded) else rounded


@lru_cache(maxsize=_WORDS_REMEMBERED)
def word_value(word: str) -> Number | None:
    """Return the number that a lower-case word means ("zwölftausend"), None if it means none."""
    known: dict[str, Number] = table("quantities")["values"]
    if word in known:
        return known[word]
    stem = word.removesuffix("einhalb")
    if stem != word:
        whole = word_value(stem.removesuffix("und"))
        return whole + 0.5 if whole is not None else None
    try:
        return int(text2num(word.replace("fuenf", "fünf").replace("zwoelf", "zwölf"), "de"))
    except ValueError:
        return None


def is_vague(word: str) -> bool:
    """Whether a word is a quantity without bounds: "Hunderte"."""
    return word in words_of("vague") or (word[:1].isupper() and word.lower() in words_of("vague"))


@cache
def words_of(key: str) -> frozenset[str]:
    """Return a list of the table ``words`` in ``quantities.toml``."""
    return frozenset(table("quantities")["words"][key])


@cache
def units_of(key: str) -> dict[str, str]:
    """Return the units of a table of ``quantities.toml`` by the words that mean them."""
    forms: dict[str, list[str]] = table("quantities")[key]
    return {word: unit for unit, spelled in forms.items() for word in spelled}
