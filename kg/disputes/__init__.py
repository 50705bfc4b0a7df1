"""When two figures dispute each other, and the derived graph that says so.

Two estimates dispute each other when they come from different sources, are of the same counted thing, place
and unit, are dated at most 31 days apart, and their intervals do not overlap. Where a place is missing, or
no more is counted than a unit ("30 Millionen Euro"), only another estimate of the same article can be of the
same thing.
"""

from kg.disputes.comparison import MOST_DAYS_APART, disputes
from kg.disputes.derived import derived, disputes_iri, refresh
from kg.disputes.figures import TOLERANCE, Figure, Interval, Period, figures, period_of
from kg.disputes.following import following

__all__ = [
    "MOST_DAYS_APART",
    "TOLERANCE",
    "Figure",
    "Interval",
    "Period",
    "derived",
    "disputes",
    "disputes_iri",
    "figures",
    "following",
    "period_of",
    "refresh",
]
