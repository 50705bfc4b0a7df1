"""What a server costs: processor time and memory of its processes, as Linux counts them (proc(5))."""

import os
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")
_TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used so far.

    Attributes:
        seconds: of processor time, those of processes that have ended and were waited for included.
        bytes: of memory in use; what several processes share counts for each.
    """

    seconds: float
    bytes: int


def usage(process: int) -> Usage:
    """Return what a process and all that it started use."""
    children, states = defaultdict(list), {}
    for entry in _PROCESSES.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                state = (entry / "stat").read_text().rpartition(")")[2].split()
                states[int(entry.name)] = state
                children[int(state[1])].append(int(entry.name))
    found, pending = [], [process]
    while pending:
        one = pending.pop()
        pending += children[one]
        if one in states:
            found.append(states[one])
    ticks = sum(int(part) for state in found for part in state[11:15])
    pages = sum(int(state[21]) for state in found)
    return Usage(ticks * _TICK, pages * os.sysconf("SC_PAGE_SIZE"))
