"""The words of an article: sentences in which it is known where each name, statement and figure stands."""

import random
from typing import NamedTuple

from bench.sparql.news.words import WORDS

FIRST_WORDS = (*WORDS["verbs"], *(noun.split()[-1] for noun in WORDS["objects"]))
"""What to look for in statements: some are frequent, none is in all."""


class Span(NamedTuple):
    """Where words stand, in code points, half-open."""

    start: int
    end: int


class Text:
    """A text that grows by pieces and says where each of them stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, words: str) -> Span:
        """Append words."""
        start = self._length
        self._pieces.append(words)
        self._length += len(words)
        return Span(start, self._length)

    def whole(self) -> str:
        """Return the text so far."""
        return "".join(self._pieces)


def clause(chance: random.Random) -> str:
    """Return what somebody may have said; the first of each list comes most often."""
    first, second = (
        chance.choice(words[: chance.randint(3, len(words))]) for words in (WORDS["subjects"], WORDS["verbs"])
    )
    return f"{first} {second} {chance.choice(WORDS['objects'])} {chance.choice(WORDS['ends'])}"
