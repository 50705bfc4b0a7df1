"""Validation reports."""

import pyoxigraph as ox

from kg.shacl import Data, report_triples
from kg.shacl.terms import SH, TYPE
from tests.kg.shacl.checking import results


def test_a_report_without_results_conforms() -> None:
    report = Data(report_triples([]))

    assert list(report.objects_of(SH("conforms"))) == [ox.Literal(True)]
    assert list(report.objects_of(TYPE)) == [SH("ValidationReport")]


def test_a_report_describes_each_result() -> None:
    shapes = ':S sh:targetNode :a ; sh:path [ sh:inversePath :p ] ; sh:class :C ; sh:message "no C"@en .'

    report = Data(report_triples(results(shapes, ":b :p :a .")))

    (result,) = report.objects_of(SH("result"))
    described = {
        name: str(*report.objects(result, SH(name))) for name in ("focusNode", "value", "resultMessage")
    }
    assert described == {
        "focusNode": "<https://example.org/a>",
        "value": "<https://example.org/b>",
        "resultMessage": '"no C"@en',
    }
    (path,) = report.objects(result, SH("resultPath"))
    assert [str(iri) for iri in report.objects(path, SH("inversePath"))] == ["<https://example.org/p>"]
    assert list(report.objects_of(SH("conforms"))) == [ox.Literal(False)]
