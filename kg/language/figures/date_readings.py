"""What the parts of a time expression mean: functions from the groups of its pattern to the days."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from kg.language.figures import periods
from kg.language.figures.date_words import count_of, month_number, ordinal_of, shift_of
from kg.language.figures.periods import Period
from kg.language.lexicon import table

_WEEK, _SATURDAY = 7, 5
Parts = dict[str, str | None]


class Now(NamedTuple):
    """What a time is counted from: the day of publication, whether it lies ahead, the last time before it."""

    today: date | None
    upcoming: bool
    before: str | None


def _nearest(now: Now, shift: int | None, period_of: Callable[[int], Period]) -> Period | None:
    """Return which of a yearly period is meant: the last one begun, a past, the running or a coming one."""
    if now.today is None:
        return None
    years = [period_of(year) for year in range(now.today.year - 2, now.today.year + 3)]
    if shift is None:
        shift = 1 if now.upcoming else 0
        running = [p for p in years if p.first <= now.today <= p.last]
        begun = [p for p in years if p.first <= now.today]
        return (running or [p for p in years if p.first > now.today])[0] if shift else begun[-1]
    if shift < 0:
        return [p for p in years if p.last < now.today][shift]
    if shift > 0:
        return [p for p in years if p.first > now.today][shift - 1]
    return period_of(now.today.year)


def _year(parts: Parts, now: Now) -> int | None:
    """Return the year that is named with a month: "2023", "vergangenen Jahres", "des Vorjahres"."""
    if parts.get("year"):
        return int(parts["year"] or "")
    words = parts.get("year_words")
    if not words or now.today is None:
        return None
    if "Vorjahr" in words:
        return now.today.year - 1
    modifier = words.split()[-2]
    return now.today.year + (0 if modifier == "des" else shift_of(modifier))


def _month(parts: Parts, now: Now) -> Period | None:
    month = int(parts.get("number") or 0) or month_number(parts["month"] or "")
    last = month_number(parts["last_month"] or "") if parts.get("last_month") else month
    year = _year(parts, now)
    if year is not None:
        first_year = int(parts.get("first_year") or year - (last < month))
        return Period(periods.months(first_year, month, month).first, periods.months(year, last, last).last)
    modifier = parts.get("modifier")
    if parts.get("year_words"):
        return None
    return _nearest(now, shift_of(modifier) if modifier else None, lambda y: periods.months(y, month, last))


def _date(parts: Parts, now: Now) -> Period | None:
    """Read "3. Mai 2023", "3. bis 5. Mai", "30. April bis 2. Mai", "3.5.2023"."""
    last_month = int(parts.get("month_number") or 0) or month_number(parts.get("last_month") or "")
    month = month_number(parts["month"] or "") if parts.get("month") else last_month
    last_day = ordinal_of(parts["last_day"] or "")
    day = ordinal_of(parts.get("day") or parts["last_day"] or "")

    def of_year(year: int) -> Period:
        last = date(year, last_month, min(last_day, monthrange(year, last_month)[1]))
        return Period(date(year - (month > last_month), month, day), last)

    year = _year(parts, now)
    if year is None:
        return None if parts.get("year_words") else _nearest(now, None, of_year)
    year += 0 if year >= 100 else 2000
    return Period(of_year(year).first, date(year, last_month, last_day))


def _iso(parts: Parts, _: Now) -> Period | None:
    year, month, day = (int(number) for number in re.findall(r"\d+", parts["iso"] or ""))
    return periods.day(date(year, month, day))


def _weekday(parts: Parts, now: Now) -> Period | None:
    if now.today is None:
        return None
    data = table("dates")
    name = parts["weekday"] or ""
    index = data["weekdays"].index(data["weekday_synonyms"].get(name, name))
    back = (now.today.weekday() - index) % _WEEK
    week = parts.get("week")
    modifier = parts.get("modifier")
    shift = shift_of(modifier) if modifier else None
    if week is not None:
        shift = -1 if "Vorwoche" in week else shift_of(week.removeprefix("der "))
        return periods.day(periods.week(now.today).first + timedelta(days=index + _WEEK * shift))
    if shift is None:
        ahead = (index - now.today.weekday()) % _WEEK
        return periods.day(now.today + timedelta(days=ahead if now.upcoming else -back))
    if shift == 0:
        return periods.day(periods.week(now.today).first + timedelta(days=index))
    past = shift < 0
    near = now.today + timedelta(days=-(back or _WEEK) if past else _WEEK - back)
    return periods.day(near + timedelta(days=_WEEK * (shift + 1 if past else shift - 1)))


def _weekdays(parts: Parts, now: Now) -> Period | None:
    """Read "von Montag bis Mittwoch": back from the last of them, ahead from the first."""
    first = _weekday(parts, now)
    last = _weekday({**parts, "weekday": parts["last_weekday"]}, now)
    if first is None or last is None:
        return None
    days = (last.last - first.first).days % _WEEK
    if now.upcoming or (parts.get("modifier") and shift_of(parts["modifier"] or "") > 0):
        return Period(first.first, first.first + timedelta(days=days))
    return Period(last.last - timedelta(days=days), last.last)


def _weekend(parts: Parts, now: Now) -> Period | None:
    if now.today is None:
        return None
    modifier = parts.get("modifier")
    shift = shift_of(modifier) if modifier else int(now.upcoming)
    saturday = periods.week(now.today).first + timedelta(days=_SATURDAY)
    if shift <= 0 and saturday + timedelta(days=1 if shift else 0) > now.today - timedelta(
        days=int(shift < 0)
    ):
        saturday -= timedelta(days=_WEEK)
    return Period(saturday, saturday + timedelta(days=1))


def _running(parts: Parts, now: Now) -> Period | None:
    """Read "vergangene Woche", "im laufenden Jahr", "Ende nächsten Monats", "Anfang der Woche", "heuer"."""
    if now.today is None:
        return None
    modifier = parts.get("modifier")
    shift = shift_of(modifier) if modifier else 0
    name = (parts.get("unit") or "Jahr").lower()
    if name.startswith("woche"):
        return periods.week(now.today + timedelta(days=_WEEK * shift))
    if name.startswith("monat"):
        return periods.months_on(now.today, shift)
    return periods.year(now.today.year + shift)


def _previous_year(_: Parts, now: Now) -> Period | None:
    """Read "im Vorjahr": the year before the one spoken of."""
    if now.before:
        return periods.year(int(now.before[:4]) - 1)
    return periods.year(now.today.year - 1) if now.today else None


def _season(parts: Parts, now: Now) -> Period | None:
    first, last = table("dates")["seasons"][parts["season"]]
    year = _year(parts, now)
    if year is not None:
        return periods.months(year, first, last)
    modifier = parts.get("modifier")
    return _nearest(now, shift_of(modifier) if modifier else None, lambda y: periods.months(y, first, last))


def _year_part(parts: Parts, now: Now) -> Period | None:
    data = table("dates")
    length = data["year_parts"][parts["part"]]
    ordinal = ordinal_of(parts["ordinal"] or "")
    if ordinal * length > len(data["months"]):
        return None
    first = (ordinal - 1) * length + 1
    year = _year(parts, now)
    if year is not None:
        return periods.months(year, first, first + length - 1)
    if parts.get("year_words"):
        return None
    return _nearest(now, None, lambda y: periods.months(y, first, first + length - 1))


def _years(parts: Parts, _: Now) -> Period | None:
    first, last = parts["year"] or "", parts.get("last_year")
    if last is not None and len(last) == 2:
        last = first[:2] + last
    return Period(periods.year(int(first)).first, periods.year(int(last or first)).last)


def _ago(parts: Parts, now: Now) -> Period | None:
    """Read "vor drei Tagen", "seit zwei Jahren"; "in den vergangenen drei Wochen" lasts until today."""
    count = count_of(parts.get("count") or "")
    if count is None or now.today is None:
        return None
    name = (parts["unit"] or "").lower()
    days = _in_days(name, count)
    if days is not None:
        then = periods.day(now.today - days)
    elif name.startswith("monat"):
        then = periods.months_on(now.today, -count)
    else:
        then = periods.year(now.today.year - count)
    return Period(then.first, now.today) if parts.get("until_now") else then


def _ahead(parts: Parts, now: Now) -> Period | None:
    """Read "in den nächsten drei Tagen"."""
    count = count_of(parts.get("count") or "")
    if count is None or now.today is None:
        return None
    name = (parts["unit"] or "").lower()
    days = _in_days(name, count)
    if days is not None:
        return Period(now.today, now.today + days)
    later = periods.months_on(
        now.today, count * (1 if name.startswith("monat") else len(table("dates")["months"]))
    )
    return Period(now.today, later.last)


def _in_days(unit: str, count: int) -> timedelta | None:
    """Return how long "drei Tage", "zwei Wochen" last; None for months and years, which differ."""
    if not unit.startswith(("tag", "woche")):
        return None
    return timedelta(days=count * (_WEEK if unit.startswith("woche") else 1))


def _deictic(parts: Parts, now: Now) -> Period | None:
    days = table("dates")["deictic"][(parts["word"] or "").lower()]
    return periods.day(now.today + timedelta(days=days)) if now.today else None


def _holiday(parts: Parts, now: Now) -> Period | None:
    month, first, last = table("dates")["holidays"][parts["holiday"]]
    year = _year(parts, now)
    if year is not None:
        return Period(date(year, month, first), date(year, month, last))
    return _nearest(now, None, lambda y: Period(date(y, month, first), date(y, month, last)))


def _feast(parts: Parts, now: Now) -> Period | None:
    """Read "an Ostern", "am Pfingstmontag 2023"."""
    first, last = table("dates")["feasts"][parts["feast"]]

    def of_year(year: int) -> Period:
        sunday = periods.easter(year)
        return Period(sunday + timedelta(days=first), sunday + timedelta(days=last))

    year = _year(parts, now)
    return of_year(year) if year is not None else _nearest(now, None, of_year)


def _unresolved(_: Parts, __: Now) -> Period | None:
    """Leave what is counted from another event: "am Vortag", "drei Tage später", "in den 1990er Jahren"."""
    return None


READINGS: dict[str, Callable[[Parts, Now], Period | None]] = {
    "ago": _ago,
    "ahead": _ahead,
    "date": _date,
    "deictic": _deictic,
    "feast": _feast,
    "holiday": _holiday,
    "iso": _iso,
    "month": _month,
    "previous year": _previous_year,
    "running": _running,
    "season": _season,
    "unresolved": _unresolved,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "year part": _year_part,
    "years": _years,
}
"""The reading that each form of ``dates.toml`` names."""
