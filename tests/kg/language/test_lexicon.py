"""The word lists."""

import pytest

from kg.language.lexicon import endings, has_ending

HEADS = ("actors", "organization", "heads")


def test_a_word_that_ends_with_an_entry_of_a_list_has_its_ending() -> None:
    assert all(has_ending(f"über{ending}", *HEADS) for ending in endings(*HEADS))


@pytest.mark.parametrize("word", ["", "deich", "ministeriumx"])
def test_other_words_have_none(word: str) -> None:
    assert not has_ending(word, *HEADS)
