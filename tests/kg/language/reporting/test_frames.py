"""Reporting inside one sentence."""

from collections.abc import Callable

import pytest

Chains = Callable[[str], list[tuple[str, list[str], str]]]
Statements = Callable[[str], list[tuple[str, str, str]]]
Words = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Karin Hollweg sagte, die Deiche seien sicher.", "sagte"),
        ("„Wir hoffen“, betonte Karin Hollweg am Abend.", "betonte"),
        ("Karin Hollweg teilte mit, die Deiche seien sicher.", "teilte"),
        ("Karin Hollweg hat vor dem Sturm gewarnt.", "gewarnt"),
        ("Laut Karin Hollweg sind die Deiche sicher.", "Laut"),
        ("Nach Angaben von Karin Hollweg sind die Deiche sicher.", "Nach Angaben"),
        ("Die Deiche sind sicher, so Karin Hollweg.", "so"),
        ("Karin Hollweg zufolge sind die Deiche sicher.", "zufolge"),
        ("Karin Hollweg: Unsere Deiche sind alle sicher", ""),
    ],
)
def test_the_cue_is_the_reporting_word(cues: Words, text: str, cue: str) -> None:
    assert cues(text) == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "Die Notenbank bestätigte den Bericht nicht.",
        "Nora Feldmann bestätigte die Zahl am Montag nicht.",
        "Nora Feldmann sagte nicht, wann die Schulen öffnen.",
        "Nora Feldmann hat die Pläne nicht kritisiert.",
    ],
)
def test_a_negated_speech_act_is_no_statement(statements: Statements, text: str) -> None:
    assert statements(text) == []


def test_a_negation_inside_what_was_said_is_a_statement(statements: Statements) -> None:
    assert statements("Nora Feldmann sagte, sie wisse das nicht.") == [
        ("indirect", "Nora Feldmann", "sie wisse das nicht")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Feldmann soll vor der Flut gewarnt haben.",
        "Nora Feldmann will vor der Flut warnen.",
        "Nora Feldmann muss die Pläne noch erklären.",
        "Nora Feldmann könnte Neuwahlen vorschlagen.",
    ],
)
def test_a_speech_act_that_is_not_said_to_have_happened_is_no_statement(
    statements: Statements, text: str
) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dem Vernehmen nach wurden 200 Stellen gestrichen.",
        "Bei dem Brand sollen 200 Menschen verletzt worden sein.",
        "Der Regen hält seit drei Tagen an.",
        "Die Helfer füllten am Abend Sandsäcke.",
    ],
)
def test_without_a_source_there_is_no_statement(statements: Statements, text: str) -> None:
    assert statements(text) == []


def test_a_sentence_may_report_twice(statements: Statements) -> None:
    text = "Nora Feldmann lobte die Helfer und kündigte neue Gespräche an."

    assert statements(text) == [
        ("reported", "Nora Feldmann", "die Helfer"),
        ("reported", "Nora Feldmann", "neue Gespräche"),
    ]


def test_a_second_frame_ends_the_content_of_the_first(statements: Statements) -> None:
    text = "Nora Feldmann sagte, sie sei zufrieden, und kündigte neue Gespräche an."

    assert statements(text) == [
        ("indirect", "Nora Feldmann", "sie sei zufrieden"),
        ("reported", "Nora Feldmann", "neue Gespräche"),
    ]


def test_the_agent_of_a_passive_speaks(statements: Statements) -> None:
    [(kind, speaker, words)] = statements("Die Pläne wurden von der Opposition als verspätet kritisiert.")

    assert (kind, speaker) == ("reported", "Opposition")
    assert words.startswith("Die Pläne")


