"""Time expressions and the dates they resolve to."""

import pytest

from kg.language.extraction import Span
from kg.language.figures.dates import time_in
from kg.language.text.tokens import Document

MONDAY = "2024-10-28"


def time(text: str, published: str | None = MONDAY) -> tuple[str, str | None] | None:
    """Return (phrase, date) of the first time expression, None if there is none."""
    found = time_in(Document(text, (), ()), Span(0, len(text)), published)
    return (found.phrase, found.resolved) if found else None


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("am 3. Mai 2023", "2023-05-03"),
        ("am 3.5.2023", "2023-05-03"),
        ("am 03.05.2023", "2023-05-03"),
        ("im Mai 2023", "2023-05"),
        ("Anfang Mai 2023", "2023-05"),
        ("im Jahr 2023", "2023"),
        ("im Jänner 2023", "2023-01"),
        ("am 5. Feber 2023", "2023-02-05"),
    ],
)
def test_a_full_date_needs_no_date_of_publication(phrase: str, date: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.", None) == (phrase, date)


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("am Montag", "2024-10-28"),
        ("am Dienstag", "2024-10-22"),
        ("am Sonntag", "2024-10-27"),
        ("am Sonnabend", "2024-10-26"),
        ("am Freitagabend", "2024-10-25"),
        ("am vergangenen Freitag", "2024-10-25"),
        ("am Montag (Ortszeit)", "2024-10-28"),
        ("heute", "2024-10-28"),
        ("gestern", "2024-10-27"),
        ("vorgestern", "2024-10-26"),
    ],
)
def test_a_day_is_the_last_such_day_up_to_publication(phrase: str, date: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.") == (phrase, date)


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("im Oktober", "2024-10"),
        ("Mitte September", "2024-09"),
        ("Ende Dezember", "2023-12"),
        ("am 3. Mai", "2024-05-03"),
    ],
)
def test_a_month_without_year_is_the_last_such_month_up_to_publication(phrase: str, date: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.") == (phrase, date)


def test_last_year_is_the_year_before_publication() -> None:
    assert time("Er ging im vergangenen Jahr nach Graz.") == ("im vergangenen Jahr", "2023")
    assert time("Er ging im vergangenen Jahr nach Graz.", "2024") == ("im vergangenen Jahr", "2023")


@pytest.mark.parametrize(
    "phrase", ["am Montag", "gestern", "im Oktober", "im vergangenen Jahr", "vergangene Woche"]
)
def test_without_a_date_of_publication_the_phrase_stays_unresolved(phrase: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.", None) == (phrase, None)


def test_a_day_stays_unresolved_when_only_the_month_of_publication_is_known() -> None:
    assert time("Er ging am Montag nach Graz.", "2024-10") == ("am Montag", None)
    assert time("Er ging im Mai nach Graz.", "2024-10") == ("im Mai", "2024-05")


def test_a_day_that_the_calendar_lacks_stays_unresolved() -> None:
    assert time("Er ging am 31. Februar 2023 nach Graz.") == ("am 31. Februar 2023", None)


def test_the_first_of_several_times_counts() -> None:
    assert time("Am Montag sprach er über den 3. Mai 2023.") == ("Am Montag", "2024-10-28")


def test_a_leap_day_and_the_turn_of_the_year_are_counted_right() -> None:
    assert time("Er ging gestern nach Graz.", "2024-03-01") == ("gestern", "2024-02-29")
    assert time("Er ging am Dienstag nach Graz.", "2025-01-01") == ("am Dienstag", "2024-12-31")


def test_a_text_without_time_has_none() -> None:
    assert time("Er ging nach Graz und blieb dort.") is None
