"""Frames beside the main clause."""

from collections.abc import Callable

import pytest

Statements = Callable[[str], list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Laut dem Deutschen Wetterdienst regnet es weiter.", "Deutscher Wetterdienst", "regnet es weiter"),
        ("Laut Polizei kamen rund 5000 Menschen.", "Polizei", "kamen rund 5000 Menschen"),
        ("Laut Bürgermeisterin Karin Hollweg halten die Deiche.", "Karin Hollweg", "halten die Deiche"),
        ("Gemäss der Kantonspolizei ist die Strasse offen.", "Kantonspolizei", "ist die Strasse offen"),
        ("Nach Angaben der WHO sinken die Zahlen.", "Weltgesundheitsorganisation", "sinken die Zahlen"),
        ("Nach Angaben von Karin Hollweg halten die Deiche.", "Karin Hollweg", "halten die Deiche"),
        ("Nach ersten Angaben der Feuerwehr brannte ein Lager.", "Feuerwehr", "brannte ein Lager"),
        ("Nach Einschätzung von Experten hält der Deich.", "Experten", "hält der Deich"),
        ("Nach Polizeiangaben nahmen 5000 Menschen teil.", "Polizei", "nahmen 5000 Menschen teil"),
        ("Nach Ansicht von Karin Hollweg hält der Deich.", "Karin Hollweg", "hält der Deich"),
        (
            "Dem Deutschen Wetterdienst zufolge regnet es weiter.",
            "Deutscher Wetterdienst",
            "regnet es weiter",
        ),
        ("Augenzeugen zufolge brach sofort Panik aus.", "Augenzeugen", "brach sofort Panik aus"),
        ("Angaben der Polizei zufolge war der Fahrer betrunken.", "Polizei", "war der Fahrer betrunken"),
    ],
)
def test_a_phrase_with_a_source_makes_its_clause_indirect_speech(
    statements: Statements, text: str, speaker: str, words: str
) -> None:
    assert statements(text) == [("indirect", speaker, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Deich ist laut Karin Hollweg seit Montag dicht.", "Der Deich ist … seit Montag dicht"),
        ("Der Deich ist nach Angaben von Karin Hollweg dicht.", "Der Deich ist … dicht"),
        ("Der Deich war Karin Hollweg zufolge dicht.", "Der Deich war … dicht"),
    ],
)
def test_a_phrase_in_the_middle_splits_the_content_in_two(
    statements: Statements, text: str, words: str
) -> None:
    assert statements(text) == [("indirect", "Karin Hollweg", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Deiche sind sicher, so Karin Hollweg.", "Die Deiche sind sicher"),
        ("Die Deiche sind sicher, so Bürgermeisterin Karin Hollweg am Montag.", "Die Deiche sind sicher"),
        ("Wie Karin Hollweg mitteilte, sind die Deiche sicher.", "sind die Deiche sicher"),
        ("Wie Karin Hollweg am Montag berichtete, sind die Deiche sicher.", "sind die Deiche sicher"),
    ],
)
def test_so_and_wie_frame_the_clause_beside_them(statements: Statements, text: str, words: str) -> None:
    assert statements(text) == [("indirect", "Karin Hollweg", words)]


def test_so_with_a_whole_quotation_is_direct_speech(statements: Statements) -> None:
    assert statements("„Wir brauchen Boote“, so Karin Hollweg.") == [
        ("direct", "Karin Hollweg", "Wir brauchen Boote")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Aus dem Innenministerium hieß es, die Deiche seien sicher.", "die Deiche seien sicher"),
        ("Die Deiche seien sicher, hieß es aus dem Innenministerium.", "Die Deiche seien sicher"),
    ],
)
def test_it_was_said_from_somewhere(statements: Statements, text: str, words: str) -> None:
    assert statements(text) == [("indirect", "Innenministerium", words)]


def test_behind_a_paper_stands_the_body_that_wrote_it(statements: Statements) -> None:
    text = "Laut einer Studie der Universität Basel sank die Zahl der Infektionen."

    assert statements(text) == [("indirect", "Universität Basel", "sank die Zahl der Infektionen")]


def test_nach_with_another_noun_is_no_frame(statements: Statements) -> None:
    assert statements("Nach dem Regen sinken die Pegel der Flüsse.") == []


def test_laut_as_an_adverb_is_no_frame(statements: Statements) -> None:
    assert statements("Die Kinder riefen laut nach den Helfern.") == []


def test_own_words_are_those_of_the_subject(statements: Statements) -> None:
    text = "Die Gewerkschaft ver.di hat nach eigenen Angaben zwei Millionen Mitglieder."

    assert [speaker for _, speaker, _ in statements(text)] == ["Verdi"]


def test_in_a_capital_the_government_there_is_meant(statements: Statements) -> None:
    assert statements("Die Lage sei ernst, hieß es in Kiew.") == [
        ("indirect", "Ukraine", "Die Lage sei ernst")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In einer Mitteilung der Polizei hieß es, die Brücke sei zu.", "Polizei"),
        ("In dem Bericht der WHO heißt es, das Virus sei gefährlich.", "Weltgesundheitsorganisation"),
    ],
)
def test_it_says_in_a_paper_of_somebody(statements: Statements, text: str, speaker: str) -> None:
    assert [found for _, found, _ in statements(text)] == [speaker]
