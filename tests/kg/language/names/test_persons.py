"""Persons: names by their shape, with titles, alone, in the genitive; and who has only a role."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Things = Callable[[str], list[tuple[str, str, list[str]]]]


def persons(extraction: Extraction) -> list[tuple[str, str | None]]:
    return [(a.name, a.role) for a in extraction.actors if a.type == "Person"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Hannes Wiegand kam am Abend nach Bern.", "Hannes Wiegand", None),
        ("Bürgermeisterin Karin Hollweg kam nach Bern.", "Karin Hollweg", "Bürgermeisterin"),
        ("Der CDU-Politiker Jens Ahlfeld kam nach Bern.", "Jens Ahlfeld", "CDU-Politiker"),
        ("Die Ökonomin Svenja Thoma kam nach Bern.", "Svenja Thoma", "Ökonomin"),
        ("Prof. Dr. Hannes Wiegand kam nach Bern.", "Hannes Wiegand", None),
        ("Landeshauptmann Georg Pichler kam nach Bern.", "Georg Pichler", "Landeshauptmann"),
        ("Bundesrätin Regula Aeschbacher kam nach Bern.", "Regula Aeschbacher", "Bundesrätin"),
        ("Frau Lorenz kam am Abend nach Bern.", "Lorenz", None),
        ("Herr Wiegand kam am Abend nach Bern.", "Wiegand", None),
        ("Lars van den Berg kam nach Bern.", "Lars van den Berg", None),
        ("Hans-Peter Müller-Lüdenscheidt kam nach Bern.", "Hans-Peter Müller-Lüdenscheidt", None),
        ("Der deutsche Finanzminister Jörg Kaltenbach kam.", "Jörg Kaltenbach", "deutscher Finanzminister"),
    ],
)
def test_a_name_is_recognised_with_its_title(read: Reader, text: str, name: str, role: str | None) -> None:
    assert persons(read(text)) == [(name, role)]


def test_the_mention_is_the_name_without_its_title(actors: Things) -> None:
    assert actors("Bürgermeisterin Karin Hollweg kam nach Bern.")[0] == (
        "Person", "Karin Hollweg", ["Karin Hollweg"],
    )  # fmt: skip


def test_a_surname_alone_is_the_person_named_before(actors: Things) -> None:
    text = "Karin Hollweg regiert seit Mai. Später reiste Hollweg ab."

    assert actors(text) == [("Person", "Karin Hollweg", ["Karin Hollweg", "Hollweg"])]


def test_a_genitive_is_the_person_named_before_and_keeps_its_ending_in_the_mention(actors: Things) -> None:
    text = "Karin Hollweg regiert seit Mai. Hollwegs Partei jubelt."

    assert actors(text) == [("Person", "Karin Hollweg", ["Karin Hollweg", "Hollwegs"])]


def test_a_surname_before_the_full_name_is_the_same_person(actors: Things) -> None:
    text = "Hollweg tritt ab, melden die Zeitungen. Karin Hollweg regierte seit Mai."

    assert ("Person", "Karin Hollweg", ["Hollweg", "Karin Hollweg"]) in actors(text)


def test_two_persons_stay_two(actors: Things) -> None:
    text = "Karin Hollweg traf Uwe Tannert. Danach ging Tannert."

    assert actors(text) == [
        ("Person", "Karin Hollweg", ["Karin Hollweg"]),
        ("Person", "Uwe Tannert", ["Uwe Tannert", "Tannert"]),
    ]


def test_the_party_in_parentheses_is_an_actor_of_its_own(actors: Things) -> None:
    assert actors("Jens Ahlfeld (CDU) kam nach Bern.") == [
        ("Person", "Jens Ahlfeld", ["Jens Ahlfeld"]),
        ("Organization", "CDU", ["CDU"]),
    ]


@pytest.mark.parametrize(
    "text", ["Der Regen fiel auf die Dächer.", "Große Sorge herrscht im Tal der Mühlen."]
)
def test_capitalised_nouns_are_no_names(actors: Things, text: str) -> None:
    assert actors(text) == []


def test_a_role_alone_is_no_actor_until_it_speaks(actors: Things) -> None:
    assert actors("Ein Anwalt kam am Abend nach Bern.") == []
    assert [name for _, name, _ in actors("Ein Anwalt sagte, das Verfahren ruhe.")] == ["Anwalt"]


def test_who_has_only_a_role_is_not_named(read: Reader) -> None:
    [anwalt] = read("Ein Anwalt sagte, das Verfahren ruhe.").actors

    assert not anwalt.named


def test_pronouns_are_no_mentions(actors: Things) -> None:
    text = "Karin Hollweg regiert. Sie sagte, die Deiche hielten."

    assert actors(text) == [("Person", "Karin Hollweg", ["Karin Hollweg"])]
