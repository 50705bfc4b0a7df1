"""Which figures dispute each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from kg.disputes.figures import Figure

MOST_DAYS_APART = 31


def disputes(figures: Iterable[Figure]) -> Iterator[tuple[str, str]]:
    """Yield the IRIs of each two estimates that dispute each other, the lesser IRI first."""
    by_subject = defaultdict(list)
    for figure in figures:
        by_subject[figure.subject].append(figure)
    for comparable in by_subject.values():
        yield from _disputes_among(sorted(comparable, key=lambda figure: figure.period))


def _disputes_among(figures: list[Figure]) -> Iterator[tuple[str, str]]:
    """Yield the disputes of figures of one subject that are sorted by period."""
    for index, one in enumerate(figures):
        for other in islice(figures, index + 1, None):
            if one.period.days_apart(other.period) > MOST_DAYS_APART:
                break  # those that follow begin later still
            if dispute(one, other):
                yield min(one.iri, other.iri), max(one.iri, other.iri)


def dispute(one: Figure, other: Figure) -> bool:
    """Say whether two figures of one subject dispute each other."""
    return (
        one.period.days_apart(other.period) <= MOST_DAYS_APART
        and one.sources.isdisjoint(other.sources)
        and not one.interval.overlaps(other.interval)
    )
