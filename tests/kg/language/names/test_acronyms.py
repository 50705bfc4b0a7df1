"""Acronyms that an article explains in brackets, however they are written."""

from collections.abc import Callable

import pytest

Things = Callable[[str], list[tuple[str, str, list[str]]]]


def test_an_acronym_in_brackets_is_the_body_before_it_and_stands_for_it_later(actors: Things) -> None:
    text = "Das Bundesamt für Moorschutz (Bafmo) warnt. Später gab Bafmo Entwarnung."

    assert actors(text) == [
        ("Organization", "Bundesamt für Moorschutz", ["Bundesamt für Moorschutz", "Bafmo", "Bafmo"])
    ]


@pytest.mark.parametrize("word", ["Archivbild", "Xyz", "2019"])
def test_other_words_in_brackets_are_none(actors: Things, word: str) -> None:
    text = f"Das Bundesamt für Moorschutz ({word}) warnt die Leute."

    assert [mentions for _, _, mentions in actors(text)] == [["Bundesamt für Moorschutz"]]
