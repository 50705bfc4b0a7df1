"""The morphemes of a word: the search in HanTa's morphology model, over tables that are made for speed.

The model is described by Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization". HanTa
tries each morpheme class that may follow with each piece of the word. Here is looked up which classes can
emit a piece at all, and left out what cannot get among the best states, from which alone the search goes on.
That finds the same. Classes are the numbers that the model gives them.
"""

import math
from collections.abc import Mapping
from operator import itemgetter

from HanTa.HanoverTagger import END_UNKNOWN, UNKNOWN, HanoverTagger

from kg.language.text.automaton import BEAM, Automaton, Row, Step, Trace
from kg.language.text.beam import bound, likely
from kg.language.text.pieces import Pieces, Rates


class Morphology:
    """Analyses words with the tables of a model that HanTa has loaded."""

    def __init__(self, model: HanoverTagger) -> None:
        self._pieces = Pieces(model)
        self._transitions = model.LP_trans
        self._reachable: dict[int, frozenset[int]] = model.reachability
        self._whole = Automaton(model.LP_trans, self._pieces.open_classes)
        self._parts: dict[int, Automaton] = {}

    def word_classes(self, word: str) -> list[tuple[int, float]]:
        """Return the classes that a word in lower case can be of with log probabilities, the best first."""
        search = _Search(word, self._whole, self._pieces)
        search.run(guessing=True)
        rates: dict[int, float] = {}
        for (_, end), (rate, _) in self._whole.ends(search.rows[-1]).items():
            rates[-end] = _sum(rates[-end], rate) if -end in rates else rate
        return sorted(rates.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0.0)]

    def morphemes(self, word: str, end: int) -> list[tuple[int, int]]:
        """Return the morpheme classes of a word in lower case, each with the offset where it stops.

        The last is `end`, the class that ends words of one part of speech. Unknown morphemes are tried
        only if the known ones do not make up the word; END_UNKNOWN is the end if nothing does.
        """
        automaton = self._leading_to(end)
        for guessing in (False, True):
            search = _Search(word, automaton, self._pieces)
            search.run(guessing=guessing)
            ends = automaton.ends(search.rows[-1])
            if ends:
                _, state = max(ends.values(), key=itemgetter(0))
                return [*automaton.way_to(state, search.traces), (end, len(word) + 1)]
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def _leading_to(self, end: int) -> Automaton:
        """Return the part of the automaton that makes words of one part of speech."""
        if end not in self._parts:
            useful = {*self._reachable.get(end, ()), end}
            transitions = {
                pair: {c: rate for c, rate in following.items() if c in useful}
                for pair, following in self._transitions.items()
            }
            self._parts[end] = Automaton(transitions, self._pieces.open_classes)
        return self._parts[end]


class _Search:
    """The states that are possible after each letter of a word (`rows`), and those before them (`traces`)."""

    def __init__(self, word: str, automaton: Automaton, pieces: Pieces) -> None:
        self.rows: list[Row] = [{} for _ in range(len(word) + 1)]
        self.traces: list[Trace] = [{} for _ in self.rows]
        self._word = word
        self._automaton = automaton
        self._pieces = pieces
        self._shortest = pieces.shortest_unknown(word)
        # What is below a bound is not gone on from; of the last row nothing may be left out.
        self._bounds = [-math.inf] * len(self.rows)

    def run(self, *, guessing: bool) -> None:
        """Go through the word, with unknown morphemes too if `guessing`."""
        self._begin(guessing=guessing)
        word, rows = self._word, self.rows
        known_from, steps_from = self._pieces.known, self._automaton.steps_from
        last_guess = len(word) - self._shortest if guessing else 0
        for i in range(1, len(word)):
            row = rows[i]
            if row:
                live = likely(row, BEAM)
                steps = steps_from(tuple(live))
                known = known_from(word, i)
                if known:
                    self._follow_known(i, live, steps.by_morpheme, known)
                if i <= last_guess and steps.open:
                    self._follow_unknown(i, live, steps.open, known)

    def _begin(self, *, guessing: bool) -> None:
        """Take the steps from the start."""
        word, automaton, pieces = self._word, self._automaton, self._pieces
        if guessing:
            for end in range(self._shortest, len(word)):
                row, self._bounds[end] = automaton.first_row(pieces.unknown(word, 0, end))
                self.rows[end] = row.copy()
            self.rows[-1] = automaton.row_after(pieces.unknown_word(word))
        for end, rates in pieces.known(word, 0).items():
            self.rows[end].update(automaton.row_after(rates))
            self._bounds[end] = bound(self.rows[end], BEAM)
        self._bounds[-1] = -math.inf

    def _follow_known(
        self, start: int, live: Row, steps: Mapping[int, list[Step]], known: dict[int, Rates]
    ) -> None:
        """Take those of the steps from the states at an offset that emit known morphemes."""
        is_useless = steps.keys().isdisjoint
        for end, rates in known.items():
            if is_useless(rates):
                continue
            row, trace = self.rows[end], self.traces[end]
            for morpheme, piece_rate in rates.items():
                for state, target, rate, _ in steps.get(morpheme, ()):
                    reached = live[state] + rate + piece_rate
                    if target not in row or reached > row[target]:
                        row[target] = reached
                        trace[target] = (state, start)

    def _follow_unknown(self, start: int, live: Row, steps: list[Step], known: dict[int, Rates]) -> None:
        """Take the steps from the states at an offset that emit unknown morphemes."""
        paths = [(state, target, live[state] + rate, morpheme) for state, target, rate, morpheme in steps]
        best = max([path[2] for path in paths])
        highest = best + self._pieces.highest
        bounds = self._bounds
        for end in range(start + self._shortest, len(bounds)):
            if highest < bounds[end]:
                continue
            unknown = self._pieces.unknown(self._word, start, end)
            if best + unknown.highest < bounds[end]:
                continue
            rates = unknown.rates
            if end in known and not known[end].keys().isdisjoint(rates):
                rates = {c: rate for c, rate in rates.items() if c not in known[end]}
            row, trace = self.rows[end], self.traces[end]
            for state, target, rate, morpheme in paths:
                if morpheme in rates:
                    reached = rate + rates[morpheme]
                    if target not in row or reached > row[target]:
                        row[target] = reached
                        trace[target] = (state, start)


def _sum(a: float, b: float) -> float:
    """Return the log of the sum of two numbers that are given by their logs."""
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))
