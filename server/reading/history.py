"""What the pages and documents say of the past: old contents, reviews, what removed something."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import PROV

from kg.formats import graph_format
from kg.history import Tombstone, Version, history_iri
from kg.history.names import agent_iri
from kg.store import Row, Store
from kg.store.answer import OxigraphAnswer
from kg.terms import NamedGraph, to_graph
from kg.vocabulary import KG, PREFIXES
from server.reading.queries import Source, iri_ref, iris, values

_SAID_OF = (
    "CONSTRUCT {{ ?thing ?p ?o }} WHERE {{ GRAPH <{history}> {{ VALUES ?thing {things} ?thing ?p ?o }} }}"
)

_OF_A_GRAPH = """
SELECT DISTINCT ?thing WHERE {{ GRAPH <{history}> {{
  {{ ?thing prov:specializationOf {graph} }}
  UNION {{ ?version prov:specializationOf {graph} ; prov:wasGeneratedBy|prov:wasInvalidatedBy ?thing }}
  UNION {{ ?version prov:specializationOf {graph} ;
                    (prov:wasGeneratedBy|prov:wasInvalidatedBy)/prov:wasAssociatedWith ?thing }}
}} }}"""

_REVIEWS_IN = """
SELECT DISTINCT ?review WHERE {{
  {{ GRAPH {graph} {{ VALUES ?class {{ kg:Statement kg:Estimate }} ?fact a ?class }} }}
  UNION
  {{ GRAPH <{history}> {{
       ?version prov:specializationOf {graph} ;
                (prov:wasGeneratedBy|prov:wasInvalidatedBy)/prov:invalidated ?fact }} }}
  GRAPH <{history}> {{ ?review schema:itemReviewed ?fact }}
}}"""

_REVIEWS_OF = """
SELECT ?status ?time ?agent ?note WHERE {{ GRAPH <{history}> {{
  ?review schema:itemReviewed {fact} ; kg:decision ?status ; prov:endedAtTime ?time ;
          prov:wasAssociatedWith/rdfs:label ?agent .
  OPTIONAL {{ ?review rdfs:comment ?note }}
}} }} ORDER BY DESC(?time) LIMIT 1"""

NEWEST = """SELECT ?when ?who ?way ?version ?why WHERE {{ GRAPH <{history}> {{
  ?version prov:wasGeneratedBy|prov:wasInvalidatedBy ?activity .
  ?activity prov:endedAtTime ?when ; rdfs:label ?way ; prov:wasAssociatedWith {agent} .
  {agent} rdfs:label ?who .
  OPTIONAL {{ ?activity rdfs:comment ?why }}
}} }} ORDER BY DESC(?when) LIMIT 100"""
"""The query for the newest writes, of one agent or of all."""


@dataclass(frozen=True, slots=True)
class Review:
    """The last decision about a fact: a local name of a status, when, by whom, and why."""

    status: str
    time: str
    agent: str
    note: str | None


class Contents:
    """A graph that is in memory, to be read as the store is; implements `Source`.

    Args:
        graph: what is in it.
        path: of the store that it comes from.
    """

    def __init__(self, graph: NamedGraph, path: Path) -> None:
        self._path = path
        self._store = ox.Store()
        name = ox.NamedNode(graph.name)
        self._store.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in graph.triples)

    def rows(self, sparql: str) -> list[Row]:
        """Evaluate a SELECT; see `kg.store.Store.rows`."""
        result = self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        return OxigraphAnswer(cast("ox.QuerySolutions", result), sparql, self._path).rows()


def graph_of_version(store: Source, version: str, base: str) -> str | None:
    """Return the name of the graph that a version is one of; None when it is none that is known."""
    query = (
        f"SELECT ?g WHERE {{ GRAPH <{history_iri(base)}> {{ {iri_ref(version)} prov:specializationOf ?g }} }}"
    )
    return next(iter(iris(store, query)), None)


def last_review(store: Source, fact: str, base: str) -> Review | None:
    """Return the last decision about a fact; None when there is none."""
    rows = store.rows(_REVIEWS_OF.format(history=history_iri(base), fact=iri_ref(fact)))
    if not rows:
        return None
    row = {name: value or "" for name, value in rows[0].items()}
    return Review(row["status"].removeprefix(str(KG)), row["time"], row["agent"], row["note"] or None)


def history_graph(store: Store, graph: str, versions: list[Version], base: str) -> Graph:
    """Return what the graph of history says of the versions of a graph: how they came, reviews, agents."""
    names = {"history": history_iri(base), "graph": iri_ref(graph)}
    known = {version.iri for version in versions}
    reviews = (iri for iri in iris(store, _REVIEWS_IN.format(**names)) if iri.partition("#")[0] in known)
    return _said_of(store, {*iris(store, _OF_A_GRAPH.format(**names)), *reviews}, base)


def tombstone_graph(store: Store, tombstone: Tombstone, base: str) -> Graph:
    """Return what removed something, when, by whom and why, and the last version of its graph."""
    things = {tombstone.activity, tombstone.version, agent_iri(tombstone.agent, base).value}
    gone, activity = URIRef(tombstone.iri), URIRef(tombstone.activity)
    said = Graph() + _said_of(store, things, base)
    for other in set(said.objects(activity, PROV.invalidated)) - {gone}:
        said.remove((activity, PROV.invalidated, other))
    return said.add((gone, PROV.wasInvalidatedBy, activity))


def _said_of(store: Store, things: set[str], base: str) -> Graph:
    history, plain = history_iri(base), graph_format("ntriples")
    query = _SAID_OF.format(history=history, things=values(sorted(things)))
    return to_graph(ox.parse(store.query(query).serialize(plain), plain.rdf_format), history)
