"""Values as RDF literals."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from rdflib import Literal, URIRef
from rdflib.namespace import GEO, XSD

_DATE_TYPES = (XSD.gYear, XSD.gYearMonth, XSD.date)
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def number_literal(value: float) -> Literal:
    """Return a whole number as xsd:integer, any other as xsd:decimal; never as an inexact xsd:double."""
    if float(value).is_integer():
        return Literal(int(value))
    return decimal_literal(value)


def decimal_literal(value: float) -> Literal:
    """Return the shortest decimal that reads back as that number."""
    return Literal(format(Decimal(repr(value)), "f"), datatype=XSD.decimal)


def date_literal(value: str) -> Literal:
    """Return ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` with its datatype.

    Anything else stays a plain string, which the shapes report, so that nothing is lost in silence.
    """
    if not _is_date(value):
        return Literal(value)
    return Literal(value, datatype=_DATE_TYPES[value.count("-")])


def is_later(date: str, other: str) -> bool:
    """Say whether a date, month or year is after another one; a day of a month is not after that month."""
    length = min(len(date), len(other))
    return date[:length] > other[:length]


def _is_date(value: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def point_literal(latitude: float, longitude: float) -> Literal:
    """Return a point as WKT, which puts longitude first (OGC GeoSPARQL 1.1, 8.5.1, default CRS84)."""
    return Literal(
        f"POINT({decimal_literal(longitude)} {decimal_literal(latitude)})", datatype=GEO.wktLiteral
    )


def address(url: str) -> URIRef | Literal:
    """Return a web address as an IRI, characters that no IRI may have percent-encoded (RFC 3987, 2.2).

    What is not an absolute http(s) address stays a string, which the shapes report.
    """
    encoded = _NOT_IN_IRIS.sub(lambda found: f"%{ord(found.group()):02X}", url.strip())
    try:
        parts = urlsplit(encoded)
    except ValueError:
        return Literal(url)
    return URIRef(encoded) if parts.scheme in ("http", "https") and parts.netloc else Literal(url)
