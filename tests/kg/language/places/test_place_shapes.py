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
