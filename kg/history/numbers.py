"""The numbers of changes: 1, 2, 3 and so on, without a gap, in the order in which they became visible."""

from bisect import bisect_left
from collections.abc import Callable

import pyoxigraph as ox
from rdflib import XSD

from kg.history.tags import Lookup
from kg.history.terms import POSITION

_STRIDE = 16

_INTEGER = ox.NamedNode(str(XSD.integer))


def integer(value: int) -> ox.Literal:
    """Return a number as a term."""
    return ox.Literal(str(value), datatype=_INTEGER)


def last_number(exists: Callable[[int], bool]) -> int:
    """Return the last number that was given; 0 when none was.

    As there are no gaps, some thirty look-ups find it among millions: a galloping search (Bentley and Yao,
    "An almost optimal algorithm for unbounded searching", 1976).

    Args:
        exists: says whether a number was given.
    """
    bound = 1
    while exists(bound):
        bound *= _STRIDE
    low = bound // _STRIDE
    return low + bisect_left(range(low + 1, bound), True, key=lambda number: not exists(number))


def last_recorded(lookup: Lookup, history: ox.NamedNode) -> int:
    """Return the number of the newest change; 0 when there is none.

    Args:
        lookup: finds triples in the store.
        history: the name of the graph of history.
    """
    return last_number(lambda number: any(True for _ in lookup(None, POSITION, integer(number), history)))
