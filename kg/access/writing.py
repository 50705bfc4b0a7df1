"""Creating, listing and revoking the tokens of a store, also while it is served."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kg.access import file
from kg.access.scopes import Scope
from kg.access.tokens import Token, check_name, digest, new_secret
from kg.errors import InputError


def create(store: Path, name: str, scopes: Collection[Scope], days: int | None = None) -> str:
    """Make a token and return its secret, which nothing can tell afterwards.

    Args:
        store: the folder of the store; made when there is none yet.
        name: of the person or the program that gets it.
        scopes: what it is good for.
        days: how long; None for ever.

    Raises:
        InputError: there is a token of that name, or nothing can be called so.
        StoreError: the tokens that there are cannot be read.
        OSError: it cannot be written.
    """
    check_name(name)
    secret = new_secret()
    now = datetime.now(UTC).replace(microsecond=0)
    expires = now + timedelta(days=days) if days is not None else None
    with file.locked(store):
        tokens = file.read(store)
        if any(token.name == name for token in tokens):
            raise InputError(f"The name {name}", "has a token already", "Revoke that one, or choose another.")
        file.write(store, (*tokens, Token(name, digest(secret), frozenset(scopes), now, expires)))
    return secret


def revoke(store: Path, name: str) -> None:
    """Make a token good for nothing from now on; a server that runs heeds it with the next request.

    Raises:
        InputError: there is no token of that name.
        StoreError: the tokens cannot be read.
        OSError: they cannot be written.
    """
    if not file.path_in(store).exists():
        raise _unknown(name)
    with file.locked(store):
        tokens = file.read(store)
        others = tuple(token for token in tokens if token.name != name)
        if len(others) == len(tokens):
            raise _unknown(name)
        file.write(store, others)


def tokens_of(store: Path) -> tuple[Token, ...]:
    """Return the tokens of a store, the oldest first, those that have expired included.

    Raises:
        StoreError: they cannot be read.
    """
    return file.read(store)


def _unknown(name: str) -> InputError:
    return InputError(f"The name {name}", "has no token", "kg token list shows which there are.")
