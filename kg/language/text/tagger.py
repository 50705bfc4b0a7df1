"""Parts of speech and lemmas: the Hanover Tagger behind the tag names of the STTS.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization") is a trigram tagger over
words and morphemes. Analysing a word costs far more than choosing among its analyses, and news repeats its
words; so the analyses are remembered.
"""

from functools import cache
from typing import Any

from HanTa.HanoverTagger import HanoverTagger

_REMEMBERED = 100_000


class _RememberingTagger(HanoverTagger):  # type: ignore[misc]
    """HanTa with the analyses of words remembered, up to a bound."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self._remembered: dict[tuple[Any, ...], Any] = {}

    def _tag_word(
        self, word: str, cutoff: int = 5, casesensitive: bool = True, conditional: bool = False
    ) -> Any:
        key = (word, cutoff, casesensitive, conditional)
        if key not in self._remembered:
            self._remember(key, super()._tag_word(word, cutoff, casesensitive, conditional))
        return self._remembered[key]

    def _analyze(self, word: str, pos: int, taglevel: int = 1) -> Any:
        key = (word, pos, taglevel)
        if key not in self._remembered:
            self._remember(key, super()._analyze(word, pos, taglevel))
        return self._remembered[key]

    def _remember(self, key: tuple[Any, ...], value: Any) -> None:
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[key] = value


@cache
def _tagger() -> _RememberingTagger:
    return _RememberingTagger("morphmodel_ger.pgz")


def tag(words: list[str]) -> list[str]:
    """Return the tag of each word of one sentence in HanTa's notation: "VV(FIN)", "ADJ(A)", "NNA"."""
    return [str(tag) for tag in _tagger().tag_sent(words, taglevel=0)]


def stts(tag: str) -> str:
    """Return the STTS tag of one of HanTa's; its nouns made of adjectives and infinitives are NN."""
    return "NN" if tag in ("NNA", "NNI") else tag.replace("(", "").replace(")", "")


def lemma(word: str, tag: str) -> str:
    """Return the lemma of a word with a tag in HanTa's notation: "zugegeben", "VV(PP)" → "zugeben"."""
    return str(_tagger().analyze(word, pos=tag)[0])
