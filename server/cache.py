"""Answers that can be given again as they are: to the same request, while the store has the same contents.

They are kept before anything of the application runs (RFC 9111 calls the parts of a request that count the
cache key), so that giving one again costs a fraction of what finding it out costs.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from operator import itemgetter

from cachetools import LRUCache
from granian.rsgi import Scope

# What an answer may depend on beside the method, the address and the body.
HEADERS = (
    "host",
    "accept",
    "accept-language",
    "accept-encoding",
    "content-type",
    "cookie",
    "x-forwarded-proto",
)
LARGEST = 1024 * 1024

# Whoever sends one of these wants what only the application can tell, or wants it told anew.
_PASSED_ON = frozenset(
    ("authorization", "cache-control", "if-match", "if-modified-since", "if-none-match", "pragma", "range")
)
_OVERHEAD = 1024  # of what Python needs for an entry, about

Headers = list[tuple[str, str]]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    status: int
    headers: Headers
    body: bytes


class AnswerCache:
    """The answers used last, for one version of the store at a time. Threads may share it.

    Args:
        size: how many bytes it may hold; 0 for none.
        version: returns the version of the store's contents now.

    Attributes:
        given: how many answers were given again.
    """

    def __init__(self, size: int, version: Callable[[], str]) -> None:
        self.given = 0
        self._version = version
        self._of = version()
        self._lock = threading.Lock()
        self._answers: LRUCache[Key, tuple[Answer, int]] = LRUCache(size, getsizeof=itemgetter(1))

    def key(self, scope: Scope, body: bytes) -> Key | None:
        """Return what an answer to a request is kept under; None where the application must answer."""
        if scope.method not in ("GET", "POST") or not self._answers.maxsize:
            return None
        sent = scope.headers.items()
        if not _PASSED_ON.isdisjoint(name for name, _ in sent):
            return None
        counted = tuple(sorted(item for item in sent if item[0] in HEADERS))
        return scope.method, scope.scheme, scope.authority, scope.path, scope.query_string, counted, body

    def find(self, key: Key) -> Answer | None:
        """Return the answer to a request when it is known for the store as it is now."""
        with self._lock:
            self._renew()
            answer, _ = self._answers.get(key, (None, 0))
            self.given += answer is not None
            return answer

    def keep(self, key: Key, version: str, answer: Answer) -> None:
        """Keep what was found out of that version of the store, if it may be given to others."""
        size = len(answer.body) + sum(len(str(part)) for part in key) + _OVERHEAD
        if answer.status != HTTPStatus.OK or size > LARGEST or not _is_for_all(answer.headers):
            return
        with self._lock:
            self._renew()
            if version == self._of and size <= self._answers.maxsize:
                self._answers[key] = (answer, size)

    @property
    def bytes(self) -> int:
        """How much it holds."""
        return int(self._answers.currsize)

    def _renew(self) -> None:
        """Forget all when the contents have changed."""
        version = self._version()
        if version != self._of:
            self._of = version
            self._answers.clear()


def _is_for_all(headers: Headers) -> bool:
    """Whether a response sets nothing for one visitor and varies by nothing that the key leaves out."""
    varying: set[str] = set()
    for name, value in headers:
        if name.lower() == "set-cookie":
            return False
        if name.lower() == "vary":
            varying |= {part.strip().lower() for part in value.split(",")}
    return varying <= set(HEADERS)
