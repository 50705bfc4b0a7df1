"""What worker processes have in common: they end with the server, and the kernel keeps them within limits."""

import os
import resource
import select
import socket
import sys
import threading
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_ENDED_FIRST = "500"


def connected() -> socket.socket:
    """Return the connection to the server, by the descriptor that is the argument of this process.

    From now on the process ends as soon as the server has ended, whatever it is doing. Of all processes the
    kernel kills this one first when memory is short, and it writes no copy of it.
    """
    connection = socket.socket(fileno=int(sys.argv[1]))
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Path("/proc/self/oom_score_adj").write_text(_ENDED_FIRST)
    return connection


def limit_memory(more: int | None) -> None:
    """Let the kernel refuse this process more memory than it has now and so many bytes; None for no limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if more is None:
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
        return
    status = Path("/proc/self/status").read_text()
    used = int(status.partition("VmData:")[2].split()[0]) * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (used + more, hard))


class Resident:
    """How many bytes of memory this process uses."""

    def __init__(self) -> None:
        self._statistics = os.open("/proc/self/statm", os.O_RDONLY)

    def now(self) -> int:
        """Return it as it is now."""
        return int(os.pread(self._statistics, 100, 0).split()[1]) * _PAGE


def _end_with(connection: socket.socket) -> None:
    hung_up = select.poll()
    hung_up.register(connection, 0)
    hung_up.poll()
    os._exit(0)
