"""Actors are named in the nominative."""

from collections.abc import Callable

import pytest

Things = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nach Angaben des Fahrgastverbands fehlt das Geld.", "Fahrgastverband"),
        ("Nach Angaben des ukrainischen Militärs brennt ein Lager.", "ukrainisches Militär"),
        ("Laut westlichen Diplomaten ist das Treffen geplatzt.", "westliche Diplomaten"),
        ("Laut Medienberichten ist das Treffen geplatzt.", "Medienberichte"),
        ("Nach Angaben örtlicher Helfer fehlt das Geld.", "örtliche Helfer"),
        ("Die Virologin Svenja Ahrens kam nach Bern.", "Svenja Ahrens"),
        ("Die Rede Karin Hollwegs war lang.", "Karin Hollweg"),
    ],
)
def test_a_name_loses_the_ending_of_its_case(actors: Things, text: str, name: str) -> None:
    assert [found for _, found, _ in actors(text)] == [name]
