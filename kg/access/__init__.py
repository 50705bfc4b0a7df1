"""Who may do what with a store: tokens with scopes, kept beside it, for the server that serves it."""

from kg.access.scopes import ALL, Identity, Scope
from kg.access.tokens import Token, new_secret
from kg.access.watching import KnownTokens
from kg.access.writing import create, revoke, tokens_of

__all__ = [
    "ALL",
    "Identity",
    "KnownTokens",
    "Scope",
    "Token",
    "create",
    "new_secret",
    "revoke",
    "tokens_of",
]
