"""The W3C's SHACL test suite, core and SPARQL, against `kg.shacl` (http://w3c.github.io/data-shapes/)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ShapesError
from kg.shacl import Data, Shapes, report_triples
from kg.shacl.terms import RDF, REST, SH, TYPE, Namespace, Term

pytestmark = pytest.mark.shared

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "w3c" / "shacl" / "tests"
# What a report must have; the rest (sh:detail, messages that are not asked for) is left to the validator.
COMPARED = [
    *("focusNode", "resultPath", "resultSeverity", "sourceConstraint", "sourceConstraintComponent"),
    *("sourceShape", "value"),
]


@dataclass(frozen=True)
class Case:
    """One test: `key` is its folder and its name."""

    key: str
    manifest: Data
    node: Term

    def value(self, *path: ox.NamedNode) -> Term:
        """Return what a path of properties from the test leads to."""
        node = self.node
        for predicate in path:
            (node,) = self.manifest.objects(node, predicate)
        return node


def cases() -> list[Case]:
    return list(read(FOLDER / "manifest.ttl")) if FOLDER.is_dir() else []


def read(path: Path) -> Iterator[Case]:
    manifest = Data(parsed(path))
    for included in manifest.objects_of(MF("include")):
        yield from read(file_of(included))
    for first in manifest.objects_of(MF("entries")):
        for node in listed(manifest, first):
            folder = path.parent.relative_to(FOLDER).as_posix()
            yield Case(f"{folder}: {file_of(node).name}", manifest, node)


def listed(graph: Data, node: Term) -> Iterator[Term]:
    while node != RDF("nil"):
        yield from graph.objects(node, RDF("first"))
        (node,) = graph.objects(node, REST)


def parsed(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=path.as_uri()))


def file_of(node: Term) -> Path:
    return Path(str(node).strip("<>").removeprefix("file://"))


def test_the_suite_is_there(reference: Path) -> None:
    assert len(list(read(reference / "w3c" / "shacl" / "tests" / "manifest.ttl"))) == 120


# Not called "case": those are the tests of the SPARQL suites (conftest.py).
@pytest.mark.parametrize("validation", cases(), ids=lambda case: case.key)
def test_the_validator_passes(validation: Case) -> None:
    shapes = parsed(file_of(validation.value(MF("action"), SHT("shapesGraph"))))
    data = parsed(file_of(validation.value(MF("action"), SHT("dataGraph"))))
    expected = validation.value(MF("result"))
    if expected == SHT("Failure"):
        with pytest.raises(ShapesError):
            Shapes(shapes).validate(Data(data))
        return

    report = Data(report_triples(Shapes(shapes).validate(Data(data))))

    asks_for_messages = bool(validation.manifest.objects_of(SH("resultMessage")))
    (found,) = report.instances(SH("ValidationReport"))
    actual = compared(report, found, messages=asks_for_messages)
    assert actual == compared(validation.manifest, expected, messages=asks_for_messages)


def compared(graph: Data, report: Term, *, messages: bool) -> list[str]:
    """Return what counts in a report, as sorted lines that are equal for isomorphic graphs."""
    dataset = ox.Dataset(quads(graph, report, messages=messages))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(str(quad) for quad in dataset)


def quads(graph: Data, report: Term, *, messages: bool) -> Iterable[ox.Quad]:
    for conforms in graph.objects(report, SH("conforms")):
        yield ox.Quad(report, SH("conforms"), conforms)
    for result in graph.objects(report, SH("result")):
        yield ox.Quad(report, SH("result"), result)
        yield ox.Quad(result, TYPE, SH("ValidationResult"))
        for name in [*COMPARED, *(["resultMessage"] if messages else [])]:
            for value in graph.objects(result, SH(name)):
                yield ox.Quad(result, SH(name), value)
                if name == "resultPath":
                    yield from below(graph, value)


def below(graph: Data, node: Term) -> Iterable[ox.Quad]:
    """Yield the description of a path."""
    if isinstance(node, ox.BlankNode):
        for predicate in graph.predicates(node):
            for value in graph.objects(node, predicate):
                yield ox.Quad(node, predicate, value)
                yield from below(graph, value)
