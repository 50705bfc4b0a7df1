"""The W3C's manifests of tests, read in the order in which they list them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

ROOTS = ("sparql10/manifest.ttl", "sparql11/manifest-all.ttl")
SUITES = {
    "query": (
        "QueryEvaluationTest",
        "CSVResultFormatTest",
        "PositiveSyntaxTest",
        "NegativeSyntaxTest",
        "PositiveSyntaxTest11",
        "NegativeSyntaxTest11",
    ),
    "update": ("UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"),
    "protocol": ("ProtocolTest",),
    "graph store": ("GraphStoreProtocolTest",),
    "service description": ("ServiceDescriptionTest",),
}
_EXCLUSIONS = tomllib.loads((Path(__file__).parent / "exclusions.toml").read_text())


@dataclass(frozen=True)
class Case:
    """One test: `key` is its folder and the name of its IRI."""

    key: str
    kind: str
    node: URIRef
    manifest: Graph

    @property
    def suite(self) -> str:
        """What it tests."""
        return next(suite for suite, kinds in SUITES.items() if self.kind in kinds)

    @property
    def excluded(self) -> str | None:
        """Why it is known to fail, if it is."""
        return _EXCLUSIONS["tests"].get(self.key)

    def value(self, *path: URIRef) -> Node | None:
        """Return what a path of properties from the test leads to."""
        node: Node | None = self.node
        for step in path:
            node = self.manifest.value(node, step) if node is not None else None
        return node


def excluded_folders() -> dict[str, str]:
    """Return the folders whose tests are about something else, and why."""
    return dict(_EXCLUSIONS["folders"])


@cache
def cases(root: Path) -> tuple[Case, ...]:
    """Return the tests of both suites, without the folders that are left out."""
    found = (case for name in ROOTS for case in _read(root / name, root))
    return tuple(case for case in found if case.key.partition("#")[0] not in excluded_folders())


def _read(path: Path, root: Path) -> Iterator[Case]:
    manifest = Graph().parse(path, format="turtle", publicID=path.as_uri())
    for node in manifest.subjects(RDF.type, MF.Manifest):
        for included in _listed(manifest, node, MF.include):
            yield from _read(file_of(included), root)
        for entry in _listed(manifest, node, MF.entries):
            kind = str(manifest.value(entry, RDF.type)).rpartition("#")[2]
            folder = path.parent.relative_to(root).as_posix()
            yield Case(f"{folder}#{str(entry).rpartition('#')[2]}", kind, URIRef(entry), manifest)


def _listed(manifest: Graph, node: Node, name: URIRef) -> list[Node]:
    return [item for first in manifest.objects(node, name) for item in Collection(manifest, first)]


def file_of(iri: Node) -> Path:
    """Return the file that an IRI of a manifest names."""
    return Path(str(iri).removeprefix("file://"))
