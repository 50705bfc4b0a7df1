"""Beam search: which states a search goes on from."""

import math
from typing import TypeVar

_MARGIN = 1

_State = TypeVar("_State")


def likely(row: dict[_State, float], width: int) -> dict[_State, float]:
    """Return the best `width` states of a row with their log probabilities, and those nearly as likely."""
    if len(row) <= width:
        return row
    least = bound(row, width)
    return {state: rate for state, rate in row.items() if rate >= least}


def bound(row: dict[_State, float], width: int) -> float:
    """Return the log probability that a state of a row needs to be gone on from."""
    return sorted(row.values(), reverse=True)[width] - _MARGIN if len(row) > width else -math.inf
