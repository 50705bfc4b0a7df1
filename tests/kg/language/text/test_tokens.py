"""Paragraphs, sentences and tokens."""

import pytest

from kg.language.extraction import Span
from kg.language.text.tokens import analyse, split_words


def sentences(text: str, body_start: int = 0) -> list[str]:
    return [text[s.start : s.end] for s in analyse(text, body_start).sentences]


def tokens(text: str) -> list[str]:
    return [t.text for s in analyse(text).sentences for t in s.tokens]


def test_full_stops_question_marks_and_exclamation_marks_end_sentences() -> None:
    assert sentences("Der Fluss steigt. Hält der Deich? Alle hoffen es! Wir warten.") == [
        "Der Fluss steigt.",
        "Hält der Deich?",
        "Alle hoffen es!",
        "Wir warten.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Wiegand behandelte die Kranken.",
        "Der Schaden liegt bei 3 Mio. Euro im Landkreis.",
        "Es fehlen z.B. Betten und Pfleger.",
        "Es fehlen ca. 40 Betten.",
        "Die Sitzung beginnt am 28. Oktober in Bonn.",
        "Im 19. Jahrhundert bebte die Erde hier zuletzt.",
        "Der 3. Bezirk ist ohne Strom.",
        "Die Pegel fielen um 1.500 Zentimeter.",
        "Um 14.30 Uhr fuhr der letzte Zug.",
        "Die Seite www.pegel.example nennt den Stand.",
    ],
)
def test_a_full_stop_of_an_abbreviation_an_ordinal_or_a_number_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_full_stops_inside_quotation_marks_do_not_end_the_sentence_around_them() -> None:
    text = "„Das Wasser kam. Es kam schnell.“, sagte eine Frau. Dann weinte sie."

    assert sentences(text) == ["„Das Wasser kam. Es kam schnell.“, sagte eine Frau.", "Dann weinte sie."]


def test_a_quotation_that_ends_with_a_full_stop_ends_the_sentence() -> None:
    assert sentences("Er sagte: „Wir bleiben.“ Danach schwieg er.") == [
        "Er sagte: „Wir bleiben.“",
        "Danach schwieg er.",
    ]


def test_line_breaks_separate_paragraphs() -> None:
    first, second = analyse("Streik beendet\n\nDie Züge fahren wieder.").sentences

    assert (first.paragraph, second.paragraph) == (0, 1)


def test_a_line_without_a_full_stop_is_a_heading() -> None:
    first, second = analyse("Streik beendet\n\nDie Züge fahren wieder.").sentences

    assert first.heading
    assert not second.heading


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_joined_to_sentences(newline: str) -> None:
    lines = [
        "Die Gewerkschaft hat nach zwölf Stunden Verhandlung ein Angebot der",
        "Arbeitgeber abgelehnt und zu neuen Streiks im Nahverkehr aufgerufen.",
        "Betroffen sind nach einer ersten Schätzung vor allem die Großstädte",
        "Leipzig und Dresden, in denen am Freitag keine Bahn fahren soll.",
    ]

    found = sentences(newline.join(lines))

    assert [s.split()[0] for s in found] == ["Die", "Betroffen"]


def test_what_precedes_the_body_is_not_read() -> None:
    text = "4. Mai 2025\nDie Züge fahren wieder."

    assert sentences(text, text.index("Die")) == ["Die Züge fahren wieder."]


def test_a_text_of_marks_alone_has_no_sentences() -> None:
    assert sentences("… — !?\n\n***") == []


def test_tokens_keep_abbreviations_numbers_and_compounds_together() -> None:
    assert tokens("Dr. Ott sah 15'000 Nord-Süd-Züge (1,5 Mio.).") == [
        "Dr.", "Ott", "sah", "15'000", "Nord-Süd-Züge", "(", "1,5", "Mio.", ")", ".",
    ]  # fmt: skip


def test_addresses_are_one_token() -> None:
    assert "https://pegel.example/a?b=1" in tokens("Mehr unter https://pegel.example/a?b=1 im Netz.")
    assert "amt@pegel.example" in tokens("Schreiben Sie an amt@pegel.example bitte.")


def test_marks_are_no_words() -> None:
    (found,) = analyse("„Halt!“, rief er.").sentences

    assert [t.text for t in found.tokens if t.is_word] == ["Halt", "rief", "er"]


def test_words_are_tagged_with_lemma_and_part_of_speech() -> None:
    (found,) = analyse("Die Ärzte warnten gestern.").sentences

    assert [(t.lemma, t.tag) for t in found.tokens][1:3] == [("Arzt", "NN"), ("warnen", "VVFIN")]


@pytest.mark.parametrize(
    "text",
    [
        "Die 🚒 Feuerwehr 👩‍🚒 löschte. Alles gut 🎉.",
        "Cafe\u0301-Besitzer klagten u\u0308ber Verluste.",
        "\ufeffDie Züge fahren. Wieder.",
        "Die Züge\r\nfahren wieder.\r\n\r\nEndlich.",
        "Die\u00a0Züge fahren\u202fwieder.\tEndlich.",
    ],
)
def test_every_token_is_the_text_at_its_offsets(text: str) -> None:
    found = [t for s in analyse(text).sentences for t in s.tokens]

    assert found
    assert [text[t.start : t.end] for t in found] == [t.text for t in found]


def test_words_of_a_document_are_the_text_of_a_span() -> None:
    assert analyse("Die Züge fahren wieder.").words(Span(4, 8)) == "Züge"


def test_split_words_cuts_a_name_as_an_article_would() -> None:
    assert split_words("Robert-Koch-Institut") == ["Robert-Koch-Institut"]
    assert split_words("St. Pölten") == ["St.", "Pölten"]
    assert split_words("") == []


@pytest.mark.parametrize("word", ["Gemäss", "Gemäß", "Ausserhalb", "Außerhalb"])
def test_a_preposition_in_swiss_spelling_is_one(word: str) -> None:
    [sentence] = analyse(f"{word} Bern wurde niemand verletzt.").sentences

    assert (sentence.tokens[0].text, sentence.tokens[0].tag) == (word, "APPR")
