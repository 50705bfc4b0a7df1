"""What somebody may do, and who that is."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What a token is good for (the scope of RFC 6749, section 3.3). Only `ADMIN` includes others: all."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"


ALL = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whoever presented a token: the name that it has in logs and in histories, and what it is good for."""

    name: str
    scopes: frozenset[Scope]

    def may(self, scope: Scope) -> bool:
        """Whether the token is good for that."""
        return scope in self.scopes or Scope.ADMIN in self.scopes
