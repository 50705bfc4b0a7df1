"""Parts of speech and lemmas: the Hanover Tagger behind the tag names of the STTS.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization") is a trigram tagger over
words and morphemes. Its model and its lemmas are used as they are; the two searches, over the morphemes of a
word and over the words of a sentence, are our own, and find the same in a fraction of the time.
"""

from functools import cache, lru_cache
from typing import TypeAlias

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

from kg.language.text.beam import likely
from kg.language.text.morphology import Morphology

_REMEMBERED = 50_000
"""News repeats its words: so many of them are analysed once."""
_LONGEST = 64
"""Longer words are mostly addresses. The work grows with the square of the length, so their end has to do."""
_BEAM = 5
"""After each word the best five states are followed, and those nearly as likely."""

_State: TypeAlias = tuple[int, int]


class _Tagger(HanoverTagger):  # type: ignore[misc]
    """HanTa with another search for the morphemes of a word."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        morphology = Morphology(self)
        self.analyze_forward = morphology.word_classes
        self.analyze_viterbi = morphology.morphemes


@cache
def _tagger() -> _Tagger:
    return _Tagger("morphmodel_ger.pgz")


def tag(words: list[str]) -> list[str]:
    """Return the tag of each word of one sentence in HanTa's notation: "VV(FIN)", "ADJ(A)", "NNA"."""
    names = _tagger().int2tag
    return [names[number] for number in _tag_numbers([word[-_LONGEST:] for word in words])]


def stts(tag: str) -> str:
    """Return the STTS tag of one of HanTa's; its nouns made of adjectives and infinitives are NN."""
    return "NN" if tag in ("NNA", "NNI") else tag.replace("(", "").replace(")", "")


@lru_cache(_REMEMBERED)
def lemma(word: str, tag: str) -> str:
    """Return the lemma of a word with a tag in HanTa's notation: "zugegeben", "VV(PP)" → "zugeben".

    Words that are too long to be words are their own.
    """
    return str(_tagger().analyze(word, pos=tag)[0]) if len(word) <= _LONGEST else word


def _tag_numbers(words: list[str]) -> list[int]:
    """Find the likeliest tags of a sentence: Viterbi's algorithm, where a state is the last two tags."""
    transitions = _tagger().LP_trans_word
    row: dict[_State, float] = {(EMPTY, START): 0.0}
    traces: list[dict[_State, _State]] = []
    for i, word in enumerate(words):
        possible = _possible_tags(word, i > 0)
        reached: dict[_State, float] = {}
        trace: dict[_State, _State] = {}
        for state, rate in likely(row, _BEAM).items():
            rates, last = transitions[state], state[1]
            for number, word_rate in possible:
                target = (last, number)
                target_rate = rate + rates[number] + word_rate
                if target not in reached or target_rate > reached[target]:
                    reached[target] = target_rate
                    trace[target] = state
        row = reached
        traces.append(trace)
    state = max(row, key=lambda state: row[state] + transitions[state][END])
    return _traced(state, traces)


@lru_cache(_REMEMBERED)
def _possible_tags(word: str, case_tells: bool) -> tuple[tuple[int, float], ...]:
    """Return the tags that a word can have, in the model's order, with the log probability of the word."""
    tagger = _tagger()
    rates = dict(tagger._tag_word(word, casesensitive=case_tells, conditional=True))
    numbers = [number for number in tagger.LP_trans_word[EMPTY, START] if number != END]
    if UNKNOWN in rates:
        return tuple((number, 0.0) for number in numbers)
    return tuple((number, rates[number]) for number in numbers if number in rates)


def _traced(state: _State, traces: list[dict[_State, _State]]) -> list[int]:
    """Return the tags on the way to a state."""
    tags = []
    for trace in reversed(traces):
        tags.append(state[1])
        state = trace[state]
    return tags[::-1]
