"""The file with the tokens of a store: ``access/tokens.json`` in its folder, for its owner alone.

It is replaced as a whole, never changed: whoever reads it sees the tokens before or after a change. It does
not need the lock of the store, so that it can be written while a server has the store open.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.access.scopes import Scope
from kg.access.tokens import Token
from kg.durable import write_whole
from kg.errors import StoreError

FOLDER = "access"
_TOKENS, _LOCK = "tokens.json", "lock"
_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700


def path_in(store: Path) -> Path:
    """Return where the tokens of a store are."""
    return store / FOLDER / _TOKENS


def read(store: Path) -> tuple[Token, ...]:
    """Return the tokens of a store, the oldest first; none where there is no file.

    Raises:
        StoreError: the file cannot be read, or is damaged.
    """
    path = path_in(store)
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["tokens"]
        return tuple(_token(members) for members in listed)
    except FileNotFoundError:
        return ()
    except OSError as error:
        remedy = "Run the server and kg token as one user."
        raise StoreError(f"The tokens in {path} cannot be read ({error.strerror}). {remedy}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"The tokens in {path} are damaged. Delete them, and create new ones.") from error


def write(store: Path, tokens: Iterable[Token]) -> None:
    """Make these the tokens of a store; they survive a power failure from then on. Needs `locked`.

    Raises:
        OSError: they cannot be written.
    """
    text = json.dumps({"tokens": [_members(token) for token in tokens]}, indent=2)
    write_whole(path_in(store), text, mode=_PRIVATE)


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Let nobody else change the tokens of a store meanwhile; others wait."""
    folder = store / FOLDER
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _token(members: dict[str, Any]) -> Token:
    expires = members["expires"]
    return Token(
        name=members["name"],
        digest=members["sha256"],
        scopes=frozenset(Scope(scope) for scope in members["scopes"]),
        created=datetime.fromisoformat(members["created"]),
        expires=datetime.fromisoformat(expires) if expires else None,
    )


def _members(token: Token) -> dict[str, Any]:
    return {
        "name": token.name,
        "sha256": token.digest,
        "scopes": sorted(token.scopes),
        "created": token.created.isoformat(),
        "expires": token.expires.isoformat() if token.expires else None,
    }
