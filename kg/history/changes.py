"""What was changed after what, for whoever keeps up with it: the activities of the history by their numbers.

Every change of a graph has the next number, taken under the lock of writes, and is seen together with the
change. So whoever has read up to a number has missed nothing before it, whatever is written meanwhile.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.history.names import history_iri, number_of
from kg.history.numbers import last_number
from kg.keys import digest
from kg.store import Row, Store

Kind = Literal["Create", "Update", "Delete"]
"""What happened to a graph, in the words of ActivityStreams 2.0."""

BEGINNING = "0"
"""The cursor before all changes."""

_CURSOR = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{10})")

_NUMBERED = "SELECT ?a WHERE {{ GRAPH <{history}> {{ ?a schema:position {number} }} }} LIMIT 1"

_ACTIVITIES = """
SELECT ?number ?activity ?time ?agent ?name ?way ?note WHERE {{ GRAPH <{history}> {{
  VALUES ?number {{ {numbers} }}
  ?activity schema:position ?number ; prov:endedAtTime ?time ; rdfs:label ?way ;
            prov:wasAssociatedWith ?agent .
  ?agent rdfs:label ?name
  OPTIONAL {{ ?activity rdfs:comment ?note }}
}} }} ORDER BY ?number"""

_VERSIONS = """
SELECT ?version ?graph ?until WHERE {{ GRAPH <{history}> {{
  VALUES ?version {{ {versions} }}
  ?version prov:specializationOf ?graph
  OPTIONAL {{ ?version prov:invalidatedAtTime ?until }}
}} }}"""


@dataclass(frozen=True, slots=True)
class Activity:
    """One change of one graph.

    Attributes:
        number: its place among all changes, from 1 on.
        iri: its name.
        kind: what happened to the graph.
        graph: its name.
        version: the name of the version that it made, or that it ended.
        time: when (xsd:dateTime, UTC).
        agent: the name of who did it.
        agent_name: what they are called.
        way: by which way it came.
        note: what was said about it.
    """

    number: int
    iri: str
    kind: Kind
    graph: str
    version: str
    time: str
    agent: str
    agent_name: str
    way: str
    note: str | None

    @property
    def cursor(self) -> str:
        """Where whoever has read this goes on; no other history has the same."""
        return f"{self.number}-{digest(self.iri, self.time)}"


def last_change(store: Store, base: str) -> int:
    """Return the number of the newest change; 0 when there is none."""
    history = history_iri(base)
    return last_number(lambda number: bool(store.rows(_NUMBERED.format(history=history, number=number))))


def changes_after(store: Store, number: int, base: str, limit: int) -> list[Activity]:
    """Return the changes after that number, in order and up to a limit, by two queries of exact look-ups."""
    numbers = " ".join(map(str, range(number + 1, number + 1 + limit)))
    rows = store.rows(_ACTIVITIES.format(history=history_iri(base), numbers=numbers))
    names = {_version_of(row) for row in rows}
    known = _known(store, sorted(names | {_predecessor(name) for name in names}), base)
    return [_activity(row, known) for row in rows]


def position(store: Store, cursor: str, base: str) -> int | None:
    """Return the number that a cursor stands for; None when it is none of this history."""
    if cursor == BEGINNING:
        return 0
    parts = _CURSOR.fullmatch(cursor)
    if parts is None:
        return None
    number = int(parts[1])
    found = changes_after(store, number - 1, base, 1)
    return number if found and found[0].cursor == cursor else None


def cursor_at(store: Store, number: int, base: str) -> str:
    """Return the cursor of whoever has read up to a change that there is, or none with 0."""
    return changes_after(store, number - 1, base, 1)[0].cursor if number else BEGINNING


def _known(store: Store, versions: Sequence[str], base: str) -> dict[str, Row]:
    """Return what is said of versions: their graphs, and when they were withdrawn."""
    if not versions:
        return {}
    named = " ".join(f"<{version}>" for version in versions)
    rows = store.rows(_VERSIONS.format(history=history_iri(base), versions=named))
    return {row["version"] or "": row for row in rows}


def _activity(row: Row, known: dict[str, Row]) -> Activity:
    said = {name: value or "" for name, value in row.items()}
    version = _version_of(row)
    before = known.get(_predecessor(version))
    return Activity(
        int(said["number"]),
        said["activity"],
        _kind(said["activity"], before),
        known[version]["graph"] or "",
        version,
        said["time"],
        said["agent"],
        said["name"],
        said["way"],
        said["note"] or None,
    )


def _kind(activity: str, before: Row | None) -> Kind:
    if activity.endswith("#retraction"):
        return "Delete"
    return "Create" if before is None or before["until"] else "Update"


def _version_of(row: Row) -> str:
    return (row["activity"] or "").rpartition("#")[0]


def _predecessor(version: str) -> str:
    """Return the name of the version before; that of the first would be 0, which there never is."""
    return f"{version.rpartition('/')[0]}/{number_of(version) - 1}"
