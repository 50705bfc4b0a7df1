"""What the things of a history are called."""

import re
from urllib.parse import quote

import pyoxigraph as ox

from kg.keys import digest

HISTORY_PATH = "/id/graph/history"
"""How the name of the graph of history ends."""

_NUMBER = re.compile(r"/version/([1-9]\d*)$")


def history_iri(base: str) -> str:
    """Return the name of the graph of history."""
    return base.rstrip("/") + HISTORY_PATH


def version_iri(graph: str, number: int, base: str) -> ox.NamedNode:
    """Return the name of a version of a graph: below the graph's, or a substitute's where that is foreign.

    Args:
        graph: the name of the graph.
        number: of the version; the first is 1.
        base: what the IRIs of the store's own graphs start with.
    """
    own = f"{base.rstrip('/')}/id/"
    is_own = graph.startswith(own) and not set("#?") & set(graph)
    return ox.NamedNode(f"{graph if is_own else f'{own}graph/{digest(graph)}'}/version/{number}")


def number_of(version: str) -> int:
    """Return the number in the name of a version; 0 when it is the name of something else."""
    found = _NUMBER.search(version)
    return int(found[1]) if found else 0


def activity_iri(version: ox.NamedNode) -> ox.NamedNode:
    """Return the name of what made a version."""
    return ox.NamedNode(f"{version.value}#activity")


def retraction_iri(version: ox.NamedNode) -> ox.NamedNode:
    """Return the name of what ended a last version."""
    return ox.NamedNode(f"{version.value}#retraction")


def review_iri(version: ox.NamedNode, fact: ox.NamedNode) -> ox.NamedNode:
    """Return the name of a decision on a fact that a version came from."""
    return ox.NamedNode(f"{version.value}#review-{digest(fact.value)}")


def agent_iri(name: str, base: str) -> ox.NamedNode:
    """Return the name of whoever writes."""
    return ox.NamedNode(f"{base.rstrip('/')}/id/agent/{quote(name.replace(' ', '-'), safe='@')}")
