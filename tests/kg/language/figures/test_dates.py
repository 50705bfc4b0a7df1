"""Time expressions and the dates they resolve to."""

import tomllib
from pathlib import Path

import pytest

from kg.language.extraction import Span
from kg.language.figures.dates import time_in, times
from kg.language.text.tokens import Document

MONDAY = "2024-10-28"
with Path(__file__).with_name("times.toml").open("rb") as file:
    TABLE: dict[str, dict[str, str]] = tomllib.load(file)


def time(text: str, published: str | None = MONDAY) -> tuple[str, str | None] | None:
    """Return (phrase, date) of the first time expression, None if there is none."""
    found = time_in(Document(text, (), ()), Span(0, len(text)), published)
    return (found.phrase, found.resolved) if found else None


@pytest.mark.parametrize(
    ("phrase", "resolved"), [row for kind in ("days", "months", "years") for row in TABLE[kind].items()]
)
def test_a_time_resolves_to_the_smallest_day_month_or_year_that_holds_it(phrase: str, resolved: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.") == (phrase, resolved)


@pytest.mark.parametrize("phrase", TABLE["unresolved"])
def test_what_no_year_holds_and_what_depends_on_another_event_stays_unresolved(phrase: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.") == (phrase, None)


@pytest.mark.parametrize("phrase", TABLE["none"])
def test_other_words_are_no_times(phrase: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.") is None


@pytest.mark.parametrize(
    ("phrase", "date"),
    [("am 3. Mai 2023", "2023-05-03"), ("im Jänner 2023", "2023-01"), ("im Jahr 2023", "2023")],
)
def test_a_full_date_needs_no_date_of_publication(phrase: str, date: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.", None) == (phrase, date)


@pytest.mark.parametrize(
    "phrase",
    ["am Montag", "gestern", "im Oktober", "im vergangenen Jahr", "vergangene Woche", "heuer", "im Sommer"],
)
def test_without_a_date_of_publication_the_phrase_stays_unresolved(phrase: str) -> None:
    assert time(f"Er ging {phrase} nach Graz.", None) == (phrase, None)


def test_a_month_or_year_of_publication_resolves_what_all_its_days_agree_on() -> None:
    assert time("Er ging am Montag nach Graz.", "2024-10") == ("am Montag", None)
    assert time("Er ging im Mai nach Graz.", "2024-10") == ("im Mai", "2024-05")
    assert time("Er ging im Mai nach Graz.", "2024") == ("im Mai", None)
    assert time("Er ging im vergangenen Jahr nach Graz.", "2024") == ("im vergangenen Jahr", "2023")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Am Freitag wird er nach Graz gehen.", "2024-11-01"),
        ("Er will im Dezember nach Graz gehen.", "2024-12"),
        ("Die Leute werden am Dienstag in Graz erwartet.", "2024-10-29"),
        ("Sie konnten am Dienstag geborgen werden.", "2024-10-22"),
        ("Er sagte am Freitag, er werde nach Graz gehen.", "2024-10-25"),
    ],
)
def test_a_verb_of_the_future_beside_it_turns_a_time_to_what_is_to_come(text: str, date: str) -> None:
    found = time(text)

    assert found is not None
    assert found[1] == date


def test_the_year_before_is_counted_from_the_time_spoken_of() -> None:
    assert [t.when.resolved for t in times("2019 waren es 40, im Vorjahr 30.", MONDAY)] == ["2019", "2018"]


def test_times_are_found_in_order_with_their_places() -> None:
    text = "Am Montag sprach er über den 3. Mai 2023."
    found = times(text, MONDAY)

    assert [text[t.start : t.end] for t in found] == ["Am Montag", "den 3. Mai 2023"]
    assert time(text) == ("Am Montag", "2024-10-28")


def test_a_leap_day_and_the_turn_of_the_year_are_counted_right() -> None:
    assert time("Er ging gestern nach Graz.", "2024-03-01") == ("gestern", "2024-02-29")
    assert time("Er ging am Dienstag nach Graz.", "2025-01-01") == ("am Dienstag", "2024-12-31")
    assert time("Er ging vor drei Monaten nach Graz.", "2025-01-31") == ("vor drei Monaten", "2024-10")


def test_a_text_without_time_has_none() -> None:
    assert time("Er ging nach Graz und blieb dort.") is None
