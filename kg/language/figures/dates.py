"""Time expressions and the dates they resolve to, counted from the day the article was published."""

import re
from datetime import date, timedelta
from functools import cache

from kg.language.extraction import Span, When
from kg.language.lexicon import table
from kg.language.text.tokens import Document

_DAY_LENGTH = len("2024-10-28")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = table("dates")
    days = "|".join([*data["weekdays"], *data["synonyms"]])
    parts = "|".join(data["dayparts"])
    months = "|".join([*data["months"], *data["month_synonyms"]])
    last = "|".join(data["last"])
    return (
        re.compile(rf"(?:am )?(?P<day>\d{{1,2}})\. (?P<month>{months})(?: (?P<year>\d{{4}}))?"),
        re.compile(r"(?:am )?(?P<day>\d{1,2})\.(?P<month_number>\d{1,2})\.(?P<year>\d{4})"),
        re.compile(
            rf"(?:Anfang|Mitte|Ende|im|Im|seit|Seit) (?:(?:{last})e[nms] )?"
            rf"(?P<month>{months})(?: (?P<year>\d{{4}}))?"
        ),
        re.compile(
            rf"(?:am |Am )?(?:(?:{last})en )?(?P<weekday>{days})(?:{parts})?(?: zuvor)?(?: \(Ortszeit\))?"
        ),
        re.compile(
            rf"(?:(?:in der |In der )?(?:{last})e[nr]?|(?:V|L|v|l)(?:ergangene|etzte)n?) (?P<lastweek>Woche)"
        ),
        re.compile(rf"(?:im|Im) (?:{last})en (?P<lastyear>Jahr)"),
        re.compile(r"(?:im|Im) (?:Jahr |Jahre )?(?P<year>(?:19|20)\d{2})\b"),
        re.compile(r"\b(?P<relative>gestern|heute|vorgestern|Gestern|Heute|Vorgestern)\b"),
    )


def time_in(document: Document, span: Span, published: str | None) -> When | None:
    """Return the first time expression within a span, resolved where the date of publication allows it."""
    text = document.words(span)
    matches = [m for m in (pattern.search(text) for pattern in _patterns()) if m]
    if not matches:
        return None
    match = min(matches, key=lambda m: (m.start(), -m.end()))
    return When(match.group(), resolve(match.groupdict(), published))


def resolve(parts: dict[str, str | None], published: str | None) -> str | None:
    """Return the ISO date, month or year that the parts of an expression mean; None if it stays open."""
    month = _month(parts)
    if parts.get("year") and month is None:
        return parts["year"]
    if month is not None:
        year = parts.get("year") or _year_of(month, published)
        if year is None:
            return None
        day = parts.get("day")
        return _day(int(year), month, int(day)) if day else f"{year}-{month:02d}"
    if published is None or len(published) < _DAY_LENGTH:
        return _last_year(parts, published)
    return _relative(parts, date.fromisoformat(published))


def _month(parts: dict[str, str | None]) -> int | None:
    data = table("dates")
    name = parts.get("month")
    if name:
        return int(data["months"].index(data["month_synonyms"].get(name, name))) + 1
    number = parts.get("month_number")
    return int(number) if number and 1 <= int(number) <= 12 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_of(month: int, published: str | None) -> str | None:
    """A month without a year is the last such month up to publication."""
    if published is None:
        return None
    year = int(published[:4])
    if len(published) < len("2024-10"):
        return str(year)
    return str(year if month <= int(published[5:7]) else year - 1)


def _last_year(parts: dict[str, str | None], published: str | None) -> str | None:
    return str(int(published[:4]) - 1) if published and parts.get("lastyear") else None


def _relative(parts: dict[str, str | None], today: date) -> str | None:
    data = table("dates")
    weekday = parts.get("weekday")
    if weekday:
        index = data["weekdays"].index(data["synonyms"].get(weekday, weekday))
        return (today - timedelta(days=(today.weekday() - index) % 7)).isoformat()
    relative = (parts.get("relative") or "").lower()
    if relative:
        return (today - timedelta(days={"heute": 0, "gestern": 1, "vorgestern": 2}[relative])).isoformat()
    return _last_year(parts, today.isoformat())
