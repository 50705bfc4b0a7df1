"""Figures: what is said of a number of things, and which of them dispute each other."""

import random
import zlib
from collections import defaultdict, deque
from dataclasses import dataclass
from decimal import Decimal

from bench.sparql.news.world import Thing
from kg.disputes import MOST_DAYS_APART, TOLERANCE, Figure, Interval

_REMEMBERED = 3  # figures of each subject that a new one is compared with

_WORDS = {
    "exact": "genau {}",
    "approximately": "rund {}",
    "atLeast": "mindestens {}",
    "atMost": "höchstens {}",
    "moreThan": "mehr als {}",
    "lessThan": "weniger als {}",
    "between": "zwischen {} und {}",
}
_HOW_OFTEN = (38, 30, 8, 5, 11, 4, 4)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of things, as somebody says it.

    Attributes:
        qualifier: the name of a term of the scheme.
        least: the lower figure, or the only one.
        most: the upper figure; the same as the lower one unless the qualifier is ``between``.
    """

    qualifier: str
    least: Decimal
    most: Decimal

    def words(self) -> str:
        """Return it in German."""
        return _WORDS[self.qualifier].format(_german(self.least), _german(self.most))

    def stated(self) -> dict[str, Decimal]:
        """Return the figures by property: no bound that was not said."""
        stated = {}
        if self.qualifier in ("exact", "approximately"):
            stated["schema:value"] = self.least
        if self.qualifier in ("exact", "atLeast", "moreThan", "between"):
            stated["schema:minValue"] = self.least
        if self.qualifier in ("exact", "atMost", "lessThan", "between"):
            stated["schema:maxValue"] = self.most
        return stated

    def interval(self) -> Interval:
        """Return where the truth lies, for the comparison of figures."""
        if self.qualifier == "approximately":
            return Interval(self.least - self.least * TOLERANCE, self.least + self.least * TOLERANCE)
        stated = self.stated()
        is_open = self.qualifier in ("moreThan", "lessThan")
        return Interval(stated.get("schema:minValue"), stated.get("schema:maxValue"), open=is_open)


def number(concept: Thing, place: Thing, chance: random.Random) -> Number:
    """Return a number of things at a place; those who count them do not agree."""
    true = 10 ** (1 + zlib.crc32(f"{concept.iri}{place.iri}".encode()) % 3500 / 1000)
    said = true * chance.choice((0.5, 0.8, 0.9, 1, 1, 1, 1, 1.05, 1.2, 2))
    qualifier = chance.choices(tuple(_WORDS), _HOW_OFTEN)[0]
    if concept.unit:
        least = Decimal(int(said)) / 10
        return Number(qualifier, least, least * (2 if qualifier == "between" else 1))
    least = Decimal(int(said) + 2)
    return Number(qualifier, least, least + least // 4 + 1 if qualifier == "between" else least)


class Disputes:
    """Compares each figure with the last ones of the same subject."""

    def __init__(self) -> None:
        self._last: dict[tuple[str | None, ...], deque[Figure]] = defaultdict(
            lambda: deque(maxlen=_REMEMBERED)
        )

    def of(self, figure: Figure) -> list[str]:
        """Return the earlier estimates that a figure disputes, and remember it."""
        last = self._last[figure.subject]
        disputed = [
            other.iri
            for other in last
            if figure.sources.isdisjoint(other.sources)
            and figure.period.days_apart(other.period) <= MOST_DAYS_APART
            and not figure.interval.overlaps(other.interval)
        ]
        last.append(figure)
        return disputed


def literal(figure: Decimal) -> str:
    """Return the literal of a figure, as the mapping of articles writes it."""
    if figure == figure.to_integral_value():
        return f'"{int(figure)}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    return f'"{figure}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def _german(figure: Decimal) -> str:
    return f"{figure}".replace(".", ",")