def test_a_clause_before_a_colon_and_a_quotation_reports_whatever_its_verb(statements: Statements) -> None:
    text = "Nora Feldmann brachte es auf den Punkt: „Wir haben zu lange gewartet.“"

    assert statements(text) == [("direct", "Nora Feldmann", "Wir haben zu lange gewartet.")]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Nora Feldmann: Die Lage ist sehr ernst", ("indirect", "Nora Feldmann", "Die Lage ist sehr ernst")),
        ("Ministerin Nora Feldmann: Die Lage ist ernst", ("indirect", "Nora Feldmann", "Die Lage ist ernst")),
        ("Nora Feldmann: „Die Lage ist sehr ernst“", ("direct", "Nora Feldmann", "Die Lage ist sehr ernst")),
        ("Nora Feldmann warnt vor einer neuen Flut", ("reported", "Nora Feldmann", "vor einer neuen Flut")),
    ],
)
def test_a_headline_can_report(statements: Statements, text: str, statement: tuple[str, str, str]) -> None:
    assert statements(text) == [statement]


def test_a_colon_after_a_topic_is_no_headline_of_a_speaker(statements: Statements) -> None:
    assert statements("Hochwasser in Passau: Die Lage ist sehr ernst") == []


def test_a_repeated_caption_is_read_once(statements: Statements) -> None:
    text = "Nora Feldmann warnt vor Flut\n\nDie Deiche in Passau halten.\n\nNora Feldmann warnt vor Flut"

    assert statements(text) == [("reported", "Nora Feldmann", "vor Flut")]


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        (
            "Reuters berichtete unter Berufung auf das Innenministerium, die Deiche seien gebrochen.",
            "Innenministerium",
            "Reuters",
        ),
        (
            "Wie die Agentur Reuters unter Berufung auf die Polizei meldete, ist der Deich gesperrt.",
            "Polizei",
            "Reuters",
        ),
        (
            "Reuters meldete mit Verweis auf Diplomaten, das Treffen sei geplatzt.",
            "Diplomaten",
            "Reuters",
        ),
    ],
)
def test_who_is_cited_by_an_agency_speaks_and_the_agency_relays(
    chains: Chains, text: str, speaker: str, relay: str
) -> None:
    [(found, relays, _)] = chains(text)

    assert (found, relays) == (speaker, [relay])


def test_coordinated_subjects_say_the_same_each_for_itself(statements: Statements) -> None:
    assert statements("Die USA und Japan verurteilten den Raketentest.") == [
        ("reported", "Vereinigte Staaten", "den Raketentest"),
        ("reported", "Japan", "den Raketentest"),
    ]


def test_a_noun_of_saying_reports_with_its_author_in_the_genitive(statements: Statements) -> None:
    text = "Die Forderung der WHO, die Grenzen zu schließen, überrascht viele."

    assert statements(text) == [("indirect", "Weltgesundheitsorganisation", "die Grenzen zu schließen")]


def test_a_speech_act_may_be_the_purpose_of_another_act(statements: Statements) -> None:
    text = "Karin Hollweg nutzte den Besuch, um neue Boote zu fordern."

    assert statements(text) == [("reported", "Karin Hollweg", "neue Boote")]


@pytest.mark.parametrize(
    "text",
    [
        "Die Polizei forderte am Abend Verstärkung an.",
        "Das Unternehmen meldete am Abend Insolvenz an.",
        "Der Präsident sprach am Abend vor dem Parlament.",
        "Der Minister rief am Abend den Kanzler an.",
        "Die Stadt kündigte am Abend den Vertrag.",
        "Der Zeuge zeigte den Beamten das Versteck.",
        "Die Helfer versuchten, den Deich zu retten.",
        "Der Plan sieht vor, dass der Deich erhöht wird.",
        "Das bedeutet, dass der Deich hält.",
        "Fraglich ist, ob der Deich hält.",
        "Es zeigte sich, dass der Deich hält.",
        "Der Film „Der Damm“ gewann einen Preis.",
        "Nach dem Unfall lief der Fahrer laut schreiend davon.",
    ],
)
def test_verbs_clauses_and_quotation_marks_that_report_nothing(statements: Statements, text: str) -> None:
    assert statements(text) == []


def test_two_quotations_with_two_verbs_are_two_statements(statements: Statements) -> None:
    text = "„Das ist ein Fehler“, sagte Uwe Tannert und fügte hinzu: „Er wird teuer.“"

    assert statements(text) == [
        ("direct", "Uwe Tannert", "Das ist ein Fehler"),
        ("direct", "Uwe Tannert", "Er wird teuer."),
    ]
