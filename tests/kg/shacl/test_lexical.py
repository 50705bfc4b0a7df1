"""Which literals are well-typed."""

import pyoxigraph as ox
import pytest

from kg.shacl.lexical import is_well_typed
from kg.shacl.terms import XSD

WELL_TYPED = {
    "boolean": ["true", "0"],
    "integer": ["-1", "+007", "9" * 5000],
    "decimal": ["1.", ".5", "-0.10"],
    "double": ["1e5", "-INF", "INF", "NaN", "1."],
    "date": ["2024-02-29", "2000-02-29Z", "-0004-02-29", "12024-01-01+14:00"],
    "time": ["24:00:00", "23:59:59.999Z"],
    "dateTime": ["2024-02-29T00:00:00", "2024-12-31T24:00:00-05:00"],
    "dateTimeStamp": ["2024-02-29T00:00:00Z"],
    "gYear": ["2024", "-0001"],
    "gYearMonth": ["2024-12"],
    "gMonth": ["--12"],
    "gMonthDay": ["--02-29"],
    "gDay": ["---31"],
    "duration": ["P1Y2M3DT4H5M6.7S", "-PT1S", "P1D"],
    "yearMonthDuration": ["P13M"],
    "dayTimeDuration": ["PT36H"],
    "unsignedByte": ["255"],
    "long": ["-9223372036854775808"],
    "positiveInteger": ["1"],
    "hexBinary": ["", "0aF1"],
    "base64Binary": ["", "QUI=", "QUJD", "QQ=="],
    "language": ["de-AT"],
    "token": ["", "a b"],
    "NCName": ["_a", "größe"],
    "anyURI": ["", "anything at all"],
}
ILL_TYPED = {
    "boolean": ["True", "yes", ""],
    "integer": ["1.0", " 1", "1e3", "", "١"],
    "decimal": [".", "1e5", "INF"],
    "double": ["inf", "1e", ""],
    "date": ["2023-02-29", "1900-02-29", "2024-13-01", "24-01-01", "2024-01-01T00:00:00", "02024-01-01"],
    "time": ["24:00:01", "12:00"],
    "dateTime": ["2024-02-30T00:00:00", "2024-02-29 00:00:00"],
    "dateTimeStamp": ["2024-02-29T00:00:00"],
    "gYear": ["24"],
    "gYearMonth": ["2024-13"],
    "gMonthDay": ["--02-30"],
    "duration": ["P", "PT", "1Y", "P1S"],
    "yearMonthDuration": ["P1D"],
    "dayTimeDuration": ["P1M"],
    "unsignedByte": ["256", "-1"],
    "long": ["9223372036854775808", "9" * 5000],
    "positiveInteger": ["0"],
    "hexBinary": ["a"],
    "base64Binary": ["A", "QUI"],
    "language": ["d_e"],
    "token": [" a", "a  b"],
    "NCName": ["1a", "a:b"],
}


@pytest.mark.parametrize(("name", "form"), [(n, form) for n, forms in WELL_TYPED.items() for form in forms])
def test_a_form_of_the_datatype_is_well_typed(name: str, form: str) -> None:
    assert is_well_typed(ox.Literal(form, datatype=XSD(name)))


@pytest.mark.parametrize(("name", "form"), [(n, form) for n, forms in ILL_TYPED.items() for form in forms])
def test_any_other_form_is_ill_typed(name: str, form: str) -> None:
    assert not is_well_typed(ox.Literal(form, datatype=XSD(name)))


def test_nothing_is_ill_typed_in_a_datatype_that_is_not_known() -> None:
    assert is_well_typed(ox.Literal("POINT(", datatype=ox.NamedNode("https://example.org/wkt")))
