"""Whose a surname is that stands alone."""

from collections.abc import Callable

import pytest

Things = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("Karin Hollweg kam. Später ging Ministerin Hollweg.", "Karin Hollweg", ["Karin Hollweg", "Hollweg"]),
        ("Karin Hollweg kam. Später ging Frau Hollweg.", "Karin Hollweg", ["Karin Hollweg", "Hollweg"]),
        ("Eva Lang kam am Abend. Lang ging wieder.", "Eva Lang", ["Eva Lang", "Lang"]),
        ("Robert Klein kam am Abend. Klein ging wieder.", "Robert Klein", ["Robert Klein", "Klein"]),
        ("Svenja Ahrens kam. Ahrens’ Rede war lang.", "Svenja Ahrens", ["Svenja Ahrens", "Ahrens’"]),
    ],
)
def test_a_surname_is_the_person_named_in_full(
    actors: Things, text: str, name: str, mentions: list[str]
) -> None:
    assert actors(text) == [("Person", name, mentions)]


def test_of_two_bearers_the_title_tells_who_is_meant(actors: Things) -> None:
    found = actors("Karin Hollweg und Jens Hollweg kamen. Später ging Frau Hollweg wieder.")

    assert [mentions for _, _, mentions in found] == [["Karin Hollweg", "Hollweg"], ["Jens Hollweg"]]


def test_a_title_of_the_other_sex_is_somebody_else(actors: Things) -> None:
    found = actors("Karin Hollweg kam am Abend. Später ging Herr Hollweg wieder.")

    assert [name for _, name, _ in found] == ["Karin Hollweg", "Hollweg"]
