"""The forms of German time expressions, compiled from the patterns of ``dates.toml``."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from kg.language.figures.date_readings import READINGS, Now, Parts
from kg.language.figures.periods import Period
from kg.language.lexicon import table


@dataclass(frozen=True, slots=True)
class Form:
    """A form of expression; `trigger` is cheap to search for, and without it `pattern` does not match."""

    trigger: re.Pattern[str]
    pattern: re.Pattern[str]
    reading: Callable[[Parts, Now], Period | None]


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms of the table."""
    lists = _lists()
    return tuple(
        Form(
            re.compile(_filled(form["trigger"], lists)),
            re.compile(rf"(?<![\w-])(?:{_filled(form['pattern'], lists)})(?![\w-])", re.VERBOSE),
            READINGS[form["reading"]],
        )
        for form in table("dates")["forms"]
    )


def _filled(pattern: str, lists: dict[str, str]) -> str:
    """Put the word lists and the shared patterns in the place of "@NAME"."""
    while "@" in pattern:
        pattern = re.sub(r"@([A-Z]+)", lambda found: f"(?:{lists[found[1]]})", pattern)
    return pattern


def _lists() -> dict[str, str]:
    data = table("dates")
    lists = {name.upper(): pattern for name, pattern in data["parts"].items()}
    lists["MONTH"] = _alternatives([*data["months"], *data["month_synonyms"]])
    lists["SHORT"] = _alternatives(data["month_abbreviations"])
    lists["WEEKDAY"] = _alternatives([*data["weekdays"], *data["weekday_synonyms"]])
    lists["STEM"] = _alternatives(data["modifiers"])
    for name in ("dayparts", "seasons", "year_parts", "ordinals", "holidays", "feasts", "deictic"):
        lists[name.replace("_", "").removesuffix("s").upper()] = _alternatives(data[name])
    return lists


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
