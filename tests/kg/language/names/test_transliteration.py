"""One person in the spellings that German, English and other texts give a Slavic name."""

from collections.abc import Callable

import pytest

from kg.language.names.transliteration import common_spelling

Things = Callable[[str], list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Selenskyj", "Selenskij", "Selenski", "Zelensky", "Zelenskyj"),
        ("Andrij Sybiha", "Andrii Sybiha", "Andriy Sibiha"),
        ("Sergej Awdejew", "Sergey Avdeev", "Sergei Awdeew"),
        ("Smirnow", "Smirnov", "Smirnoff"),
    ],
)
def test_the_spellings_of_a_name_have_one_in_common(spellings: tuple[str, ...]) -> None:
    assert len({common_spelling(name) for name in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Meyer", "Meier"), ("Weber", "Veber"), ("Schmidt", "Smidt")])
def test_names_of_other_languages_are_compared_as_they_are(one: str, other: str) -> None:
    assert common_spelling(one) != common_spelling(other)


def test_an_article_that_spells_a_name_in_two_ways_has_one_person(actors: Things) -> None:
    text = "Oleksandr Dombrowskyj kam nach Bern. Am Abend sprach Oleksandr Dombrowskij."

    assert actors(text) == [
        ("Person", "Oleksandr Dombrowskyj", ["Oleksandr Dombrowskyj", "Oleksandr Dombrowskij"])
    ]


@pytest.mark.parametrize("name", ["Selenskyj", "Selenskij", "Selenski", "Selensky", "Zelensky"])
def test_a_known_person_is_known_in_every_spelling(actors: Things, name: str) -> None:
    assert actors(f"Am Abend sprach {name} in Bern.") == [("Person", "Wolodymyr Selenskyj", [name])]
