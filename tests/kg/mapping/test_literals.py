"""Values as RDF literals."""

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import GEO, XSD

from kg.mapping.literals import address, date_literal, number_literal, point_literal


@pytest.mark.parametrize(
    ("number", "text", "datatype"),
    [
        (10000, "10000", XSD.integer),
        (1_200_000_000.0, "1200000000", XSD.integer),
        (1.5, "1.5", XSD.decimal),
        (0.1, "0.1", XSD.decimal),
        (1e-7, "0.0000001", XSD.decimal),
        (-3.25, "-3.25", XSD.decimal),
    ],
)
def test_a_number_is_an_integer_or_a_decimal_and_exact(number: float, text: str, datatype: URIRef) -> None:
    assert number_literal(number) == Literal(text, datatype=datatype)


@pytest.mark.parametrize(
    ("date", "datatype"), [("2025", XSD.gYear), ("2025-03", XSD.gYearMonth), ("2025-03-04", XSD.date)]
)
def test_a_date_has_the_datatype_of_its_precision(date: str, datatype: URIRef) -> None:
    literal = date_literal(date)

    assert (str(literal), literal.datatype) == (date, datatype)


@pytest.mark.parametrize(
    "words", ["am Montag", "2025-13", "2025-02-30", "2025-W10-1", "20250304", "2025-3-4"]
)
def test_what_is_no_date_stays_a_text_for_the_shapes_to_report(words: str) -> None:
    assert date_literal(words) == Literal(words)


def test_a_point_has_its_longitude_first() -> None:
    assert point_literal(51.7, 36.2) == Literal("POINT(36.2 51.7)", datatype=GEO.wktLiteral)


def test_a_web_address_is_an_iri() -> None:
    assert address("https://example.org/a?b=c#d") == URIRef("https://example.org/a?b=c#d")


def test_characters_that_no_iri_has_are_encoded() -> None:
    assert address(' https://example.org/a b|"c" ') == URIRef("https://example.org/a%20b%7C%22c%22")


@pytest.mark.parametrize("text", ["example.org/a", "javascript:alert(1)", "http://", "http://[", ""])
def test_what_is_no_web_address_stays_a_text_for_the_shapes_to_report(text: str) -> None:
    assert address(text) == Literal(text)
