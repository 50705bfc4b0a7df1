"""Which words a reporting clause reports."""

from collections.abc import Callable

import pytest

Statements = Callable[[str], list[tuple[str, str, str]]]
Words = Callable[[str], list[str]]


@pytest.mark.parametrize(
    "quoted",
    ["„{}“", '"{}"', "»{}«", "«{}»", "“{}”", "„{}”"],
)
def test_the_words_within_any_quotation_marks_are_direct_speech(statements: Statements, quoted: str) -> None:
    text = quoted.format("Das Wasser steigt weiter") + ", sagte Karin Hollweg."

    assert statements(text) == [("direct", "Karin Hollweg", "Das Wasser steigt weiter")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karin Hollweg sagte: „Wir brauchen Boote.“", "Wir brauchen Boote."),
        ("„Wir brauchen Boote!“, rief Karin Hollweg.", "Wir brauchen Boote!"),
        ("„Wo bleiben die Boote?“, fragte Karin Hollweg.", "Wo bleiben die Boote?"),
        ("„Wir brauchen Boote“, so Karin Hollweg.", "Wir brauchen Boote"),
        ("„Wir brauchen Boote. Und zwar bald“, sagte Karin Hollweg.", "Wir brauchen Boote. Und zwar bald"),
        ("Auf die Frage, was fehle, sagte Karin Hollweg: „Boote fehlen.“", "Boote fehlen."),
    ],
)
def test_punctuation_inside_the_marks_belongs_to_direct_speech(
    statements: Statements, text: str, words: str
) -> None:
    assert statements(text) == [("direct", "Karin Hollweg", words)]


def test_a_quotation_interrupted_by_its_frame_is_one_statement_of_two_pieces(statements: Statements) -> None:
    text = "„Das Wasser“, sagte Karin Hollweg am Dienstag, „steigt die ganze Nacht.“"

    assert statements(text) == [("direct", "Karin Hollweg", "Das Wasser … steigt die ganze Nacht.")]


def test_a_quotation_inside_the_quotation_belongs_to_it(statements: Statements) -> None:
    text = "„Er rief mir ‚Lauf weg‘ zu“, sagte Greta Sommer."

    assert statements(text) == [("direct", "Greta Sommer", "Er rief mir ‚Lauf weg‘ zu")]


def test_an_unclosed_quotation_ends_with_its_paragraph(statements: Statements) -> None:
    text = "Karin Hollweg sagte: „Wir brauchen Boote.\n\nDie Feuerwehr war am Abend vor Ort."

    assert statements(text) == [("direct", "Karin Hollweg", "Wir brauchen Boote.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karin Hollweg sagte, dass die Deiche halten.", "dass die Deiche halten"),
        ("Karin Hollweg sagte, die Deiche seien sicher.", "die Deiche seien sicher"),
        ("Karin Hollweg fragte, ob die Deiche halten.", "ob die Deiche halten"),
        ("Karin Hollweg erklärte, warum das Geld fehlt.", "warum das Geld fehlt"),
        ("Die Deiche seien sicher, sagte Karin Hollweg.", "Die Deiche seien sicher"),
        ("Karin Hollweg teilte mit, dass die Deiche halten.", "dass die Deiche halten"),
        ("Karin Hollweg räumte ein, dass die Deiche alt sind.", "dass die Deiche alt sind"),
        ("Karin Hollweg wies darauf hin, dass die Deiche alt seien.", "dass die Deiche alt seien"),
        ("Karin Hollweg gab bekannt, dass die Deiche halten.", "dass die Deiche halten"),
        ("Karin Hollweg hat gesagt, die Deiche seien sicher.", "die Deiche seien sicher"),
        ("Karin Hollweg hatte zuvor erklärt, sie trete nicht an.", "sie trete nicht an"),
        (
            "Karin Hollweg sagte, wenn es regne, wären die Deiche in Gefahr.",
            "wenn es regne, wären die Deiche in Gefahr",
        ),
    ],
)
def test_a_dependent_or_subjunctive_clause_is_indirect_speech(
    statements: Statements, text: str, words: str
) -> None:
    assert statements(text) == [("indirect", "Karin Hollweg", words)]


