"""Addresses elsewhere that an operator allows: one document each, or all that is below one."""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, quote, unquote, urlsplit

from kg.errors import UnreadableInputError

_PORTS = {"http": 80, "https": 443}
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")
# What may stand in a path or a query as it is (RFC 3986, section 3.3), and what is escaped already.
_SAFE = "%/?:@!$&'()*+,;=~-._"


class AllowList:
    """The documents that may be fetched.

    Args:
        addresses: of documents, by http or https; one that ends with ``/`` stands for all below it.

    Raises:
        UnreadableInputError: one is not such an address, or has a fragment.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._exact: set[str] = set()
        self._below: set[str] = set()
        for address in addresses:
            normal = normalized(address)
            if normal is None or "#" in address:
                remedy = "Write https://host/path, without user name, fragment or “..”."
                raise UnreadableInputError(f"“{address}”", "is no address that can be allowed", remedy)
            (self._below if address.endswith("/") and "?" not in address else self._exact).add(normal)

    def __bool__(self) -> bool:
        return bool(self._exact or self._below)

    def find(self, iri: str) -> str | None:
        """Return the address to fetch for an IRI, without its fragment; None unless it is allowed."""
        address = normalized(iri)
        if address is None:
            return None
        is_below = any(address.startswith(start) for start in self._below)
        return address if is_below or address in self._exact else None


def normalized(iri: str) -> str | None:
    """Return an address so that equal ones are equal texts (RFC 3986, section 6.2.2), without its fragment.

    None where it is none of http or https, names a user, or could mean another path than it shows: one with
    ``.`` or ``..`` for a segment, however it is escaped.
    """
    if _FORBIDDEN.search(iri):
        return None
    try:
        parts = urlsplit(iri)
        authority = _authority(parts)
    except (ValueError, UnicodeError):
        return None
    if authority is None or _has_dots(parts.path):
        return None
    query = f"?{_escaped(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{authority}{_escaped(parts.path) or '/'}{query}"


def _authority(parts: SplitResult) -> str | None:
    """Return the host and the port, which is always said; None where they are not usable.

    Raises:
        ValueError, UnicodeError: they cannot be read.
    """
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc or "%" in parts.netloc:
        return None
    host = parts.hostname
    host = f"[{host}]" if ":" in host else host.encode("idna").decode().lower()
    return f"{host}:{parts.port or _PORTS[parts.scheme]}"


def _has_dots(path: str) -> bool:
    while (plain := unquote(path)) != path:
        path = plain
    return any(segment in (".", "..") for segment in re.split(r"[/\\;]", path))


def _escaped(text: str) -> str:
    """Return a path or query in ASCII, with nothing escaped that need not be."""
    return re.sub(r"%([0-9A-Fa-f]{2})", _normal_escape, quote(text, safe=_SAFE))


def _normal_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
