"""The emissions of HanTa's morphology model: which morpheme classes a piece of a word can be of.

Classes are the numbers that the model gives them, rates are log probabilities. A morpheme of an open class
may be unknown; it is rated by its length and by the longest of its endings that the model has.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from HanTa.HanoverTagger import HanoverTagger

_WHOLE_WORD = 4.6
"""What an unknown morpheme loses that is the whole word."""
_SHORTEST, _SHORT_WORD = 3, 4
"""Length of the shortest unknown morphemes, and of the shortest words that this holds for."""
_LONGEST = 24
"""Longer unknown morphemes are rated like this."""
_PREFIX = 3
_WITHIN_PREFIX = (1, 2)
"""How long known morphemes can be whose first letters no longer one begins with."""
_LONGEST_ENDING = 4
_REMEMBERED = 20_000

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
        for morpheme, rates in model.LP_m_t.items():
            for text, rate in rates.items():
                self._known.setdefault(text, {})[morpheme] = rate
        self._lengths = _lengths(self._known)
        self.open_classes = [c for c in model.LP_hapax_t if c in model.LP_s_t]
        self._by_length = {
            c: [model.Int_t + model.LP_hapax_t[c] + rate for rate in model.LP_len_t[c]]
            for c in self.open_classes
        }
        self._by_ending: dict[int, Mapping[str, float]] = {c: model.LP_s_t[c] for c in self.open_classes}
        self._endings = frozenset(self._by_ending[self.open_classes[0]])  # the same in all classes
        self._unknown_with = lru_cache(_REMEMBERED)(self._ending_in)
        self._unknown: dict[tuple[str, int], Unknown] = {}
        self.highest = max(
            max(self._by_length[c]) + max(self._by_ending[c].values()) for c in self.open_classes
        )
        """What no unknown morpheme exceeds."""

    def known(self, word: str, start: int) -> dict[int, Rates]:
        """Return the rates of the known morphemes that begin at an offset, by the offsets where they end."""
        found: dict[int, Rates] = {}
        for length in self._lengths.get(word[start : start + _PREFIX], _WITHIN_PREFIX):
            end = start + length
            if end > len(word):
                break
            rates = self._known.get(word[start:end])
            if rates is not None:
                found[end] = rates
        return found

    def shortest_unknown(self, word: str) -> int:
        """Return how many letters an unknown morpheme of a word has at least."""
        return _SHORTEST if len(word) >= _SHORT_WORD else 1

    def unknown(self, word: str, start: int, end: int) -> Unknown:
        """Return how word[start:end] is rated as an unknown morpheme that is not the whole word."""
        length = end - start
        last = word[end - _LONGEST_ENDING if length > _LONGEST_ENDING else start + 1 : end]
        return self._unknown_with(last, length if length < _LONGEST else _LONGEST)

    def unknown_word(self, word: str) -> Rates:
        """Return the rates of a word as one unknown morpheme."""
        return {c: rate - _WHOLE_WORD for c, rate in self.unknown(word, 0, len(word)).rates.items()}

    def _ending_in(self, last: str, length: int) -> Unknown:
        """Return how unknown morphemes with such last letters are rated; `_unknown_with` remembers it."""
        ending = next((last[i:] for i in range(len(last)) if last[i:] in self._endings), "")
        found = self._unknown.get((ending, length))
        if found is None:
            found = self._unknown[ending, length] = self._rated(ending, length)
        return found

    def _rated(self, ending: str, length: int) -> Unknown:
        rates = {c: self._by_length[c][length] + self._by_ending[c][ending] for c in self.open_classes}
        possible = {c: rate for c, rate in rates.items() if rate > -math.inf}
        return Unknown(possible, max(possible.values(), default=-math.inf))


def _lengths(texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the texts that begin with the same letters are, the shortest first."""
    found: dict[str, set[int]] = {}
    for text in texts:
        found.setdefault(text[:_PREFIX], set(_WITHIN_PREFIX)).add(len(text))
    return {prefix: tuple(sorted(lengths)) for prefix, lengths in found.items()}