def test_indirect_speech_takes_its_own_subordinate_clauses_along(contents: Words) -> None:
    text = "Karin Hollweg sagte, die Deiche seien sicher, weil der Regen nachlasse."

    assert contents(text) == ["die Deiche seien sicher, weil der Regen nachlasse"]


def test_a_quoted_fragment_inside_indirect_speech_belongs_to_it(statements: Statements) -> None:
    text = "Karin Hollweg sagte, das Wasser sei „noch nie so schnell“ gestiegen."

    assert statements(text) == [
        ("indirect", "Karin Hollweg", "das Wasser sei „noch nie so schnell“ gestiegen")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nora Feldmann kündigte an, den Betroffenen zu helfen.", "den Betroffenen zu helfen"),
        ("Nora Feldmann versprach, den Betroffenen zu helfen.", "den Betroffenen zu helfen"),
        ("Nora Feldmann warf dem Landkreis vor, zu spät gewarnt zu haben.", "zu spät gewarnt zu haben"),
        ("Nora Feldmann drohte damit, die Brücke zu sperren.", "die Brücke zu sperren"),
        ("Nora Feldmann rief die Bürger auf, zu Hause zu bleiben.", "zu Hause zu bleiben"),
        ("Nora Feldmann appellierte an die Bürger, zu Hause zu bleiben.", "zu Hause zu bleiben"),
        ("Nora Feldmann bestritt, davon gewusst zu haben.", "davon gewusst zu haben"),
    ],
)
def test_an_infinitive_is_indirect_speech(statements: Statements, text: str, words: str) -> None:
    assert statements(text) == [("indirect", "Nora Feldmann", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nora Feldmann verurteilte die Plünderungen.", "die Plünderungen"),
        (
            "Nora Feldmann forderte mehr Geld für den Katastrophenschutz.",
            "mehr Geld für den Katastrophenschutz",
        ),
        ("Nora Feldmann begrüßte die Einigung.", "die Einigung"),
        ("Nora Feldmann räumte Fehler ein.", "Fehler"),
        ("Nora Feldmann lehnte den Plan ab.", "den Plan"),
        ("Nora Feldmann wies die Vorwürfe zurück.", "die Vorwürfe"),
        ("Nora Feldmann schlug Neuwahlen vor.", "Neuwahlen"),
        ("Nora Feldmann gab ihren Rücktritt bekannt.", "ihren Rücktritt"),
        ("Nora Feldmann hat Neuwahlen angekündigt.", "Neuwahlen"),
        ("Am Montag forderte Nora Feldmann mehr Geld vom Bund.", "mehr Geld vom Bund"),
        ("Nora Feldmann forderte am Montag mehr Geld vom Bund.", "mehr Geld vom Bund"),
        ("Nora Feldmann bezeichnete den Haushalt als solide.", "den Haushalt als solide"),
    ],
)
def test_a_speech_act_alone_is_reported_by_its_object(statements: Statements, text: str, words: str) -> None:
    assert statements(text) == [("reported", "Nora Feldmann", words)]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Nora Feldmann nannte die Lage „sehr ernst“.", "sehr ernst"),
        ("Nora Feldmann wies die Forderung als „überzogen“ zurück.", "überzogen"),
        ("Nora Feldmann sprach von einem „schwarzen Tag“.", "schwarzen Tag"),
        ("Nora Feldmann bezeichnete den Streik als „unverantwortlich“.", "unverantwortlich"),
    ],
)
def test_a_quoted_fragment_that_is_all_that_is_rendered_is_direct(
    statements: Statements, text: str, fragment: str
) -> None:
    assert statements(text) == [("direct", "Nora Feldmann", fragment)]


def test_a_fragment_in_the_genitive_is_not_all_that_is_rendered(contents: Words) -> None:
    text = "Nora Feldmann nannte den Haushalt ein Zeichen der „Vernunft“."

    [words] = contents(text)

    assert words.endswith("ein Zeichen der „Vernunft“")
