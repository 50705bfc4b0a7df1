"""Governments by their noun."""

from collections.abc import Callable

import pytest

Things = Callable[[str], list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Kenia schickt Helfer. Die Regierung bat um Spenden.", ("State", "Kenia", ["Kenia", "Regierung"])),
        ("Die Junta in Bamako schloss die Grenze.", ("State", "Mali", ["Junta in Bamako"])),
        ("Die Bundesregierung berät am Abend.", ("State", "Bundesregierung", ["Bundesregierung"])),
        (
            "Die Übergangsregierung trat am Abend zurück.",
            ("State", "Übergangsregierung", ["Übergangsregierung"]),
        ),
    ],
)
def test_a_government_is_a_state(actors: Things, text: str, state: tuple[str, str, list[str]]) -> None:
    assert actors(text) == [state]


def test_a_government_of_whom_two_states_could_be_stays_open(actors: Things) -> None:
    found = actors("Kenia und Uganda beraten. Die Regierung schwieg.")

    assert ("State", "Regierung", ["Regierung"]) in found


def test_a_government_named_by_its_state_goes_before_other_states(actors: Things) -> None:
    found = actors("Die Regierung in Nairobi beriet mit Uganda. Die Regierung schwieg.")

    assert ("State", "Kenia", ["Regierung in Nairobi", "Regierung"]) in found


def test_a_canton_has_a_government_of_its_own(actors: Things) -> None:
    found = actors("Der Regierungsrat legt das Budget vor. Die Regierung will sparen.")

    assert {kind for kind, _, _ in found} <= {"Organization"}
