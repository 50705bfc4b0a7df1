"""What estimates say, in the form in which they can be compared."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kg.store import Row
from kg.vocabulary import KG

TOLERANCE = Decimal("0.1")
"""How far an approximate figure reaches to either side, in this comparison alone."""

ESTIMATES = """
SELECT ?estimate ?article ?counts ?onlyIn ?location ?unit ?qualifier ?value ?least ?most ?source ?date
WHERE {
  __WHICH__
  ?estimate a kg:Estimate ; kg:counts ?counts ; kg:reportedIn ?article .
  OPTIONAL { ?estimate kg:location ?location }
  OPTIONAL { ?estimate schema:unitText ?unit }
  OPTIONAL { ?counts skos:prefLabel ?unitAlone FILTER (STR(?unitAlone) = STR(?unit)) }
  OPTIONAL { ?estimate kg:qualifier ?qualifier }
  OPTIONAL { ?estimate schema:value ?value }
  OPTIONAL { ?estimate schema:minValue ?least }
  OPTIONAL { ?estimate schema:maxValue ?most }
  OPTIONAL { ?estimate kg:estimatedBy ?source }
  OPTIONAL { ?estimate kg:asOf ?asOf }
  OPTIONAL { ?estimate kg:saidOn|kg:inStatement/kg:saidOn ?saidOn }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND (COALESCE(?asOf, ?saidOn, ?published) AS ?date)
  BIND (IF(BOUND(?unitAlone) || !BOUND(?location), ?article, ?undefined) AS ?onlyIn)
}
"""
"""What `figures` reads; a pattern in the place of ``__WHICH__`` says of which estimates."""


class Period(NamedTuple):
    """The days that a date may mean: a year, a month or one day."""

    first: date
    last: date

    def days_apart(self, other: "Period") -> int:
        """Return the least number of days between the two; 0 when they overlap."""
        return max((other.first - self.last).days, (self.first - other.last).days, 0)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a figure leaves possible; None is no bound, `open` excludes the bounds themselves."""

    least: Decimal | None
    most: Decimal | None
    open: bool = False

    @property
    def is_bounded(self) -> bool:
        """Whether it leaves anything impossible."""
        return self.least is not None or self.most is not None

    def below(self, other: "Interval") -> bool:
        """Say whether each number of this interval is less than each of the other."""
        if self.most is None or other.least is None:
            return False
        return self.most < other.least or (self.most == other.least and (self.open or other.open))

    def overlaps(self, other: "Interval") -> bool:
        """Say whether a number is in both."""
        return not (self.below(other) or other.below(self))


@dataclass(frozen=True, slots=True)
class Figure:
    """What the comparison needs of one estimate.

    Attributes:
        iri: of the estimate.
        subject: what is counted, where, in which unit, and in which article only; None where that is open.
        sources: the actors whose figure it is, else the article that says it in its own voice.
        interval: what it leaves possible.
        period: when it is from.
    """

    iri: str
    subject: tuple[str | None, ...]
    sources: frozenset[str]
    interval: Interval
    period: Period


def figures(rows: Iterable[Row]) -> Iterator[Figure]:
    """Yield what estimates say, from solutions of the query above; once for each place that an estimate has.

    An estimate without any usable date is left out: it cannot be compared.
    """
    sources = defaultdict(set)
    by_place = {}
    for row in sorted(rows, key=_in_order):  # of several dates, which one counts does not hang on the store
        sources[row["estimate"]].add(str(row["source"] or row["article"]))
        by_place[row["estimate"], row["location"]] = row
    for (iri, location), row in by_place.items():
        period = period_of(row["date"] or "")
        if period:
            subject = (row["counts"], location, row["unit"], row["onlyIn"])
            yield Figure(str(iri), subject, frozenset(sources[iri]), _interval(row), period)


def _in_order(row: Row) -> tuple[str, ...]:
    return tuple(value or "" for value in row.values())


def _interval(row: Row) -> Interval:
    qualifier = (row["qualifier"] or "").removeprefix(str(KG))
    value = _number(row["value"])
    if value is not None and qualifier == "approximately":
        return Interval(value - abs(value) * TOLERANCE, value + abs(value) * TOLERANCE)
    least, most = _number(row["least"]), _number(row["most"])
    return Interval(
        value if least is None else least,
        value if most is None else most,
        open=qualifier in ("moreThan", "lessThan"),
    )


def _number(text: str | None) -> Decimal | None:
    """Return the number of a literal; None when there is none, or it says no finite number."""
    try:
        number = Decimal(text or "")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def period_of(text: str) -> Period | None:
    """Return the days of an xsd:gYear, xsd:gYearMonth, xsd:date or xsd:dateTime; None for anything else."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_day = day or calendar.monthrange(first.year, month or 12)[1]
        return Period(first, date(first.year, month or 12, last_day))
    except ValueError:
        return None
