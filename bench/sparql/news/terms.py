"""Terms as N-Triples writes them."""

import re
from functools import cache

from kg.vocabulary import PREFIXES

_PREFIXED = re.compile(r"(?<=[ ^])([a-z]+):(\w+)(?= |$)")


@cache
def term(name: str) -> str:
    """Return the IRI of a prefixed name, in angle brackets."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def written(*triples: str) -> tuple[str, ...]:
    """Return triples with their prefixed names written out; no literal may hold what looks like one."""
    return tuple(_PREFIXED.sub(lambda found: term(found[0]), triple) for triple in triples)


def quoted(text: str) -> str:
    """Return a plain literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
