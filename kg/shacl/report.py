"""Results as a validation report (https://www.w3.org/TR/shacl/#validation-report)."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.shacl.model import Result
from kg.shacl.paths import Predicate, path_to_triples
from kg.shacl.terms import SH, TYPE


def report_triples(results: Sequence[Result]) -> Iterator[ox.Triple]:
    """Yield the triples of a validation report (section 3.6.1)."""
    report = ox.BlankNode()
    yield ox.Triple(report, TYPE, SH("ValidationReport"))
    yield ox.Triple(report, SH("conforms"), ox.Literal(not results))
    for result in results:
        node = ox.BlankNode()
        yield ox.Triple(report, SH("result"), node)
        yield from _result_triples(result, node)


def _result_triples(result: Result, node: ox.BlankNode) -> Iterator[ox.Triple]:
    yield ox.Triple(node, TYPE, SH("ValidationResult"))
    yield ox.Triple(node, SH("focusNode"), result.focus)
    yield ox.Triple(node, SH("resultSeverity"), result.severity)
    yield ox.Triple(node, SH("sourceShape"), result.shape.node)
    yield ox.Triple(node, SH("sourceConstraintComponent"), result.component)
    if result.value is not None:
        yield ox.Triple(node, SH("value"), result.value)
    if result.constraint is not None:
        yield ox.Triple(node, SH("sourceConstraint"), result.constraint)
    for message in result.messages:
        yield ox.Triple(node, SH("resultMessage"), message)
    if isinstance(result.path, Predicate):
        yield ox.Triple(node, SH("resultPath"), result.path.iri)
    elif result.path is not None:
        path = ox.BlankNode()
        yield ox.Triple(node, SH("resultPath"), path)
        yield from path_to_triples(result.path, path)
