"""A store on disk, and graphs to put into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.store.embedded import EmbeddedStore

Triple = tuple[str, str, Node]
MakeGraph = Callable[..., Graph]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(folder) as store:
        yield store


@pytest.fixture
def make_graph() -> MakeGraph:
    """Make a graph of a name from triples, whose subjects and predicates are IRIs."""

    def make(name: str, *triples: Triple) -> Graph:
        graph = Graph(identifier=URIRef(name))
        for subject, predicate, value in triples:
            graph.add((URIRef(subject), URIRef(predicate), value))
        return graph

    return make
