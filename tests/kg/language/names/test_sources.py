"""Whom compounds and unnamed people speak for."""

from collections.abc import Callable

import pytest

Statements = Callable[[str], list[tuple[str, str, str]]]
Things = Callable[[str], list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nach WHO-Zahlen starben 30 Menschen.", "Weltgesundheitsorganisation"),
        (
            "Die Gewerkschaft Verdi streikt. Nach Gewerkschaftsangaben kamen 4000 Leute.",
            "Verdi",
        ),
        ("Eine BSI-Sprecherin warnte vor Angriffen.", "Bundesamt für Sicherheit in der Informationstechnik"),
        ("Die EU-Kommission tagt. Eine Kommissionssprecherin sagte, es eile.", "Europäische Kommission"),
        ("Ein Sprecher der Studierenden wies die Kritik zurück.", "Studierende"),
        ("Das Institut Geosan misst. Ein Geosan-Vertreter sprach von Zufall.", "Geosan"),
    ],
)
def test_a_body_speaks_through_its_people_and_papers(statements: Statements, text: str, speaker: str) -> None:
    assert [who for _, who, _ in statements(text)] == [speaker]


def test_a_compound_is_no_mention_of_a_body_that_is_named_elsewhere(actors: Things) -> None:
    found = actors("Die Gewerkschaft Verdi streikt. Nach Gewerkschaftsangaben kamen 4000 Leute.")

    assert found == [("Organization", "Verdi", ["Verdi"])]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Bewohnern zufolge gibt es kein Wasser.", "Bewohner"),
        (
            "Vulkanologen der Universität Jena halten einen Ausbruch für möglich.",
            "Vulkanologen der Universität Jena",
        ),
        (
            "Die dpa meldete unter Berufung auf mit dem Fall vertraute Personen, es eile.",
            "mit dem Fall vertraute Personen",
        ),
        (
            "Laut „Elbbote“, der sich auf Krankenhausmitarbeiter beruft, starben vier Menschen.",
            "Krankenhausmitarbeiter",
        ),
    ],
)
def test_several_unnamed_people_are_a_group(actors: Things, text: str, group: str) -> None:
    assert group in [name for kind, name, _ in actors(text) if kind == "Group"]
