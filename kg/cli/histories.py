"""Where `kg history` reads: in the store, or at the server that has it open."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from kg.cli.errors import interruptible
from kg.cli.remote import request
from kg.cli.revision import in_use_elsewhere
from kg.cli.settings import Settings
from kg.errors import KgError, UnknownError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

_RESULTS, _N_TRIPLES = "application/sparql-results+json", "application/n-triples"

_IN_A_PATH = "/%:@!$&'()*+,;="
"""What stands in the path of an IRI as in an address; the rest is percent-encoded."""

_LAST_CHANGES = """
SELECT ?graph ?last ?changed ?until WHERE { GRAPH ?history {
  { SELECT ?graph (MAX(?number) AS ?last) WHERE {
      ?version prov:specializationOf ?graph ; schema:version ?number } GROUP BY ?graph }
  ?latest prov:specializationOf ?graph ; schema:version ?last .
  OPTIONAL { ?latest prov:generatedAtTime ?since }
  OPTIONAL { ?latest prov:invalidatedAtTime ?until }
  BIND (COALESCE(?until, ?since) AS ?changed)
} FILTER (STRENDS(STR(?history), "/id/graph/history")) } ORDER BY DESC(?changed) ?graph"""


class Histories(Protocol):
    """The histories of graphs."""

    def graphs(self) -> list[dict[str, Any]]:
        """Return the graphs that have one: name, number of versions, when changed, whether withdrawn."""

    def history(self, graph: str) -> dict[str, Any]:
        """Return what `GET /history` says of a graph.

        Raises:
            UnknownError, RefusedError: it has no history.
        """

    def contents(self, graph: str, version: Mapping[str, Any]) -> "Iterable[ox.Triple]":
        """Return what a graph was in one of the versions that `history` returned."""


@contextmanager
def histories(settings: Settings, server: str | None, token: str | None) -> Iterator[Histories]:
    """Yield the histories of a server, or of the store where none is named.

    Raises:
        StoreError: there is no store, or it is in use.
    """
    if server is not None:
        yield _There(server, token)
        return
    with in_use_elsewhere("history"), settings.open_to_read() as store:
        yield _Here(store, settings.base)


class _Here:
    """The histories in a store."""

    def __init__(self, store: "Store", base: str) -> None:
        self._store = store
        self._base = base

    def graphs(self) -> list[dict[str, Any]]:
        return [_graph(row) for row in interruptible(lambda: self._store.rows(_LAST_CHANGES))]

    def history(self, graph: str) -> dict[str, Any]:
        from kg.history import versions_of
        from kg.terms import named_node

        versions = versions_of(self._store, named_node(graph, "The command").value, self._base)
        if not versions:
            raise UnknownError(graph, "has no history", "kg history list names the graphs that have one.")
        found = [{**asdict(version), "tag": version.tag} for version in versions]
        return {"graph": graph, "withdrawn": versions[0].until is not None, "versions": found}

    def contents(self, graph: str, version: Mapping[str, Any]) -> "Iterable[ox.Triple]":
        from kg.pipeline import version_contents

        return version_contents(self._store, graph, version["number"], self._base).triples


class _There:
    """The histories of a server."""

    def __init__(self, server: str, token: str | None) -> None:
        self._server = server
        self._token = token

    def graphs(self) -> list[dict[str, Any]]:
        found = json.loads(self._get(f"/sparql?query={quote(_LAST_CHANGES)}", _RESULTS))
        rows = found["results"]["bindings"]
        return [_graph({name: term["value"] for name, term in row.items()}) for row in rows]

    def history(self, graph: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._get(f"/history?graph={quote(graph, safe='')}"))
        return found

    def contents(self, graph: str, version: Mapping[str, Any]) -> "Iterable[ox.Triple]":
        import pyoxigraph as ox

        _, _, path = version["iri"].partition("/id/")  # before it is the base, which need not be the address
        data = self._get(f"/doc/{quote(path, safe=_IN_A_PATH)}", _N_TRIPLES)
        try:
            return [quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES)]
        except SyntaxError as error:
            raise KgError(
                f"{self._server} gives a version of {graph} that cannot be read: {error}."
            ) from error

    def _get(self, path: str, accept: str = "application/json") -> bytes:
        return request("GET", self._server, path, self._token, accept=accept)


def _graph(row: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "graph": row["graph"],
        "versions": int(row["last"] or 0),
        "withdrawn": row.get("until") is not None,
        "changed": row.get("changed"),
    }
