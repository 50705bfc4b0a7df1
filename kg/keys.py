"""Stable keys: the readable last segment of an IRI, made from a name or from content."""

import hashlib
import re
import unicodedata

_TRANSLITERATION = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
)
_PARTED = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return lower-case ASCII letters and digits joined by hyphens: "Robert Müller" → "robert-mueller".

    A name without any Latin letter or digit yields its digest, so the result is never empty.
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_TRANSLITERATION))
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    return _PARTED.sub("-", folded).strip("-")[:80] or digest(name)


def digest(*parts: str) -> str:
    """Return ten hexadecimal digits of SHA-256 over the parts; equal parts, equal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]
