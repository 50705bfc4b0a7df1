"""Stretches of whole days, and the calendar's unit that one lies in."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_WEEK = 7


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def unit(period: Period) -> str | None:
    """Return the smallest of day, month and year that holds a period, as in ISO 8601; None if none does."""
    first, last = period
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return None
    return first.isoformat()[:7] if first.month == last.month else first.isoformat()[:4]


def parse(text: str) -> Period:
    """Return the period of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises:
        ValueError: it is no such date.
    """
    numbers = [int(part) for part in text.split("-")]
    match numbers:
        case [year_]:
            return year(year_)
        case [year_, month]:
            return months(year_, month, month)
        case _:
            return day(date.fromisoformat(text))


def day(of: date) -> Period:
    """Return one day as a period."""
    return Period(of, of)


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def months(year_: int, first: int, last: int) -> Period:
    """Return the months from `first` of a year to `last`, which is one of the next year if it is smaller."""
    end = year_ + (last < first)
    return Period(date(year_, first, 1), date(end, last, monthrange(end, last)[1]))


def easter(year_: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, 1991, ch. 8)."""
    a, (b, c) = year_ % 19, divmod(year_, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day_ = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year_, month, day_ + 1)


def week(of: date) -> Period:
    """Return the days from Monday to Sunday around a day."""
    monday = of - timedelta(days=of.weekday())
    return Period(monday, monday + timedelta(days=_WEEK - 1))


def months_on(of: date, count: int) -> Period:
    """Return the month that is some months on from that of a day, or back for a negative number."""
    index = of.year * 12 + of.month - 1 + count
    return months(index // 12, index % 12 + 1, index % 12 + 1)
