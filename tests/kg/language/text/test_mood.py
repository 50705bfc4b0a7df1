"""The mood of a verb."""

import pytest

from kg.language.text.clauses import clauses
from kg.language.text.mood import is_past_subjunctive, is_subjunctive
from kg.language.text.tokens import Token, analyse


def finite(text: str) -> tuple[Token, Token]:
    """Return the finite verb of the first clause, and the word before it."""
    [sentence] = analyse(text).sentences
    position = clauses(sentence, [])[0].finite
    assert position is not None
    return sentence.tokens[position], sentence.tokens[position - 1]


@pytest.mark.parametrize(
    "text", ["Das Land sei arm.", "Die Lage habe sich gebessert.", "Das Amt könne das.", "Sie zeige das."]
)
def test_the_subjunctive_of_indirect_speech_is_told_by_its_form(text: str) -> None:
    assert is_subjunctive(*finite(text))


@pytest.mark.parametrize(
    "text", ["Das Land ist arm.", "Ich habe keine Zeit.", "Sie hatte keine Zeit.", "Sie sagte das."]
)
def test_the_indicative_is_no_subjunctive(text: str) -> None:
    assert not is_subjunctive(*finite(text))


def test_the_past_subjunctive_is_told_apart() -> None:
    token, _ = finite("Das Land wäre arm.")

    assert is_past_subjunctive(token)


@pytest.mark.parametrize(
    "text",
    [
        "Die Kosten stünden fest.",
        "Es käme darauf an.",
        "Dort säßen Urlauber fest.",
        "Sie fänden keine Hilfe.",
    ],
)
def test_a_strong_verb_shows_the_past_subjunctive_by_its_vowel(text: str) -> None:
    token, _ = finite(text)

    assert is_past_subjunctive(token)


@pytest.mark.parametrize(
    "text", ["Sie hörten ihn.", "Das Gericht fällte ein Urteil.", "Sie führten Gespräche.", "Sie wählen."]
)
def test_a_vowel_that_the_verb_always_has_is_no_sign_of_it(text: str) -> None:
    token, _ = finite(text)

    assert not is_past_subjunctive(token)
