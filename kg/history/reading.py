"""What the graph of history says of a graph, or of a fact that is gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.history.names import history_iri, number_of
from kg.history.tags import unknown_tag, version_tag
from kg.store import Row, Store

# An OPTIONAL of one pattern is looked up; Oxigraph reads the whole graph for one of several.
_OF_VERSIONS = """
SELECT ?version ?since ?until ?agent ?way ?note WHERE {{ GRAPH <{history}> {{
  {{ ?version prov:specializationOf <{graph}> ; prov:generatedAtTime ?since ; prov:wasGeneratedBy ?activity .
     ?activity rdfs:label ?way ; prov:wasAssociatedWith/rdfs:label ?agent
     OPTIONAL {{ ?activity rdfs:comment ?note }} }}
  UNION {{ ?version prov:specializationOf <{graph}>
           FILTER NOT EXISTS {{ ?version prov:wasGeneratedBy ?activity }} }}
  OPTIONAL {{ ?version prov:invalidatedAtTime ?until }}
}} }}"""

_RETRACTIONS = """
SELECT ?activity ?version ?graph ?time ?agent ?way ?note WHERE {{ GRAPH <{history}> {{
  ?activity prov:invalidated <{iri}> ; prov:endedAtTime ?time ; rdfs:label ?way ;
            prov:wasAssociatedWith/rdfs:label ?agent .
  ?version prov:wasInvalidatedBy|prov:wasGeneratedBy ?activity ; prov:specializationOf ?graph
  OPTIONAL {{ ?activity rdfs:comment ?note }}
}} }} ORDER BY DESC(?time) LIMIT 1"""

_LAST = """
SELECT ?graph ?last ?retraction WHERE {{ GRAPH <{history}> {{
  {{ SELECT ?graph (MAX(?number) AS ?last) WHERE {{
       ?version prov:specializationOf ?graph ; schema:version ?number }} GROUP BY ?graph }}
  OPTIONAL {{ ?latest prov:specializationOf ?graph ; schema:version ?last ;
              prov:wasInvalidatedBy ?retraction }}
}} }}"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a graph.

    Attributes:
        iri: its name.
        number: from 1 on.
        since: when it was written (xsd:dateTime, UTC); None where nobody knows.
        agent: who wrote it.
        way: by which way it came.
        note: what was said about it.
        until: when the graph was withdrawn in this version; None when it was not.
    """

    iri: str
    number: int
    since: str | None
    agent: str | None
    way: str | None
    note: str | None
    until: str | None

    @property
    def tag(self) -> str:
        """What tells it from all other versions."""
        return version_tag(self.iri, self.since)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a graph, or of a fact, that is gone.

    Attributes:
        iri: what it was called.
        graph: the name of the graph that it was, or was in.
        version: the name of the graph's last version, or of the one that no longer had it.
        activity: the name of what removed it.
        time: when (xsd:dateTime, UTC).
        agent: who removed it.
        way: by which way.
        note: why, where somebody said so.
    """

    iri: str
    graph: str
    version: str
    activity: str
    time: str
    agent: str
    way: str
    note: str | None

    @property
    def is_retraction(self) -> bool:
        """Whether the whole graph went, and not just what it no longer says."""
        return self.activity.endswith("#retraction")


def versions_of(store: Store, graph: str, base: str) -> list[Version]:
    """Return the versions of a graph, the newest first."""
    rows = store.rows(_OF_VERSIONS.format(history=history_iri(base), graph=graph))
    return sorted(_versions(rows), key=lambda version: -version.number)


def current_tag(store: Store, graph: str, base: str) -> str:
    """Return the tag of the current version of a graph, also of one whose history is not known."""
    versions = versions_of(store, graph, base)
    return versions[0].tag if versions else unknown_tag(graph)


def last_versions(store: Store, base: str) -> Iterator[tuple[str, int, bool]]:
    """Yield every graph that has a history, the number of its last version, and whether it was withdrawn."""
    for row in store.rows(_LAST.format(history=history_iri(base))):
        yield row["graph"] or "", int(row["last"] or 0), bool(row["retraction"])


def tombstone_of(store: Store, iri: str, base: str) -> Tombstone | None:
    """Return what removed a graph or a fact, the last time; None when nothing did."""
    rows = store.rows(_RETRACTIONS.format(history=history_iri(base), iri=iri))
    if not rows:
        return None
    row = {name: value or "" for name, value in rows[0].items()}
    return Tombstone(
        iri,
        row["graph"],
        row["version"],
        row["activity"],
        row["time"],
        row["agent"],
        row["way"],
        row["note"] or None,
    )


def _versions(rows: list[Row]) -> Iterator[Version]:
    for row in rows:
        iri = row["version"] or ""
        yield Version(iri, number_of(iri), row["since"], row["agent"], row["way"], row["note"], row["until"])
