"""How names are compared with annotated entities."""

from pathlib import Path

import pytest

from bench.extraction.names import (
    AnnotatedSentence,
    Name,
    evaluate_names,
    join,
    names,
    read_sentences,
    score_names,
)
from kg.errors import UnreadableInputError
from kg.language.extraction import Actor, Extraction, Location, Span

TEXT = "Ada Lund lobt in Aalborg die Firma Skagen."
ADA, AALBORG, SKAGEN = Span(0, 8), Span(17, 24), Span(35, 41)
SENTENCE = AnnotatedSentence(
    TEXT, (Name(ADA, ("PER",)), Name(AALBORG, ("LOC",)), Name(SKAGEN, ("ORG",))), aside=()
)
ROWS = """#\thttp://example.org/1\t[2010-07-04]
1\tAda\tB-PER\tO
2\tLund\tI-PER\tO
3\tlobt\tO\tO
4\tdie\tO\tO
5\tUniversität\tB-ORG\tO
6\tAalborg\tI-ORG\tB-LOC
7\tund\tO\tO
8\tdeutsche\tB-LOCderiv\tO
9\tFilme\tO\tO
10\t.\tO\tO

#\thttp://example.org/2\t[2010-07-05]
1\tKein\tO\tO
2\tName\tO\tO
"""


def actor(span: Span, type_: str = "Person", *, name: str | None = None, named: bool = True) -> Actor:
    return Actor("x", type_, name or TEXT[slice(*span)], (span,), named=named)


def extraction(*actors: Actor, places: tuple[Span, ...] = ()) -> Extraction:
    locations = tuple(Location("p", "city", TEXT[slice(*span)], (span,)) for span in places)
    return Extraction("a", "de", actors=actors, locations=locations)


def values(found: Extraction, sentence: AnnotatedSentence = SENTENCE) -> dict[str, float]:
    return {name: figure.value for name, figure in score_names(sentence, found, "s").figures.items()}


def test_what_is_found_with_the_right_type_scores_one() -> None:
    found = extraction(actor(ADA), actor(SKAGEN, "Organization"), places=(AALBORG,))

    assert set(values(found).values()) == {1.0}


def test_a_wrong_type_is_found_but_not_as_such() -> None:
    found = extraction(actor(ADA, "Organization"), actor(SKAGEN, "Organization"), places=(AALBORG,))

    assert values(found)["names"] == 1.0
    assert values(found)["names.type"] == pytest.approx(2 / 3)
    assert (values(found)["persons"], values(found)["organisations"]) == (0.0, pytest.approx(2 / 3))


def test_a_role_phrase_is_no_name() -> None:
    minister = Actor("x", "Person", "Ada Lund", (ADA, Span(29, 34)))

    assert [name.span for name in names(extraction(minister), TEXT)] == [ADA]


def test_an_actor_without_a_name_has_none() -> None:
    assert names(extraction(actor(SKAGEN, "Group", named=False)), TEXT) == ()


def test_a_surname_in_the_genitive_is_a_name() -> None:
    lund = Actor("x", "Person", "Ada Lund", (Span(0, 5),))

    assert len(names(extraction(lund), "Lunds Reise")) == 1


def test_a_state_that_is_a_place_as_well_is_one_name_of_either_kind() -> None:
    found = extraction(actor(AALBORG, "State"), places=(AALBORG,))

    assert names(found, TEXT) == (Name(AALBORG, ("LOC", "ORG")),)


def test_half_of_the_characters_are_enough() -> None:
    assert values(extraction(actor(Span(4, 8), name="Lund")))["persons"] == 1.0
    assert values(extraction(actor(Span(5, 8), name="und")))["persons"] == 0.0


def test_what_is_missed_and_invented_is_shown() -> None:
    scored = score_names(SENTENCE, extraction(actor(Span(29, 34), name="Firma")), "s")

    assert [(d.kind, d.words) for d in scored.differences] == [
        ("missed", "Ada Lund"), ("missed", "Aalborg"), ("missed", "Skagen"), ("invented", "Firma"),
    ]  # fmt: skip


def test_nothing_is_asked_where_a_derived_word_or_an_inner_entity_is() -> None:
    sentence = AnnotatedSentence(TEXT, (Name(ADA, ("PER",)),), aside=(AALBORG,))

    assert values(extraction(actor(ADA), places=(AALBORG,)), sentence)["names"] == 1.0


def test_sentences_are_read_with_their_outer_names(tmp_path: Path) -> None:
    file = tmp_path / "corpus.tsv"
    file.write_text(ROWS, encoding="utf-8")

    first, second = read_sentences(file)

    assert first.text == "Ada Lund lobt die Universität Aalborg und deutsche Filme."
    assert [(first.text[slice(*n.span)], n.kinds) for n in first.expected] == [
        ("Ada Lund", ("PER",)), ("Universität Aalborg", ("ORG",)),
    ]  # fmt: skip
    assert [first.text[slice(*span)] for span in first.aside] == ["deutsche", "Aalborg"]
    assert (second.text, second.expected) == ("Kein Name", ())


def test_a_corpus_is_measured_sentence_by_sentence(tmp_path: Path) -> None:
    file = tmp_path / "corpus.tsv"
    file.write_text(ROWS, encoding="utf-8")

    assert [score.article for score in evaluate_names(file).articles] == ["sentence 1", "sentence 2"]


@pytest.mark.parametrize("content", ["", "1\tAda\tB-PER\n"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "corpus.tsv"
    file.write_text(content)

    with pytest.raises(UnreadableInputError, match=r"corpus\.tsv"):
        evaluate_names(file)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Sie ( und er ) kam , sah .", "Sie (und er) kam, sah."),
        ('Er sagte : " Ja " . " Nein "', 'Er sagte: "Ja". "Nein"'),
        ("„ Ja “ , sagte sie", "„Ja“, sagte sie"),
    ],
)
def test_tokens_are_set_as_in_print(tokens: str, text: str) -> None:
    joined, spans = join(tokens.split())

    assert joined == text
    assert [joined[slice(*span)] for span in spans] == tokens.split()
