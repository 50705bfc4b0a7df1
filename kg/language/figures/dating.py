"""When a figure is of: the time expression of its own part of the sentence."""

import re
from collections.abc import Sequence
from functools import cache

from kg.language.extraction import Span, When
from kg.language.figures.dates import Time, times
from kg.language.lexicon import table

_CUT = re.compile(r"[,;:–](?=\s)|\b(?:und|sowie|oder|während|aber)\b")
# "vor dem 1. Mai geboren", "nach 2030"
_LIMIT = re.compile(r"(?:[Vv]or|[Nn]ach)\s(?:de[mr]\b|\d{4})")


def times_of(text: str, figures: Sequence[Span], published: str | None) -> list[When | None]:
    """Return when each figure of a sentence is of; the spans are offsets in its text.

    It is the nearest time in the figure's own part of the sentence, else the last before that part. What is
    only compared with ("mehr als im Vorjahr") and what overlaps a figure ("2019 Menschen") is no such time.
    """
    if not figures:
        return []
    cuts = [cut.start() for cut in _CUT.finditer(text)]
    usable = [
        (time, _part(cuts, time.start))
        for time in times(text, published)
        if not _is_compared(text, time) and all(time.end <= f.start or f.end <= time.start for f in figures)
    ]
    return [_chosen(usable, _part(cuts, figure.start), figure) for figure in figures]


def _part(cuts: list[int], offset: int) -> int:
    return sum(cut < offset for cut in cuts)


def _chosen(usable: list[tuple[Time, int]], own_part: int, figure: Span) -> When | None:
    own = [time for time, part in usable if part == own_part]
    if own:
        return min(own, key=lambda t: max(t.start - figure.end, figure.start - t.end)).when
    before = [time for time, part in usable if part < own_part]
    return before[-1].when if before else None


def _is_compared(text: str, time: Time) -> bool:
    return _LIMIT.match(text, time.start) is not None or _comparison().search(text, 0, time.start) is not None


@cache
def _comparison() -> re.Pattern[str]:
    words = "|".join(table("dates")["comparing"])
    return re.compile(rf"\b(?:{words})(?:\s+(?:noch|zuletzt|zu[mr]?|mit|de[mrn]|im|in))*\s+$")
