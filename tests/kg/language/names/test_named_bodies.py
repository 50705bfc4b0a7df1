"""Bodies with a name behind the noun that says what they are, and bodies with their place."""

from collections.abc import Callable

import pytest

Things = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Katastrophenschutzbehörde Darvo schickte am Abend Zelte.", "Darvo"),
        ("Der Sender Al-Kamar TV fiel am Abend aus.", "Al-Kamar TV"),
        ("Die Gewerkschaft Holz und Stein (GHS) kam am Abend.", "Gewerkschaft Holz und Stein"),
        ("Der SV Blankenau stieg am Abend ab.", "SV Blankenau"),
        ("Die Polizei Berlin rückte am Abend aus.", "Polizei Berlin"),
        ("Die Kantonspolizei Bern rückte am Abend aus.", "Kantonspolizei Bern"),
        ("Das Amtsgericht Weidenau schloss am Abend.", "Amtsgericht Weidenau"),
        ("Das Technische Hilfswerk rückte am Abend aus.", "Technisches Hilfswerk"),
    ],
)
def test_a_body_has_its_own_name(actors: Things, text: str, name: str) -> None:
    assert ("Organization", name) in [(kind, found) for kind, found, _ in actors(text)]


def test_a_city_that_acts_is_a_body(actors: Things) -> None:
    assert actors("Die Stadt Köln klagte am Abend.") == [("Organization", "Stadt Köln", ["Stadt Köln"])]


@pytest.mark.parametrize("text", ["In der Stadt Köln regnet es heute.", "Der Sturm traf die Stadt Köln."])
def test_a_city_where_something_happens_is_none(actors: Things, text: str) -> None:
    assert actors(text) == []


def test_the_name_alone_is_the_body_again(actors: Things) -> None:
    found = actors("Die Katastrophenschutzbehörde Darvo kam. Später ging Darvo wieder.")

    assert [mentions for _, _, mentions in found] == [["Darvo", "Darvo"]]


def test_an_acronym_in_brackets_is_the_body_before_it(actors: Things) -> None:
    found = actors("Die Gewerkschaft Holz und Stein (GHS) kam. Die GHS ging wieder.")

    assert [mentions for _, _, mentions in found] == [["Gewerkschaft Holz und Stein", "GHS", "GHS"]]


def test_a_person_behind_a_body_is_no_name_of_it(actors: Things) -> None:
    found = actors("Landrat Karin Hollweg kam am Abend.")

    assert [(kind, name) for kind, name, _ in found] == [("Person", "Karin Hollweg")]
