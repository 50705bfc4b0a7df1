"""One token: its secret, which is shown once, and what is kept of it."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kg.access.scopes import Identity, Scope
from kg.errors import InputError

PREFIX = "newskg_"
"""What secrets begin with, so that scanners for secrets find those that got into a repository or a log."""

SECRET = re.compile(rf"{PREFIX}[0-9a-f]{{64}}")
ENVIRONMENT = "environment"
"""The name of the token that a server is given when it starts."""

_BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token.

    Attributes:
        name: of the person or the program that has it.
        digest: SHA-256 of the secret, hexadecimal.
        scopes: what it is good for.
        created: when, in UTC.
        expires: when it ends to be good, in UTC; None for never.
    """

    name: str
    digest: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime | None = None

    @property
    def identity(self) -> Identity:
        """Whoever presents it."""
        return Identity(self.name, self.scopes)

    def is_good(self, now: datetime) -> bool:
        """Whether it has not expired."""
        return self.expires is None or now < self.expires


def new_secret() -> str:
    """Return a secret of 256 random bits."""
    return PREFIX + secrets.token_hex(_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret.

    SHA-256 without salt or stretching: those make it slow to guess what people think up, and nobody can
    guess one of 2²⁵⁶ random numbers however fast the hash is (NIST SP 800-63B, section 5.1.2.2: stretching is
    for look-up secrets below 112 bits). A slow hash would only make each request slow.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def matching(tokens: Iterable[Token], secret: str) -> Token | None:
    """Return the token with that secret. All are compared, in constant time, whichever it is."""
    presented = digest(secret)
    found = None
    for token in tokens:
        if hmac.compare_digest(token.digest, presented):
            found = token
    return found


def check_name(name: str) -> None:
    """Refuse what no token can be called.

    Raises:
        InputError: it is empty, too long, has other characters, or is taken.
    """
    if not _NAME.fullmatch(name):
        remedy = "Use up to 64 letters, digits and . _ @ - and begin with a letter or a digit."
        raise InputError(f"The name {name!r}", "is none for a token", remedy)
    if name == ENVIRONMENT:
        raise InputError(
            f"The name {name}", "is that of the token which a server is started with", "Choose another."
        )
