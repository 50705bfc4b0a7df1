"""Modifiers before and behind a figure, one or several."""

from collections.abc import Callable

import pytest

Figures = Callable[[str], list[tuple[str, float | None, float | None, str]]]


@pytest.mark.parametrize(
    ("words", "lower", "upper", "qualifier"),
    [
        ("mindestens rund 400", 400, None, "atLeast"),
        ("bis zu rund 400", None, 400, "atMost"),
        ("schätzungsweise mehr als 400", 400, None, "moreThan"),
        ("schätzungsweise rund 400", 400, 400, "approximately"),
        ("knapp mehr als 400", 400, 400, "approximately"),
        ("mehr oder weniger 400", 400, 400, "approximately"),
        ("ein gutes Dutzend", 12, 12, "approximately"),
        ("mindestens ein gutes Dutzend", 12, None, "atLeast"),
        ("400 oder mehr", 400, None, "atLeast"),
    ],
)
def test_of_several_modifiers_a_bound_says_most(
    figures: Figures, words: str, lower: int | None, upper: int | None, qualifier: str
) -> None:
    assert figures(f"In der Nacht flohen {words} Menschen.") == [(words, lower, upper, qualifier)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Unter den 20 Verletzten sind Kinder.", "20"),
        ("Sie war die beste unter 20 Bewerbern.", "20"),
        ("Es ging um ein Darlehen über 20 Millionen.", "20 Millionen"),
        ("Der Weg führt über rund 20 Kilometer bergauf.", "rund 20"),
        ("Sie stimmten mit 30 gegen 20 Stimmen zu.", "20"),
    ],
)
def test_a_preposition_is_no_modifier(figures: Figures, text: str, words: str) -> None:
    assert figures(text)[-1][0] == words
