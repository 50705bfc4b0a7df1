"""The tokens of a store as a running server knows them: those that there are now."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from kg.access import file
from kg.access.scopes import ALL, Identity
from kg.access.tokens import ENVIRONMENT, Token, digest, matching

_State = tuple[int, int, int] | None


class KnownTokens:
    """The tokens in the folder of a store, read anew when their file is another one. Threads may share it.

    Args:
        store: the folder.
        environment: the secret of the token that is good for all, if there is one. It is called
            `kg.access.tokens.ENVIRONMENT`, and is in memory alone.
    """

    def __init__(self, store: Path, environment: str | None = None) -> None:
        self._store = store
        self._path = file.path_in(store)
        self._given = (
            (Token(ENVIRONMENT, digest(environment), ALL, datetime.now(UTC)),) if environment else ()
        )
        self._lock = threading.Lock()
        self._read_at: _State = None
        self._read: tuple[Token, ...] = ()

    def find(self, secret: str) -> Identity | None:
        """Return whoever has that secret; None when nobody has, or the token is revoked or has expired.

        Raises:
            StoreError: the tokens cannot be read; then nobody is let in.
        """
        token = matching(self._all(), secret)
        return token.identity if token is not None and token.is_good(datetime.now(UTC)) else None

    def __bool__(self) -> bool:
        """Whether there is any token at all; without one nobody may do what needs one."""
        return bool(self._all())

    def _all(self) -> tuple[Token, ...]:
        with self._lock:
            state = self._state()
            if state != self._read_at:  # what is read may be newer than the state, and is read again then
                self._read = file.read(self._store) if state else ()
                self._read_at = state
            return (*self._given, *self._read)

    def _state(self) -> _State:
        """Return what tells the file from those before and after it; None when there is none."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError:
            return (0, 0, 0)  # reading it says what is wrong
        return found.st_mtime_ns, found.st_ino, found.st_size
