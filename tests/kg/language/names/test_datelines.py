"""What stands before an article's first words: places and agencies, but no actors that act."""

from collections.abc import Callable

import pytest

Things = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KIEL (dpa) – Der Sturm traf die Küste am Abend.", ["KIEL"]),
        ("LINZ. Der Sturm traf die Häuser am Abend.", ["LINZ"]),
        ("BERN/WIEN (sda/APA) – Der Sturm traf die Häuser am Abend.", ["BERN", "WIEN"]),
        ("FRANKFURT/MAIN (AFP) - Der Sturm traf die Häuser am Abend.", ["FRANKFURT/MAIN"]),
        ("CHUR, 3. Mai 2024 (sda) – Der Sturm traf die Häuser am Abend.", ["CHUR"]),
    ],
)
def test_the_places_of_a_dateline_are_places(places: Things, text: str, found: list[str]) -> None:
    assert [m for _, _, mentions in places(text) for m in mentions] == found


def test_each_agency_of_a_dateline_is_an_actor(actors: Things) -> None:
    found = actors("KIEL (dpa/AFP) – Der Sturm traf die Küste am Abend.")

    assert [mentions for _, _, mentions in found] == [["dpa"], ["AFP"]]


def test_a_capital_in_a_dateline_is_no_government(actors: Things) -> None:
    found = actors("Berlin (dpa) – Der Sturm traf die Häuser am Abend.")

    assert [kind for kind, _, _ in found] == ["Organization"]
