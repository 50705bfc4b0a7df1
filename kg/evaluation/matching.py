"""Which predicted item stands for which gold item, and when two actors are the same one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.evaluation.annotation import Actor
from kg.language.extraction import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matching(Generic[T]):
    """Pairs of gold and predicted items, the gold items without a partner, and the predicted ones without."""

    pairs: tuple[tuple[T, T], ...]
    missed: tuple[T, ...]
    invented: tuple[T, ...]

    @property
    def gold_size(self) -> int:
        """How many items were expected."""
        return len(self.pairs) + len(self.missed)

    @property
    def predicted_size(self) -> int:
        """How many items were found."""
        return len(self.pairs) + len(self.invented)


def match(
    gold: Sequence[T], predicted: Sequence[T], likeness: Callable[[T, T], float], at_least: float
) -> Matching[T]:
    """Match gold with predicted items, the most alike first, each used once.

    Greedy on purpose, and of equally good pairs the last comes first: figures are comparable over time only
    while such ties always fall the same way.

    Args:
        gold: the items expected.
        predicted: the items found.
        likeness: how alike two items are, 0 for not at all.
        at_least: the likeness that a pair must have.
    """
    ranked = sorted(
        (
            (alike, i, j)
            for i, expected in enumerate(gold)
            for j, found in enumerate(predicted)
            if (alike := likeness(expected, found)) > 0 and alike >= at_least
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in partner and j not in partner.values():
            partner[i] = j
    return Matching(
        pairs=tuple((gold[i], predicted[j]) for i, j in sorted(partner.items())),
        missed=tuple(item for i, item in enumerate(gold) if i not in partner),
        invented=tuple(item for j, item in enumerate(predicted) if j not in partner.values()),
    )


def characters(spans: Iterable[Span]) -> frozenset[int]:
    """Return the positions that the spans cover."""
    return frozenset(position for span in spans for position in range(*span))


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Return intersection over union of the characters covered, 0 to 1 (the Jaccard index)."""
    left, right = characters(one), characters(other)
    return len(left & right) / len(left | right) if left | right else 0.0


def same_actor(one: Actor | None, other: Actor | None) -> bool:
    """Tell whether two actors are the same: nobody twice, or a shared mention, or the same name.

    Case and a final genitive s are set aside in comparing names ("Selenskyjs" is "Selenskyj").
    """
    if one is None or other is None:
        return one is other
    shared = characters(one.mentions) & characters(other.mentions)
    return bool(shared) or _nominative(one.name) == _nominative(other.name)


def _nominative(name: str) -> str:
    return name.casefold().strip().removesuffix("s")
