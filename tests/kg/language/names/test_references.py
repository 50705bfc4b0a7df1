"""Whom nouns take up that name nobody by themselves."""

from collections.abc import Callable

import pytest

Things = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Ministerin Karin Hollweg kam. Die Ministerin schwieg.", ["Karin Hollweg", "Ministerin"]),
        ("Landrat Uwe Tannert kam. Der 52-Jährige schwieg.", ["Uwe Tannert", "52-Jährige"]),
        ("Senatorin Karin Hollweg kam. Die Juristin schwieg.", ["Karin Hollweg", "Juristin"]),
        ("Das Innenministerium zahlt. Das Ministerium schwieg.", ["Innenministerium", "Ministerium"]),
        ("Der Fahrgastverband Verdo zahlt. Der Verband schwieg.", ["Verdo", "Verband"]),
        ("Das Gesundheitsamt Gera zahlt. Die Behörde schwieg.", ["Gesundheitsamt Gera", "Behörde"]),
        ("Der Kanton Bern zahlt. Der Kanton schwieg.", ["Kanton Bern", "Kanton"]),
    ],
)
def test_a_definite_noun_takes_up_who_was_named_before(
    actors: Things, text: str, mentions: list[str]
) -> None:
    assert [found for _, _, found in actors(text)] == [mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Ministerin Karin Hollweg kam. Der Minister schwieg.",
        "Ministerin Karin Hollweg kam. Die Fahrerin schwieg.",
        "Ministerin Karin Hollweg kam. Eine Ministerin schwieg.",
        "Ministerin Karin Hollweg kam. Die Ministerin der Grünen schwieg.",
    ],
)
def test_other_nouns_take_up_nobody(actors: Things, text: str) -> None:
    assert ("Person", "Karin Hollweg", ["Karin Hollweg"]) in actors(text)
