"""Sending random requests to a server, and seeing what becomes of both."""

import http.client
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from warnings import catch_warnings, simplefilter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy

from bench.fuzz.requests import Sent, described, mutated
from kg.store.folder import DATABASE

PATIENCE = 60
UNAVAILABLE, SERVER_ERRORS, BAD_GATEWAY = 503, 500, 502
WRONG_TOKENS = 40  # fewer than what makes the server not listen any more

_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Size:
    """What a process holds: bytes of memory, open files but those of the database, threads."""

    memory: int
    files: int
    threads: int


@dataclass(slots=True)
class Findings:
    """What came of the requests.

    Attributes:
        statuses: how often each status came.
        failures: the requests that the server failed on, and how.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[tuple[Sent, str]] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """How many requests were sent."""
        return sum(self.statuses.values()) + len(self.failures)


class Fuzzer:
    """What sends requests to a server on this machine.

    Args:
        port: where it listens.
        token: what it takes for writing.
        random_seed: the same gives the same requests.
    """

    def __init__(self, port: int, token: str, random_seed: int) -> None:
        self.findings = Findings()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._token = token
        self._seed = random_seed
        self._wrong = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def run(self, requests: int) -> None:
        """Send about so many: half as the description says or nearly so, and half of them mutated."""
        target = self.findings.sent + requests
        strategies = described()
        for strategy in strategies:
            self._send_some(strategy, max(1, requests // 2 // len(strategies)))
        self._send_some(mutated(), max(1, target - self.findings.sent))

    def _send_some(self, strategy: SearchStrategy[Sent], number: int) -> None:
        once = settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        sending = seed(self._seed)(once(given(strategy)(self._send)))
        with catch_warnings():
            simplefilter("ignore")
            try:
                sending()
            except Unsatisfiable:  # nothing about this request can be broken
                return

    def _send(self, sent: Sent) -> None:
        headers = dict(sent.headers)
        if "Authorization" in headers and self._wrong < WRONG_TOKENS:
            self._wrong += 1
        else:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            self._connection.request(sent.method, sent.target, sent.body, headers)
        except (ValueError, UnicodeEncodeError):  # not HTTP: the client does not send it
            self._connection.close()
            return
        except OSError as error:
            self._note(sent, error)
            return
        try:
            response = self._connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            self._note(sent, error)
            return
        status = response.status
        if status >= SERVER_ERRORS and status not in (UNAVAILABLE, BAD_GATEWAY):
            self.findings.failures.append((sent, f"{status} {body[:200]!r}"))
        else:
            self.findings.statuses[status] += 1

    def _note(self, sent: Sent, error: Exception) -> None:
        self._connection.close()
        self.findings.failures.append((sent, repr(error)))


def size_of(process: int) -> Size:
    """Return what a process holds now."""
    folder = Path(f"/proc/{process}")
    pages = int((folder / "statm").read_text().split()[1])
    files = sum(DATABASE not in _target(link) for link in (folder / "fd").iterdir())
    return Size(pages * _PAGE, files, len(list((folder / "task").iterdir())))


def _target(link: Path) -> str:
    """Return what an open file is; nothing when it was closed meanwhile."""
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""


def children_of(process: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
