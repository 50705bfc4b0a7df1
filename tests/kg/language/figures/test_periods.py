"""Stretches of days, and the unit of the calendar that holds one."""

from datetime import date

import pytest

from kg.language.figures import periods
from kg.language.figures.periods import Period


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2024-10-28", "2024-10-28", "2024-10-28"),
        ("2024-10-21", "2024-10-27", "2024-10"),
        ("2024-10-01", "2024-10-31", "2024-10"),
        ("2024-10-28", "2024-11-03", "2024"),
        ("2024-12-30", "2025-01-05", None),
    ],
)
def test_a_period_lies_in_a_day_a_month_a_year_or_none_of_them(
    first: str, last: str, unit: str | None
) -> None:
    assert periods.unit(Period(date.fromisoformat(first), date.fromisoformat(last))) == unit


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29"])
def test_a_unit_is_parsed_to_the_period_that_it_is(text: str) -> None:
    assert (
        periods.unit(periods.parse(text)) == text if len(text) > 4 else periods.parse(text).last.month == 12
    )


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "gestern"])
def test_what_is_no_date_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        periods.parse(text)


def test_months_may_reach_into_the_next_year() -> None:
    assert periods.months(2023, 12, 2) == Period(date(2023, 12, 1), date(2024, 2, 29))


def test_a_week_is_from_monday_to_sunday() -> None:
    assert periods.week(date(2024, 10, 27)) == Period(date(2024, 10, 21), date(2024, 10, 27))


@pytest.mark.parametrize(("count", "unit"), [(-10, "2023-12"), (0, "2024-10"), (3, "2025-01")])
def test_months_are_counted_over_the_turn_of_the_year(count: int, unit: str) -> None:
    assert periods.unit(periods.months_on(date(2024, 10, 31), count)) == unit


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2000, "2000-04-23"), (2008, "2008-03-23"), (2024, "2024-03-31"), (2038, "2038-04-25")],
)
def test_easter_is_computed_for_any_year(year: int, sunday: str) -> None:
    assert periods.easter(year).isoformat() == sunday
