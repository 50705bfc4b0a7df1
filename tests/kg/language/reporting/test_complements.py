"""What a reporting verb takes inside its clause."""

from collections.abc import Callable

import pytest

Statements = Callable[[str], list[tuple[str, str, str]]]
Words = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die WHO warnt vor einer neuen Welle.", "vor einer neuen Welle"),
        ("Die WHO hat vor einer neuen Welle gewarnt.", "vor einer neuen Welle"),
        ("Die WHO rief zu mehr Vorsicht auf.", "zu mehr Vorsicht"),
        ("Die WHO sprach sich für Masken aus.", "für Masken"),
        ("Die WHO drohte mit einem Boykott.", "mit einem Boykott"),
        ("Die WHO wies auf die Gefahren hin.", "auf die Gefahren"),
        ("Die WHO bat um mehr Geld.", "um mehr Geld"),
        ("Die WHO plädierte für neue Regeln.", "für neue Regeln"),
        ("Die WHO mahnte zur Vorsicht.", "zur Vorsicht"),
        ("Die WHO klagte über leere Kassen.", "über leere Kassen"),
    ],
)
def test_a_prepositional_object_is_reported_with_its_preposition(
    statements: Statements, text: str, words: str
) -> None:
    assert statements(text) == [("reported", "Weltgesundheitsorganisation", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die WHO kritisierte die Pläne am Montag.", "die Pläne"),
        ("Die WHO kritisierte am Montag die Pläne.", "die Pläne"),
        ("Die WHO kritisierte erneut die Pläne.", "die Pläne"),
        ("Die WHO kritisierte vergangene Woche die Pläne.", "die Pläne"),
    ],
)
def test_times_and_adverbs_do_not_belong_to_the_object(contents: Words, text: str, words: str) -> None:
    assert contents(text) == [words]


def test_the_object_may_stand_first(statements: Statements) -> None:
    assert statements("Den Plan der Kommission kritisierte die WHO scharf.")[0] == (
        "reported", "Weltgesundheitsorganisation", "Den Plan der Kommission",
    )  # fmt: skip


def test_an_object_takes_its_relative_clause_along(contents: Words) -> None:
    text = "Die WHO verurteilte den Angriff, der am Montag begann."

    assert contents(text) == ["den Angriff, der am Montag begann"]


def test_an_attitude_is_reported_by_its_adjective(statements: Statements) -> None:
    assert statements("Ursula von der Leyen zeigte sich am Montag besorgt.") == [
        ("reported", "Ursula von der Leyen", "besorgt")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Die WHO zeigte die neuen Räume in Genf.",
        "Die WHO rechnet den Etat im Herbst ab.",
        "Die WHO drohte am Abend zu zerfallen.",
    ],
)
def test_a_verb_that_reports_only_with_other_complements_reports_nothing(contents: Words, text: str) -> None:
    assert contents(text) == []
