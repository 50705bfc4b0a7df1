"""Whose a figure is where nobody is said to have said it."""

from collections.abc import Callable

import pytest

Sourced = Callable[[str], list[tuple[str, str | None, list[str]]]]


@pytest.mark.parametrize(
    "text",
    [
        "Die Polizei zählte an diesem Abend 340 Fahrzeuge vor dem Rathaus.",
        "An diesem Abend zählte die Polizei 340 Fahrzeuge vor dem Rathaus.",
        "Die Polizei registrierte an diesem Abend 340 Fahrzeuge vor dem Rathaus.",
        "Die Polizei hat an diesem Abend 340 Fahrzeuge vor dem Rathaus gezählt.",
        "Die Polizei gab die Zahl der Fahrzeuge an diesem Abend mit 340 an.",
    ],
)
def test_who_counted_is_the_source_of_the_figure(sourced: Sourced, text: str) -> None:
    assert sourced(text) == [("340", "Polizei", [])]


@pytest.mark.parametrize(
    "text",
    [
        "An diesem Abend wurden von der Polizei 340 Fahrzeuge registriert, hier und dort.",
        "Die Polizei zählt in dieser Stadt nur noch 340 Leute in ihren Reihen.",
        "Die Polizei sperrte die Straße, gezählt wurden dort 340 Fahrzeuge.",
    ],
)
def test_who_only_takes_part_is_no_source(sourced: Sourced, text: str) -> None:
    assert sourced(text) == [("340", None, [])]
