"""Clauses: a sentence cut at commas, colons, dashes and before coordinated verbs."""

import pytest

from kg.language.text.clauses import (
    Predicate,
    clauses,
    introduces_content,
    predicate,
)
from kg.language.text.tokens import analyse


def cut(text: str) -> list[tuple[str, str]]:
    """Return (kind, words) of each clause of a sentence; its quotations count as whole ones."""
    document = analyse(text)
    [sentence] = document.sentences
    return [
        (c.kind, text[sentence.tokens[c.first].start : sentence.tokens[c.last - 1].end])
        for c in clauses(sentence, list(document.quotations))
    ]


def verb(text: str) -> Predicate:
    """Return the predicate of the first clause of a sentence."""
    [sentence] = analyse(text).sentences
    first, *rest = clauses(sentence, [])
    found = predicate(sentence.tokens, first, rest[0].first if rest else first.last)
    assert found is not None
    return found


def test_a_dass_clause_is_subordinate() -> None:
    assert cut("Sie sagte, dass die Deiche halten.") == [
        ("main", "Sie sagte"),
        ("subordinate", "dass die Deiche halten"),
    ]


def test_a_clause_with_the_verb_second_is_main() -> None:
    assert cut("Sie sagte, die Deiche seien sicher.") == [
        ("main", "Sie sagte"),
        ("main", "die Deiche seien sicher"),
    ]


def test_a_relative_clause_is_told_from_a_main_one() -> None:
    assert cut("Der Deich, der gestern noch hielt, brach.")[1] == ("relative", "der gestern noch hielt")


def test_an_infinitive_with_zu_is_a_clause() -> None:
    assert cut("Sie drohte, den Deich zu öffnen.")[1] == ("infinitive", "den Deich zu öffnen")
    assert cut("Sie bat darum, den Deich aufzugeben.")[1] == ("infinitive", "den Deich aufzugeben")


def test_words_without_a_verb_are_a_phrase() -> None:
    assert cut("Die Deiche halten, so der Pegeldienst.")[1] == ("phrase", "so der Pegeldienst")


def test_a_whole_quotation_is_one_clause_whatever_commas_it_has() -> None:
    assert cut("„Erst kam der Regen, dann der Sturm“, sagte sie.") == [
        ("quotation", "„Erst kam der Regen, dann der Sturm“"),
        ("main", "sagte sie"),
    ]


def test_und_before_a_second_finite_verb_begins_a_clause() -> None:
    found = cut("Sie lobte die Helfer und warnte vor Hochwasser.")

    assert found == [("main", "Sie lobte die Helfer"), ("main", "warnte vor Hochwasser")]


def test_und_between_nouns_cuts_nothing() -> None:
    assert cut("Sie lobte die Helfer und die Ärzte.") == [("main", "Sie lobte die Helfer und die Ärzte")]


@pytest.mark.parametrize("text", ["Der Damm (Baujahr 1950) hält.", "Der „Damm, den keiner will“ hält."])
def test_parentheses_and_quoted_fragments_cut_nothing(text: str) -> None:
    document = analyse(text)
    [sentence] = document.sentences

    assert len(clauses(sentence, [])) == 1


def test_a_colon_and_a_spaced_dash_cut_but_a_hyphen_does_not() -> None:
    assert len(cut("Ihr Rat: Die Nord-Süd-Straße meiden – wegen Hochwasser.")) == 3


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Sie sagte wenig.", "sagen"),
        ("Sie teilte das am Abend mit.", "mitteilen"),
        ("Sie kündigte für den Abend neue Hilfen an.", "ankündigen"),
        ("Sie gab das Ergebnis am Abend bekannt.", "bekanntgeben"),
        ("Sie hat vor dem Sturm gewarnt.", "warnen"),
        ("Sie hatte den Plan abgelehnt.", "ablehnen"),
        ("Sie fügte weiter nichts hinzu.", "hinzufügen"),
    ],
)
def test_the_predicate_has_the_whole_verb(text: str, lemma: str) -> None:
    assert verb(text).lemma == lemma


def test_the_cue_is_the_finite_part_or_the_participle() -> None:
    text = "Sie hat vor dem Sturm gewarnt."
    [sentence] = analyse(text).sentences

    assert sentence.tokens[verb(text).cue].text == "gewarnt"
    assert verb("Sie teilte das am Abend mit.").cue == 1


def test_the_passive_is_recognised() -> None:
    assert verb("Der Plan wurde vom Verband kritisiert.").passive
    assert verb("Der Plan ist vom Verband kritisiert worden.").passive
    assert not verb("Sie hat den Plan kritisiert.").passive


def test_negation_is_recognised() -> None:
    assert verb("Sie bestätigte den Bericht nicht.").negated
    assert not verb("Sie bestätigte den Bericht.").negated


@pytest.mark.parametrize("text", ["Sie soll vor dem Sturm gewarnt haben.", "Sie will vor dem Sturm warnen."])
def test_a_modal_verb_does_not_say_that_it_happened(text: str) -> None:
    assert verb(text).modal


@pytest.mark.parametrize(
    ("conjunction", "reports"),
    [("dass", True), ("ob", True), ("warum", True), ("weil", False), ("wenn", False)],
)
def test_only_some_conjunctions_introduce_what_was_said(conjunction: str, reports: bool) -> None:
    [sentence] = analyse(f"Sie fragte, {conjunction} der Deich hält.").sentences
    _, clause = clauses(sentence, [])

    assert introduces_content(sentence.tokens, clause) == reports
