"""What a client knows of a graph that it writes to (RFC 9110, section 13.1), and the tags that say so.

The tag of a version of a graph is followed by a full stop and what tells its representations apart, so that
each has a strong entity tag of its own; any of them stands for the version.
"""

from typing import TYPE_CHECKING

from flask import request

from kg.history import current_tag
from server import current

if TYPE_CHECKING:
    from kg.pipeline import Precondition


def precondition() -> "Precondition":
    """Return what must be so for the current request to be carried out."""
    from kg.pipeline import Precondition

    tags = None
    if request.if_match.star_tag:
        tags = frozenset("*")
    elif "If-Match" in request.headers:  # weak ones match nothing (section 13.1.1)
        tags = frozenset((tag or "").partition(".")[0] for tag in request.if_match.as_set())
    return Precondition(tags, is_new=request.if_none_match.star_tag)


def version_tag(graph: str) -> str | None:
    """Return the tag of the version that a graph has now; None on a server that keeps no history."""
    config = current.config()
    return current_tag(current.store(), graph, config.base) if config.validates else None
