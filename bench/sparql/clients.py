"""Clients as a process of their own."""

import json
import subprocess
import sys
from collections.abc import Sequence

from bench.sparql.peers.peer import TIME_LIMIT

_LOAD = (sys.executable, "-W", "ignore", "-m", "bench.sparql.load")


def load(
    port: int,
    path: str,
    queries: Sequence[tuple[str, str]],
    *,
    clients: int,
    seconds: float | None = None,
    rate: float | None = None,
) -> list[tuple[int, float | None, int]]:
    """Ask a server of this machine, as `bench.sparql.load` says, and return what the clients saw.

    Args:
        port: of the server.
        path: of its SPARQL service.
        queries: each with the media type of its answer.
        clients: how many ask at once.
        seconds: for how long queries are drawn by chance; without it each is asked once, in that order.
        rate: how many are asked a second; without it as many as are answered.

    Returns:
        For each question its number, the milliseconds until it was answered or None, and the status.

    Raises:
        SystemExit: the server has gone.
    """
    job = {
        "port": port,
        "path": path,
        "queries": queries,
        "limit": TIME_LIMIT,
        "clients": clients,
        "seconds": seconds,
        "rate": rate,
    }
    done = subprocess.run(_LOAD, input=json.dumps(job), stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"the clients of port {port} ended with {done.returncode}")
    return [(number, milliseconds, status) for number, milliseconds, status in json.loads(done.stdout)]
