"""What our validator finds is what another one finds: pyshacl, with the same shapes on the same data."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.pipeline import to_graph
from kg.readers import article_files, read_file
from kg.shacl import Data, Result
from kg.shacl.paths import Inverse, Predicate
from kg.terms import to_graph as as_graph
from kg.terms import to_node
from kg.validation.shapes import shapes, shapes_graph

EXAMPLES = Path(__file__).parent
ENTRY = EXAMPLES / "valid" / "entry.ttl"
ARTICLES = EXAMPLES.parent.parent / "seeds" / "articles"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))

Finding = tuple[str, str, str, str, str]
"""Focus node, path, shape, value and severity, as text."""


def ours(triples: list[ox.Triple]) -> set[Finding]:
    return {_finding(result) for result in shapes().validate(Data(triples))}


def _finding(result: Result) -> Finding:
    match result.path:
        case Predicate(iri):
            path = iri.value
        case Inverse(Predicate(iri)):
            path = f"^{iri.value}"
        case _:
            path = "" if result.path is None else "..."
    value = "" if result.value is None else _text(to_node(result.value))
    shape, severity = _text(to_node(result.shape.node)), _text(to_node(result.severity))
    return _text(to_node(result.focus)), path, shape, value, severity


def theirs(triples: list[ox.Triple]) -> set[Finding]:
    data = as_graph(triples, "urn:x:data")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph(), inference="none")
    return set(_findings(report))


def _findings(report: Graph) -> Iterator[Finding]:
    for result in report.objects(None, SH.result):
        about = dict(report.predicate_objects(result))
        value = about.get(SH.value)
        yield (
            _text(about[SH.focusNode]),
            _path(report, about.get(SH.resultPath)),
            _text(about[SH.sourceShape]),
            "" if value is None else _text(value),
            _text(about[SH.resultSeverity]),
        )


def _path(report: Graph, node: Node | None) -> str:
    inverse = report.value(node, SH.inversePath) or shapes_graph().value(node, SH.inversePath)
    if isinstance(inverse, URIRef):
        return f"^{inverse}"
    return "..." if isinstance(node, BNode) else str(node or "")


def _text(node: Node) -> str:
    return "[]" if isinstance(node, BNode) else node.n3()


def parsed(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)]


def of_its_own(example: Path) -> list[ox.Triple]:
    """Return an example whose things have names that no other example gives."""
    known = {triple.subject for triple in parsed(ENTRY)}
    triples = parsed(example)
    own = {triple.subject for triple in triples} - known
    names = {
        node: ox.NamedNode(f"{node.value}-{example.stem}") for node in own if isinstance(node, ox.NamedNode)
    }
    return [
        ox.Triple(names.get(t.subject, t.subject), t.predicate, names.get(t.object, t.object))
        for t in triples
    ]


def test_both_find_the_same_in_the_examples() -> None:
    data = [triple for example in (*VALID, *INVALID) for triple in of_its_own(example)]

    found = ours(data)

    assert len(found) > 150
    assert found == theirs(data)


def test_both_find_the_same_where_faults_meet() -> None:
    data = [triple for example in (*VALID, *INVALID) for triple in parsed(example)]

    assert ours(data) == theirs(data)


@pytest.mark.slow
@pytest.mark.shared
def test_both_find_nothing_in_the_articles_of_the_reference(reference: Path) -> None:
    for path in article_files([reference / "seeds"]):
        for article in read_file(path):
            _, graph = to_graph(article, "http://localhost:8000")
            data = list(graph.triples)
            assert ours(data) == theirs(data) == set(), path


def test_both_find_the_same_in_an_article_with_faults() -> None:
    (article,) = read_file(ARTICLES / "2024-10-28-nato-kursk.txt")
    _, graph = to_graph(article, "http://localhost:8000")
    data = sorted(graph.triples, key=str)

    some = data[::3]

    assert ours(data) == theirs(data) == set()
    assert ours(some) == theirs(some)
    assert len(ours(some)) > 50
