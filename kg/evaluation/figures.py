"""The figures of an evaluation: counts and sums that can be added over articles before they are divided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, Self


class Figure(Protocol):
    """A figure between 0 and 1 that is known for each article and for all together."""

    @property
    def value(self) -> float:
        """The figure itself."""

    @property
    def defined(self) -> bool:
        """Whether there was anything to measure."""

    def __add__(self, other: Self, /) -> Self:
        """Return the figure over what both were taken over."""

    def to_json(self) -> dict[str, float]:
        """Return the value, to the fourth place, and what it was computed from."""


Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts behind an F1 measure: how many were right, of those expected and of those predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the expected that was found; 0 where nothing was expected."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """F1, the harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0

    @property
    def defined(self) -> bool:
        """Whether anything was expected or predicted."""
        return bool(self.gold + self.predicted)

    def to_json(self) -> dict[str, float]:
        """Return value and counts."""
        return {
            "value": round(self.value, 4),
            "right": self.right,
            "gold": self.gold,
            "predicted": self.predicted,
        }

    def __str__(self) -> str:
        return (
            f"{self.value:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  ({self.right} right of {self.gold} expected, {self.predicted} predicted)"
        )


@dataclass(frozen=True, slots=True)
class Share(Tally):
    """Counts behind a share of things; `gold` is how many there were."""

    @property
    def value(self) -> float:
        """Share that is right; 0 where there was nothing."""
        return self.recall

    def __str__(self) -> str:
        return f"{self.value:.3f}  ({self.right} of {self.gold})"


@dataclass(frozen=True, slots=True)
class MacroF1:
    """Precision and recall averaged over single pairs, each over those pairs where it is defined.

    A pair's precision is undefined where nothing was predicted, its recall where nothing was expected.
    `precision_sum` and `recall_sum` add the pairs' values up, the counts say how many were defined.
    """

    precision_sum: float = 0.0
    precisions: int = 0
    recall_sum: float = 0.0
    recalls: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.precision_sum + other.precision_sum,
            self.precisions + other.precisions,
            self.recall_sum + other.recall_sum,
            self.recalls + other.recalls,
        )

    @property
    def precision(self) -> float:
        """Average precision; 0 where nothing was predicted."""
        return self.precision_sum / self.precisions if self.precisions else 0.0

    @property
    def recall(self) -> float:
        """Average recall; 0 where nothing was expected."""
        return self.recall_sum / self.recalls if self.recalls else 0.0

    @property
    def value(self) -> float:
        """The harmonic mean of average precision and average recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def defined(self) -> bool:
        """Whether anything was expected or predicted."""
        return bool(self.precisions + self.recalls)

    def to_json(self) -> dict[str, float]:
        """Return value, averages, and how many pairs they were taken over."""
        return {
            "value": round(self.value, 4),
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "gold": self.recalls,
            "predicted": self.precisions,
        }

    def __str__(self) -> str:
        return (
            f"{self.value:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  ({self.recalls} expected, {self.precisions} predicted)"
        )


def total(many: Iterable[Figures]) -> Figures:
    """Return the figures over all of them; each has the same ones."""
    first, *others = many
    added = dict(first)
    for figures in others:
        added = {name: figure + figures[name] for name, figure in added.items()}
    return added
