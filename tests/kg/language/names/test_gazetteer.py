"""Known names in tokens."""

from typing import Any

import pytest

from kg.language.names.gazetteer import Names, actor_names, country_of_adjective, place_names, states
from kg.language.text.tokens import analyse


def match(names: Names[Any], text: str) -> tuple[str, list[str]]:
    """Return (words, keys) of the known name that begins the sentence, ("", []) if none does."""
    tokens = analyse(text).sentences[0].tokens
    found = names.at(tokens, 0)
    if found is None:
        return "", []
    return text[tokens[found.first].start : tokens[found.last - 1].end], [e.key for e in found.entries]


def test_a_name_is_found_by_each_of_its_spellings() -> None:
    assert (
        match(actor_names(), "Weltgesundheitsorganisation warnt.")[1] == match(actor_names(), "WHO warnt.")[1]
    )


def test_the_longest_name_is_taken() -> None:
    words, _ = match(place_names(), "Frankfurt am Main liegt tief.")

    assert words == "Frankfurt am Main"


@pytest.mark.parametrize("text", ["Selenskyjs Rede", "Ruttes Rede"])
def test_a_genitive_is_part_of_the_name(text: str) -> None:
    words, _ = match(actor_names(), text)

    assert words == text.removesuffix(" Rede")


def test_an_ambiguous_name_yields_all_its_bearers() -> None:
    _, keys = match(place_names(), "Newcastle wartet.")

    assert len(keys) > 1


def test_a_capital_stands_for_its_state() -> None:
    assert match(actor_names(), "Seoul wartet.")[1] == [states()["KR"].key]


def test_unknown_words_match_nothing() -> None:
    assert match(actor_names(), "Sandsäcke fehlen.") == ("", [])
    assert match(place_names(), "Sandsäcke fehlen.") == ("", [])


def test_each_country_has_a_state_that_can_act() -> None:
    assert {"DE", "AT", "CH", "US", "RU", "UA", "KP"} <= set(states())


@pytest.mark.parametrize(
    ("adjective", "country"),
    [
        ("russisch", "RU"),
        ("russische", "RU"),
        ("nordkoreanischen", "KP"),
        ("Französischer", "FR"),
        ("österreichisches", "AT"),
        ("US-amerikanische", "US"),
    ],
)
def test_an_inflected_adjective_names_its_country(adjective: str, country: str) -> None:
    assert country_of_adjective(adjective) == country


def test_other_adjectives_name_none() -> None:
    assert country_of_adjective("nasse") is None
