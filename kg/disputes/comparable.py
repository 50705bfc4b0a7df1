"""Figures in a store that may dispute others: of the same things and of about the same time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kg.disputes.comparison import MOST_DAYS_APART
from kg.disputes.figures import ESTIMATES, Figure, Period, figures
from kg.store.prospect import Prospect

_COMPARABLE = """
SELECT DISTINCT ?estimate WHERE {{
  VALUES (?counts ?other) {{ {values} }}
  ?estimate kg:counts ?counts ; {property} ?other .
  OPTIONAL {{ ?estimate kg:asOf ?asOf }}
  OPTIONAL {{ ?estimate kg:saidOn|kg:inStatement/kg:saidOn ?saidOn }}
  OPTIONAL {{ ?estimate kg:reportedIn/schema:datePublished ?published }}
  FILTER (SUBSTR(STR(COALESCE(?asOf, ?saidOn, ?published)), 1, 7) IN ({months}))
}}"""

_AT_ONCE = 200
"""So many estimates are asked for in one query: of many more at once, the engine looks at all there are."""


def figures_beside(prospect: Prospect, changed: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the figures, as they are before a write, that those which it changes may dispute; and others.

    Args:
        prospect: the write.
        changed: figures as they will be.
    """
    bounded = [figure for figure in changed if figure.interval.is_bounded]
    subjects = {figure.subject for figure in bounded}
    months = ", ".join(sorted({f'"{month}"' for figure in bounded for month in _months(figure.period)}))
    located = {(counts, location) for counts, location, _, article in subjects if not article}
    reported = {(counts, article) for counts, _, _, article in subjects if article}
    found: set[str] = set()
    for pairs, by in ((located, "kg:location"), (reported, "kg:reportedIn")):
        if pairs:
            values = " ".join(f"(<{counts}> <{other}>)" for counts, other in pairs)
            rows = prospect.rows(_COMPARABLE.format(values=values, property=by, months=months))
            found.update(f"<{row['estimate']}>" for row in rows)
    estimates = sorted(found)
    for start in range(0, len(estimates), _AT_ONCE):
        which = f"VALUES ?estimate {{ {' '.join(estimates[start : start + _AT_ONCE])} }}"
        yield from figures(prospect.rows(ESTIMATES.replace("__WHICH__", which)))


def _months(period: Period) -> Iterator[str]:
    """Yield the years and months, as literals begin with them, that may not be too far from a period."""
    reach = timedelta(MOST_DAYS_APART)
    day = max(period.first, date.min + reach) - reach
    last = min(period.last, date.max - reach) + reach
    while day <= last:
        yield from (f"{day.year:04}", f"{day.year:04}-{day.month:02}")
        if (day.year, day.month) == (date.max.year, date.max.month):
            return
        day = (day.replace(day=28) + timedelta(4)).replace(day=1)
