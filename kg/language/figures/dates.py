"""Time expressions and what they resolve to, counted from the day the article was published.

An expression means a stretch of days; it resolves to the smallest day, month or year that holds all of them,
because a figure is dated by one of these. "Vergangene Woche" is a month, or a year where two months share the
week, "Mitte Oktober" is a month, and what crosses years stays unresolved.
"""

import re
from functools import cache
from typing import NamedTuple

from kg.language.extraction import Span, When
from kg.language.figures import periods
from kg.language.figures.date_forms import Form, forms
from kg.language.figures.date_readings import Now
from kg.language.lexicon import table
from kg.language.text.tokens import Document

_SEGMENT_END = re.compile(r"[,;:()–](?!\d)")


class Time(NamedTuple):
    """A time expression at [start, end) of a text."""

    start: int
    end: int
    when: When


def times(text: str, published: str | None = None) -> list[Time]:
    """Return the time expressions of a text, in order.

    `published` is the ISO date, month or year that relative ones are counted from; without it these stay
    unresolved. Years in figures are taken for years unless a noun follows.
    """
    found: list[Time] = []
    for form, match in _matches(text):
        before = found[-1].when.resolved if found else None
        when = When(match.group(), _resolved(form, match, published, before))
        found.append(Time(match.start(), match.end(), when))
    return found


def time_in(document: Document, span: Span, published: str | None) -> When | None:
    """Return the first time expression within a span."""
    found = times(document.words(span), published)
    return found[0].when if found else None


def _matches(text: str) -> list[tuple[Form, re.Match[str]]]:
    """Return the expressions with their forms; of overlapping ones the first, and of these the longest."""
    candidates = [
        (match.start(), -match.end(), number, form, match)
        for number, form in enumerate(forms())
        if form.trigger.search(text)
        for match in form.pattern.finditer(text)
    ]
    chosen: list[tuple[Form, re.Match[str]]] = []
    for start, _, _, form, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if not chosen or start >= chosen[-1][1].end():
            chosen.append((form, match))
    return chosen


def _resolved(form: Form, match: re.Match[str], published: str | None, before: str | None) -> str | None:
    """Resolve from the first and from the last day that the article may be of; they have to agree."""
    upcoming = _is_upcoming(match)
    days = set(periods.parse(published)) if published else {None}
    try:
        meant = [form.reading(match.groupdict(), Now(day, upcoming, before)) for day in days]
    except ValueError:  # a day that the calendar lacks
        return None
    results = {periods.unit(period) if period else None for period in meant}
    return results.pop() if len(results) == 1 else None


def _is_upcoming(match: re.Match[str]) -> bool:
    """Whether the verb beside a time, or its "ab", says that it is still to come."""
    if match.group().lower().startswith("ab "):
        return True
    text = match.string
    end = _SEGMENT_END.search(text, match.end())
    begin = max((m.end() for m in _SEGMENT_END.finditer(text, 0, match.start())), default=0)
    return _future().search(text, begin, end.start() if end else len(text)) is not None


@cache
def _future() -> re.Pattern[str]:
    # At the end of a clause "werden" is an infinitive: "konnten am Montag geborgen werden".
    return re.compile(rf"\b(?:{'|'.join(table('dates')['future'])})\b(?!\s*(?:$|[.!?]|\w+en\s*$))")
