"""Whether the name of a country or capital is a place."""

from collections.abc import Callable

import pytest

Things = Callable[[str], list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Der Sturm hat auf Malta schwere Schäden angerichtet.", "Malta"),
        ("Das Tief zieht in Richtung Kuba.", "Kuba"),
        ("Ein Erdbeben erschüttert Nepal am Abend.", "Nepal"),
        ("In den Vierteln von Nairobi brannten Autos.", "Nairobi"),
        ("Nairobi – Nach der Wahl bleibt es ruhig.", "Nairobi"),
        ("Nairobi: Drei Tote nach dem Brand", "Nairobi"),
    ],
)
def test_where_something_happens_is_a_place(actors: Things, places: Things, text: str, place: str) -> None:
    assert [name for kind, name, _ in actors(text) if kind == "State"] == []
    assert [mentions for _, _, mentions in places(text)] == [[place]]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Nach dem Erdbeben bat Nepal um Hilfe.", "Nepal"),
        ("Nach Angaben von Nairobi ist die Lage ruhig.", "Kenia"),
        (
            "Kenia und Uganda streiten weiter.\n\nNairobi: Grenze bleibt geschlossen\n\nDas gilt ab Montag.",
            "Kenia",
        ),
    ],
)
def test_who_acts_or_speaks_is_a_state(actors: Things, text: str, state: str) -> None:
    assert state in [name for kind, name, _ in actors(text) if kind == "State"]
