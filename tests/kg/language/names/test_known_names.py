"""Known names, and governments named by their country or capital."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Things = Callable[[str], list[tuple[str, str, list[str]]]]


def states(found: list[tuple[str, str, list[str]]]) -> list[tuple[str, list[str]]]:
    return [(name, mentions) for kind, name, mentions in found if kind == "State"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die WHO warnt seit dem Abend vor dem Virus.", "Weltgesundheitsorganisation"),
        ("Die Weltgesundheitsorganisation warnt vor dem Virus.", "Weltgesundheitsorganisation"),
        ("Die NATO plant für den Herbst eine Übung.", "NATO"),
        ("Die Gewerkschaft ver.di plant einen Streik.", "Verdi"),
        ("António Guterres plant für den Herbst eine Reise.", "António Guterres"),
    ],
)
def test_a_known_actor_has_its_own_name_under_any_spelling(actors: Things, text: str, name: str) -> None:
    assert [found for _, found, _ in actors(text)] == [name]


def test_a_known_actor_has_the_link_of_its_entry(read: Reader) -> None:
    [who] = read("Die WHO warnt seit dem Abend vor dem Virus.").actors

    assert who.id == "world-health-organization"
    assert who.known is not None
    assert who.known.same_as == "http://www.wikidata.org/entity/Q7817"


def test_spellings_of_one_actor_are_its_mentions(actors: Things) -> None:
    text = "Die WHO warnt vor dem Virus. Die Weltgesundheitsorganisation rät zu Masken."

    assert actors(text) == [
        ("Organization", "Weltgesundheitsorganisation", ["WHO", "Weltgesundheitsorganisation"])
    ]


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("Moskau wies die Vorwürfe am Abend zurück.", "Russland", "Moskau"),
        ("Der Kreml wies die Vorwürfe am Abend zurück.", "Russland", "Kreml"),
        ("Die US-Regierung kündigte am Abend Zölle an.", "Vereinigte Staaten", "US-Regierung"),
        ("Die Regierung in Seoul kündigte am Abend Zölle an.", "Südkorea", "Regierung in Seoul"),
        ("Die russische Regierung kündigte am Abend Zölle an.", "Russland", "russische Regierung"),
        ("Die Türkei kündigte am Abend neue Zölle an.", "Türkei", "Türkei"),
    ],
)
def test_a_government_is_its_state(actors: Things, text: str, name: str, mention: str) -> None:
    assert states(actors(text)) == [(name, [mention])]


@pytest.mark.parametrize(
    "text",
    [
        "In der Türkei bebte am Abend die Erde.",
        "Aus Frankreich kamen am Abend viele Züge.",
        "Nach Moskau fuhren am Abend viele Züge.",
        "Im Osten der Ukraine brannte am Abend ein Lager.",
        "In Berlin demonstrierten am Abend viele Menschen.",
    ],
)
def test_a_country_or_capital_as_a_place_is_no_actor(actors: Things, text: str) -> None:
    assert actors(text) == []


def test_a_country_may_be_a_place_and_an_actor(actors: Things, places: Things) -> None:
    text = "Die Türkei kritisierte den Beschluss. In der Türkei gab es Proteste."

    assert actors(text) == [("State", "Türkei", ["Türkei"])]
    assert [(kind, name) for kind, name, _ in places(text)] == [("country", "Türkei")]


def test_adjectives_of_countries_are_no_mentions(actors: Things) -> None:
    assert actors("Der ukrainische Weizen reift auf den Feldern.") == []
