"""Who said what, over several sentences."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Chains = Callable[[str], list[tuple[str, list[str], str]]]
Reader = Callable[..., Extraction]
Statements = Callable[[str], list[tuple[str, str, str]]]
Words = Callable[[str], list[str]]


def test_a_quotation_that_goes_on_after_its_frame_is_one_statement_of_two_pieces(
    statements: Statements,
) -> None:
    text = "„Das Wasser steigt“, sagte Karin Hollweg. „Wir brauchen Boote.“"

    assert statements(text) == [("direct", "Karin Hollweg", "Das Wasser steigt … Wir brauchen Boote.")]


def test_a_quotation_in_the_next_paragraph_is_a_statement_of_its_own(statements: Statements) -> None:
    text = "„Das Wasser steigt“, sagte Karin Hollweg.\n\n„Wir brauchen Boote.“"

    assert statements(text) == [
        ("direct", "Karin Hollweg", "Das Wasser steigt"),
        ("direct", "Karin Hollweg", "Wir brauchen Boote."),
    ]


def test_frameless_sentences_in_the_subjunctive_are_one_statement_of_the_same_speaker(
    statements: Statements,
) -> None:
    text = (
        "Karin Hollweg sagte, die Deiche hielten. Die Helfer seien erschöpft. "
        "Es gebe zu wenige Sandsäcke. Die Sonne schien."
    )

    assert statements(text) == [
        ("indirect", "Karin Hollweg", "die Deiche hielten"),
        ("indirect", "Karin Hollweg", "Die Helfer seien erschöpft. Es gebe zu wenige Sandsäcke"),
    ]


def test_the_indicative_ends_the_run(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten. Es regnet. Die Helfer seien erschöpft."

    assert len(statements(text)) == 1


def test_the_past_subjunctive_goes_on_after_reported_speech_only(statements: Statements) -> None:
    after = "Karin Hollweg sagte, die Deiche seien alt. Neue wären teuer."
    alone = "Neue Deiche wären sehr teuer. Das weiß jeder."

    assert statements(after)[1:] == [("indirect", "Karin Hollweg", "Neue wären teuer")]
    assert statements(alone) == []


def test_demnach_goes_on_with_the_source_before(statements: Statements) -> None:
    text = "Das Innenministerium teilte mit, der Deich sei gebrochen. Demnach fehlen Boote."

    assert statements(text)[1:] == [("indirect", "Innenministerium", "fehlen Boote")]


def test_a_continuation_has_no_cue(cues: Words) -> None:
    assert cues("Karin Hollweg sagte, die Deiche hielten. Die Helfer seien müde.") == ["sagte", ""]


def test_a_continuation_keeps_who_relays(chains: Chains) -> None:
    text = (
        "Reuters berichtete unter Berufung auf das Innenministerium, der Deich sei gebrochen. "
        "Es gebe keine Opfer."
    )

    assert [(speaker, relays) for speaker, relays, _ in chains(text)] == [
        ("Innenministerium", ["Reuters"]),
        ("Innenministerium", ["Reuters"]),
    ]


def test_a_paragraph_break_separates_runs_in_the_subjunctive(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten. Sie seien neu.\n\nDie Helfer seien müde."

    assert [words for _, _, words in statements(text)] == [
        "die Deiche hielten", "Sie seien neu", "Die Helfer seien müde",
    ]  # fmt: skip


def test_two_paragraphs_later_nothing_goes_on(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten.\n\nEs regnet.\n\nDie Helfer seien müde."

    assert len(statements(text)) == 1


def test_a_new_frame_changes_the_speaker_of_what_follows(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten. Uwe Tannert sagte, das stimme nicht. Es gebe Risse."

    assert statements(text)[2] == ("indirect", "Uwe Tannert", "Es gebe Risse")


def test_a_quotation_in_the_middle_of_a_run_stays_its_own_statement(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten. „Das weiß ich“, betonte sie. Die Helfer seien müde."

    assert [kind for kind, _, _ in statements(text)] == ["indirect", "direct", "indirect"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Karin Hollweg sagte am Montag, die Deiche hielten.", "2024-10-28"),
        ("Am Sonntag sagte Karin Hollweg, die Deiche hielten.", "2024-10-27"),
        ("Karin Hollweg sagte am 3. Mai 2023, die Deiche hielten.", "2023-05-03"),
        ("Karin Hollweg sagte, die Deiche hielten seit Montag.", None),
        ("„Am Montag regnet es“, sagte Karin Hollweg.", None),
    ],
)
def test_when_it_was_said_is_what_the_frame_says(read: Reader, text: str, when: str | None) -> None:
    [statement] = read(text, published="2024-10-28").statements

    assert (statement.said_on.resolved if statement.said_on else None) == when


def test_when_it_was_said_keeps_the_phrase(read: Reader) -> None:
    [statement] = read("Karin Hollweg sagte am Montag, die Deiche hielten.").statements

    assert statement.said_on is not None
    assert str(statement.said_on) == "am Montag"


def test_where_it_was_said_is_a_place_in_the_frame(read: Reader) -> None:
    found = read("Karin Hollweg sagte in Leipzig, die Deiche in Dresden hielten.")
    [statement] = found.statements

    assert [p.name for p in found.locations if p.id == statement.said_at] == ["Leipzig"]


def test_the_words_that_name_the_speaker_are_kept_a_pronoun_too(read: Reader) -> None:
    text = "Karin Hollweg regiert seit Mai. Sie sagte, die Deiche hielten."
    [statement] = read(text).statements

    assert statement.speaker_mention is not None
    assert text[slice(*statement.speaker_mention)] == "Sie"


def test_the_frame_is_the_reporting_clause_with_the_mark_that_parts_it(read: Reader) -> None:
    text = "Am Montag sagte Karin Hollweg in Leipzig, die Deiche hielten."
    [statement] = read(text).statements

    assert [text[s:e] for s, e in statement.frame] == ["Am Montag sagte Karin Hollweg in Leipzig,"]


def test_statements_come_in_order_with_ids_of_their_own(read: Reader) -> None:
    found = read("Karin Hollweg lobte die Helfer. Uwe Tannert lobte die Ärzte. Die WHO lobte die Stadt.")

    starts = [s.content[0].start for s in found.statements]
    assert starts == sorted(starts)
    assert len({s.id for s in found.statements}) == 3


def test_swiss_and_austrian_texts_are_read_alike(statements: Statements) -> None:
    swiss = "Regierungsrätin Ursina Gerber sagte, die Massnahme greife. «Die Strasse bleibt zu», so Gerber."
    austrian = "Landeshauptmann Georg Pichler sagte, heuer gebe es im Jänner mehr Geld für die Spitäler."

    assert statements(swiss) == [
        ("indirect", "Ursina Gerber", "die Massnahme greife"),
        ("direct", "Ursina Gerber", "Die Strasse bleibt zu"),
    ]
    assert statements(austrian) == [
        ("indirect", "Georg Pichler", "heuer gebe es im Jänner mehr Geld für die Spitäler")
    ]


def test_das_sagte_takes_the_sentence_before_as_what_was_said(statements: Statements) -> None:
    text = "Die Brücke bleibt am Montag gesperrt. Das teilte die Polizei am Abend mit."

    assert statements(text) == [("indirect", "Polizei", "Die Brücke bleibt am Montag gesperrt")]


def test_das_sagte_does_not_take_what_already_has_a_speaker(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten. Das bestätigte die Feuerwehr am Abend."

    assert ("indirect", "Karin Hollweg", "die Deiche hielten") in statements(text)
    assert "Karin Hollweg sagte" not in " ".join(words for _, _, words in statements(text))


def test_a_quotation_two_paragraphs_later_is_nobodys(statements: Statements) -> None:
    text = "Karin Hollweg sagte, die Deiche hielten.\n\nEs regnet.\n\n„Wir brauchen Boote.“"

    assert len(statements(text)) == 1
