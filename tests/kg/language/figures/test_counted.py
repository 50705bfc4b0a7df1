"""What a figure counts, in the nominative plural."""

from collections.abc import Callable

import pytest

Counted = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Sie griff mit 40 Drohnen an.", "Drohnen"),
        ("Er gewann mit 400 Stimmen.", "Stimmen"),
        ("Es kam zu 12 Festnahmen.", "Festnahmen"),
        ("Es gab Proteste in 30 Städten.", "Städte"),
        ("Sie kamen mit sieben kleinen Booten.", "kleine Boote"),
        ("Der Angriff endete mit 12 Toten.", "Tote"),
        ("Sie sprach mit 30 Frauen.", "Frauen"),
        ("Sie sprach mit 30 Teilnehmern.", "Teilnehmer"),
        ("Sie sprach mit 400 oder mehr Menschen.", "Menschen"),
        ("Sie sprach mit 20 Ärztinnen.", "Ärztinnen"),
        ("Das half den 20 Bewerbern.", "Bewerber"),
        ("Es gab Proteste auf 30 Inseln.", "Inseln"),
        ("Sie sprach mit zwölf Stimmberechtigten.", "Stimmberechtigte"),
        ("Es kamen fünf weitere Mitglieder und er.", "weitere Mitglieder"),
    ],
)
def test_a_dative_is_counted_in_the_nominative(counted: Counted, text: str, noun: str) -> None:
    assert [found for _, found, _ in counted(text)] == [noun]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es halfen 45 Angehörige der Feuerwehr.", [("45", "Angehörige der Feuerwehr", None)]),
        ("Es sind acht Boote der Klasse 212 bestellt.", [("acht", "Boote", None)]),
        ("Es wurden 15 Prozent des Umsatzes erzielt.", [("15", "Umsatz", "Prozent")]),
        (
            "Es kostet 16 Millionen kanadische Dollar.",
            [("16 Millionen", "kanadische Dollar", "kanadische Dollar")],
        ),
        ("Es kostet 16 Millionen Schweizer Franken.", [("16 Millionen", "Franken", "Franken")]),
        (
            "Von den Stellen fallen 120 der 900 Posten weg.",
            [("120", "Posten", None), ("900", "Posten", None)],
        ),
        ("Es kamen 250 Männer, davon 40 am Abend.", [("250", "Männer", None), ("40", "Männer", None)]),
        ("Die Quote stieg von 4 auf 6 Prozent.", [("4", "Quote", "Prozent"), ("6", "Quote", "Prozent")]),
    ],
)
def test_attributes_units_and_bare_figures(
    counted: Counted, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert counted(text) == expected
