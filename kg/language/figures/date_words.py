"""The values of words in time expressions: months, ordinals, "vergangen", "drei"."""

from kg.language.figures.number_words import word_value
from kg.language.lexicon import table

_MOST_DIGITS = 4


def month_number(name: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    data = table("dates")
    name = {**data["month_synonyms"], **data["month_abbreviations"]}.get(name, name)
    return int(data["months"].index(name)) + 1


def shift_of(modifier: str) -> int:
    """Return where an adjective points: -1 for "vergangenen", 0 for "diesem", 1 for "kommenden"."""
    modifiers: dict[str, int] = table("dates")["modifiers"]
    stem = max((s for s in modifiers if modifier.lower().startswith(s)), key=len)
    return modifiers[stem]


def ordinal_of(words: str) -> int:
    """Return the number of "3.", "dritten" and "dritte"."""
    ordinals: dict[str, int] = table("dates")["ordinals"]
    number = words.rstrip(".")
    return int(number) if number.isdecimal() else ordinals[number.removesuffix("n") + "n"]


def count_of(word: str) -> int | None:
    """Return the whole number that figures or a word mean, None if they mean none."""
    if word.isdecimal():
        return int(word) if len(word) <= _MOST_DIGITS else None
    value = 1 if word.lower() in ("einem", "einer", "ein") else word_value(word.lower())
    return value if isinstance(value, int) else None
