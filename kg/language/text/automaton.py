"""The transitions of HanTa's morphology model: which states a word can go through, and how likely.

The model is a hidden Markov model of second order: a state is a pair of morpheme classes, and each step emits
one morpheme. Classes are the numbers that the model gives them, negative at the end of a word; states are
numbered here, the start is 0. Rates are log probabilities.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from HanTa.HanoverTagger import EMPTY, START

from kg.language.text.beam import bound
from kg.language.text.pieces import Rates, Unknown

_REMEMBERED = 5_000
BEAM = 3
"""The search goes on from so many states after each letter, and from those nearly as likely."""

Transitions: TypeAlias = Mapping[tuple[int, int], Mapping[int, float]]
"""The rates of the classes that may follow two others."""
Step: TypeAlias = tuple[int, int, float, int]
"""The state before, the state after, the rate, and the class of the morpheme."""
Row: TypeAlias = dict[int, float]
"""The states that are possible after some letters of a word, with their rates."""
Trace: TypeAlias = dict[int, tuple[int, int]]
"""The state before each, and after how many letters that was; one that is not here follows the start."""


class Steps(NamedTuple):
    """The steps from some states by the class of the morpheme, and those whose morpheme may be unknown."""

    by_morpheme: Mapping[int, list[Step]]
    open: list[Step]


class Automaton:
    """The steps between states, and from states to the ends of words."""

    def __init__(self, transitions: Transitions, open_classes: Collection[int]) -> None:
        """Take the transitions of a model; morphemes of `open_classes` may be unknown."""
        inner = {pair: [c for c in following if c > 0] for pair, following in transitions.items()}
        pairs = [(last, following) for (_, last), classes in inner.items() for following in classes]
        self._states = list(dict.fromkeys([(EMPTY, START), *pairs]))
        numbers = {pair: number for number, pair in enumerate(self._states)}
        self._steps: list[list[Step]] = [
            [(numbers[pair], numbers[pair[1], c], transitions[pair][c], c) for c in inner.get(pair, ())]
            for pair in self._states
        ]
        self._ends = [
            [((pair[1], end), rate) for end, rate in transitions.get(pair, {}).items() if end < 0]
            for pair in self._states
        ]
        self._first = {c: (target, rate) for _, target, rate, c in self._steps[0]}
        self._open_classes = frozenset(open_classes)
        self._first_rows: dict[Unknown, tuple[Row, float]] = {}
        self.steps_from = lru_cache(_REMEMBERED)(self._steps_from)

    def first_row(self, unknown: Unknown) -> tuple[Row, float]:
        """Return the states after an unknown piece at the start, to be left as they are, and their bound."""
        found = self._first_rows.get(unknown)
        if found is None:
            row = self.row_after(unknown.rates)
            found = self._first_rows[unknown] = row, bound(row, BEAM)
        return found

    def row_after(self, rates: Rates) -> Row:
        """Return the states after a piece at the start."""
        first = self._first
        row = {}
        for c, piece_rate in rates.items():
            if c in first:
                target, rate = first[c]
                row[target] = rate + piece_rate
        return row

    def ends(self, row: Row) -> dict[tuple[int, int], tuple[float, int]]:
        """Return the ends possible after the last letter, each with its rate and the state before."""
        found: dict[tuple[int, int], tuple[float, int]] = {}
        for state, rate in row.items():
            for end, end_rate in self._ends[state]:
                reached = rate + end_rate
                if end not in found or reached > found[end][0]:
                    found[end] = (reached, state)
        return found

    def way_to(self, state: int, traces: list[Trace]) -> list[tuple[int, int]]:
        """Return the morpheme classes on the way to a state, each with the offset where it stops."""
        way = []
        letters = len(traces) - 1
        while letters > 0:
            way.append((self._states[state][1], letters))
            state, letters = traces[letters].get(state, (0, 0))
        return way[::-1]

    def _steps_from(self, states: tuple[int, ...]) -> Steps:
        """Return the steps from some states; `steps_from` remembers them."""
        steps = [step for state in states for step in self._steps[state]]
        by_morpheme: dict[int, list[Step]] = {}
        for step in steps:
            by_morpheme.setdefault(step[3], []).append(step)
        return Steps(by_morpheme, [step for step in steps if step[3] in self._open_classes])
