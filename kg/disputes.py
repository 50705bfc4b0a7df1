"""When two figures dispute each other, and the derived graph that says so.

Two estimates dispute each other when they come from different sources, are of the same counted thing, place
and unit, are dated at most 31 days apart, and their intervals do not overlap. Where a place is missing, or
no more is counted than a unit ("30 Millionen Euro"), only another estimate of the same article can be of the
same thing.
"""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import NamedTuple

from rdflib import Graph, URIRef

from kg.store import Row, Store
from kg.vocabulary import KG

MOST_DAYS_APART = 31
TOLERANCE = Decimal("0.1")
"""How far an approximate figure reaches to either side, in this comparison alone."""

_ESTIMATES = """
SELECT ?estimate ?article ?counts ?onlyIn ?location ?unit ?qualifier ?value ?least ?most ?source ?date
WHERE {
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


def refresh(store: Store, base: str) -> int:
    """Derive the graph of all disputes anew and return how many pairs of estimates dispute each other."""
    graph = derived(store, base)
    store.replace(graph)
    return len(graph) // 2


def derived(store: Store, base: str) -> Graph:
    """Return the graph of all disputes as the estimates make it; each is stated both ways."""
    graph = Graph(identifier=URIRef(disputes_iri(base)))
    for one, other in disputes(figures(store.rows(_ESTIMATES))):
        graph.add((URIRef(one), KG.disputes, URIRef(other)))
        graph.add((URIRef(other), KG.disputes, URIRef(one)))
    return graph


def disputes_iri(base: str) -> str:
    """Return the name of the graph of disputes."""
    return f"{base.rstrip('/')}/id/graph/disputes"


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
            if one.sources.isdisjoint(other.sources) and not one.interval.overlaps(other.interval):
                yield min(one.iri, other.iri), max(one.iri, other.iri)


def figures(rows: Iterable[Row]) -> Iterator[Figure]:
    """Yield what estimates say, from solutions of the query above; once for each place that an estimate has.

    An estimate without any usable date is left out: it cannot be compared.
    """
    sources = defaultdict(set)
    by_place = {}
    for row in rows:
        sources[row["estimate"]].add(str(row["source"] or row["article"]))
        by_place[row["estimate"], row["location"]] = row
    for (iri, location), row in by_place.items():
        period = period_of(row["date"] or "")
        if period:
            subject = (row["counts"], location, row["unit"], row["onlyIn"])
            yield Figure(str(iri), subject, frozenset(sources[iri]), _interval(row), period)


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
