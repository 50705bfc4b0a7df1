"""The emissions of HanTa's morphology model: which morpheme classes a piece of a word can be of.

Classes are the numbers that the model gives them, rates are log probabilities. A morpheme of an open class
may be unknown; it is rated by its length and by the longest of its endings that the model has.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from HanTa.HanoverTagger import HanoverTagger

_WHOLE_WORD = 4.6
"""What an unknown morpheme loses that is the whole word."""
_SHORTEST, _SHORT_WORD = 3, 4
"""Length of the shortest unknown morphemes, and of the shortest words that this holds for."""
_LONGEST = 24
"""Longer unknown morphemes are rated like this."""
_PREFIX = 3
LONGEST_ENDING = 4
"""Length of the longest endings: the ending of what is longer does not depend on where it begins."""

Rates: TypeAlias = Mapping[int, float]
"""The rates of a piece by morpheme class, without the classes that it cannot be of."""


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """How unknown morphemes of one length and ending are rated, and the highest of these rates."""

    rates: Rates
    highest: float


class Pieces:
    """Rates pieces of words by the tables of a model that HanTa has loaded."""

    def __init__(self, model: HanoverTagger) -> None:
        self._known: dict[str, dict[int, float]] = {}
        self._longest: dict[str, int] = {}
        for morpheme, rates in model.LP_m_t.items():
            for text, rate in rates.items():
                self._known.setdefault(text, {})[morpheme] = rate
                prefix = text[:_PREFIX]
                self._longest[prefix] = max(len(text), self._longest.get(prefix, 0))
        self.open_classes = [c for c in model.LP_hapax_t if c in model.LP_s_t]
        self._by_length = {
            c: [model.Int_t + model.LP_hapax_t[c] + rate for rate in model.LP_len_t[c]]
            for c in self.open_classes
        }
        self._by_ending: dict[int, Mapping[str, float]] = {c: model.LP_s_t[c] for c in self.open_classes}
        self._endings = frozenset(self._by_ending[self.open_classes[0]])  # the same in all classes
        self._unknown: dict[tuple[str, int], Unknown] = {}
        self.highest = max(
            max(self._by_length[c]) + max(self._by_ending[c].values()) for c in self.open_classes
        )
        """What no unknown morpheme exceeds."""

    def known(self, word: str, start: int) -> dict[int, Rates]:
        """Return the rates of the known morphemes that begin at an offset, by the offsets where they end."""
        longest = self._longest.get(word[start : start + _PREFIX], _PREFIX - 1)
        ends = range(start + 1, min(start + longest, len(word)) + 1)
        return {end: self._known[piece] for end in ends if (piece := word[start:end]) in self._known}

    def shortest_unknown(self, word: str) -> int:
        """Return how many letters an unknown morpheme of a word has at least."""
        return _SHORTEST if len(word) >= _SHORT_WORD else 1

    def ending(self, word: str, start: int, end: int) -> str:
        """Return the ending by which word[start:end] is rated as an unknown morpheme."""
        for first in range(max(start + 1, end - LONGEST_ENDING), end):
            if word[first:end] in self._endings:
                return word[first:end]
        return ""

    def unknown(self, ending: str, length: int) -> Unknown:
        """Return how an unknown morpheme is rated that is not the whole word."""
        key = (ending, length if length < _LONGEST else _LONGEST)
        found = self._unknown.get(key)
        if found is None:
            found = self._unknown[key] = self._rated(*key)
        return found

    def unknown_word(self, ending: str, length: int) -> Rates:
        """Return the rates of an unknown morpheme that is the whole word."""
        return {c: rate - _WHOLE_WORD for c, rate in self.unknown(ending, length).rates.items()}

    def _rated(self, ending: str, length: int) -> Unknown:
        rates = {c: self._by_length[c][length] + self._by_ending[c][ending] for c in self.open_classes}
        possible = {c: rate for c, rate in rates.items() if rate > -math.inf}
        return Unknown(possible, max(possible.values(), default=-math.inf))
