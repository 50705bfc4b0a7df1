"""Places that no list knows, told by their shape and the words around them."""

from collections.abc import Callable

import pytest

Things = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Der Deich im Landkreis Deggendorf brach.", "Landkreis Deggendorf"),
        ("Der Deich im Altenburger Land brach.", "Altenburger Land"),
        ("Sie feierten vor dem Kieler Schloss.", "Kieler Schloss"),
        ("Sie warteten am Flughafen Zürich.", "Flughafen Zürich"),
        ("Sie warteten in Nord-Kordofan.", "Nord-Kordofan"),
        ("Sie warteten am Abend in Westthüringen.", "Westthüringen"),
        ("Das Wasser drang in den Ort Oberwinkling ein.", "Oberwinkling"),
        ("In Hofkirchen regnete es am Abend.", "Hofkirchen"),
        ("Sie kamen am Abend aus Rohrbach.", "Rohrbach"),
        ("Sie standen auf der Nibelungenbrücke.", "Nibelungenbrücke"),
    ],
)
def test_an_unknown_place_is_found(places: Things, text: str, place: str) -> None:
    assert [m for _, _, mentions in places(text) for m in mentions] == [place]


def test_an_unknown_place_is_found_in_a_list_with_a_known_one(places: Things) -> None:
    found = places("Die Strecke zwischen Passau und Plattling bleibt gesperrt.")

    assert [m for _, _, mentions in found for m in mentions] == ["Passau", "Plattling"]


@pytest.mark.parametrize(
    "text",
    [
        "Sie standen auf der Autobahnbrücke.",
        "Er kam am Abend in Haft.",
        "Das Essen wurde am Abend kalt.",
        "Nach Feierabend kam er wieder heim.",
    ],
)
def test_common_nouns_are_no_places(places: Things, text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Die Kranewittstraße ist seit Freitag gesperrt.", "Kranewittstraße"),
        ("Sie wohnen an der Hufenlandstraße seit Jahren.", "Hufenlandstraße"),
        ("Die Menschen stehen am Lerchenweg und warten.", "Lerchenweg"),
        ("Im Arlberggebiet fielen 90 Zentimeter Schnee.", "Arlberggebiet"),
        ("Im Flüchtlingslager Tamrat fehlt das Wasser.", "Tamrat"),
    ],
)
def test_a_street_camp_or_surroundings_has_a_name(places: Things, text: str, place: str) -> None:
    assert [mentions for _, _, mentions in places(text)] == [[place]]


@pytest.mark.parametrize(
    "text",
    [
        "Die Landstraße ist seit Freitag gesperrt.",
        "Sie stehen am Waldweg und warten auf ihn.",
        "Im Spital liegen am Abend noch viele.",
    ],
)
def test_a_common_noun_for_a_way_or_house_is_no_place(places: Things, text: str) -> None:
    assert places(text) == []


def test_a_place_that_was_introduced_is_found_again(places: Things) -> None:
    found = places("Der Vulkan Tamrok ist ausgebrochen. Der Tamrok gehört zu den höchsten des Landes.")

    assert [mentions for _, _, mentions in found] == [["Tamrok", "Tamrok"]]
