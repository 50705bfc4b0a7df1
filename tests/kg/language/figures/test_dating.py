"""When the figures of a sentence are of."""

import re

import pytest

from kg.language.extraction import Span
from kg.language.figures.dating import times_of


def dated(text: str) -> list[str | None]:
    """Return when each of the figures, the numbers of two digits in the text, is of."""
    figures = [Span(*m.span()) for m in re.finditer(r"\b\d\d\b", text)]
    return [str(when) if when else None for when in times_of(text, figures, "2024-10-28")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019 waren es 40 Fälle, heuer sind es 60.", ["2019", "2024"]),
        ("Es gibt 40 Euro ab Mai und 60 Euro ab Juni.", ["2025-05", "2025-06"]),
        ("Am Sonntag starben 40 Männer und 60 Frauen.", ["2024-10-27", "2024-10-27"]),
        ("Es starben 40 Menschen.", [None]),
    ],
)
def test_a_figure_is_of_the_time_in_its_part_of_the_sentence_or_else_before_it(
    text: str, expected: list[str | None]
) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Es waren um 40 mehr als im Vorjahr.",
        "Das sind 40 gegenüber dem Vorjahr.",
        "Wer vor dem 1. Mai 1964 geboren ist, bekommt 40 Euro.",
    ],
)
def test_what_a_figure_is_compared_with_and_a_limit_do_not_date_it(text: str) -> None:
    assert dated(text) == [None]
