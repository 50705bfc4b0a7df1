"""The order of literals by value, as the ``<`` of SPARQL 1.1 has it (section 17.3)."""

import operator
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.shacl.lexical import INTEGERS, is_well_typed
from kg.shacl.terms import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_HOUR, _DAY = 3600, 86400
_WIDEST_ZONE = 14 * _HOUR
_LARGEST_FLOAT = 3.4028235677973366e38


@dataclass(frozen=True, slots=True)
class _Instant:
    """A point in time: seconds in UTC; when no zone was given, up to 14 hours before or after that."""

    kind: str
    seconds: Decimal
    zoned: bool


@dataclass(frozen=True, slots=True)
class _Duration:
    """Months or seconds; those have no order among each other."""

    kind: str
    amount: Decimal


_Compare = Callable[[Any, Any], bool]
_Value = Decimal | float | str | bool | _Instant | _Duration

_DATE_PARTS = re.compile(
    r"(?:(?P<year>-?[0-9]{4,})|-)?(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?"
    r"(?:T?(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9.]+))?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DURATION_PARTS = re.compile(
    r"(-?)P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?)?"
)


def less_than(one: Term, other: Term) -> bool | None:
    """Say whether a literal is less than another by value; None when they cannot be compared.

    Beside what SPARQL 1.1 compares (numbers, strings without a language, booleans, xsd:dateTime), the other
    types of dates, times and durations are compared among themselves, as most engines do. Ill-typed literals
    cannot be compared.
    """
    return _compared(one, other, operator.lt)


def less_than_or_equal(one: Term, other: Term) -> bool | None:
    """Say whether a literal is less than another by value or equal to it; None when that cannot be said."""
    return _compared(one, other, operator.le)


def _compared(one: Term, other: Term, compare: _Compare) -> bool | None:
    left, right = _value(one), _value(other)
    match left, right:
        case (_Instant(), _Instant()):
            return _compared_instants(left, right, compare)
        case (_Duration(), _Duration()):
            return compare(left.amount, right.amount) if left.kind == right.kind else None
        case (bool(), bool()) | (str(), str()):
            return compare(left, right)
        case (Decimal() | float(), Decimal() | float()):
            return _compared_numbers(left, right, compare)
    return None


def _compared_numbers(left: Decimal | float, right: Decimal | float, compare: _Compare) -> bool:
    """Compare numbers; where one is a double, the other becomes one first (XPath, section B.1)."""
    if isinstance(left, float) or isinstance(right, float):
        return compare(float(left), float(right))
    return compare(left, right)


def _compared_instants(left: _Instant, right: _Instant, compare: _Compare) -> bool | None:
    """Compare instants (XML Schema 1.0 part 2, section 3.2.7.4)."""
    if left.kind != right.kind:
        return None
    if left.zoned == right.zoned:
        return compare(left.seconds, right.seconds)
    if abs(left.seconds - right.seconds) <= _WIDEST_ZONE:
        return None
    return left.seconds < right.seconds


def _value(term: Term) -> _Value | None:
    if not isinstance(term, ox.Literal) or term.language:
        return None
    read = _READERS.get(term.datatype.value)
    return read(term.value) if read is not None and is_well_typed(term) else None


def _float(text: str) -> float:
    """Return the nearest number of 32 bits."""
    value = float(text)
    if abs(value) >= _LARGEST_FLOAT:
        return float("inf") if value > 0 else float("-inf")
    single: float = struct.unpack("f", struct.pack("f", value))[0]
    return single


def _instant(kind: str) -> Callable[[str], _Instant]:
    def read(text: str) -> _Instant:
        part = _DATE_PARTS.fullmatch(text)
        if part is None:
            raise ValueError(text)
        days = _days(Decimal(part["year"] or 1972), int(part["month"] or 1), int(part["day"] or 1))
        seconds = days * _DAY + int(part["hour"] or 0) * _HOUR + int(part["minute"] or 0) * 60
        return _Instant(
            kind, seconds + Decimal(part["second"] or 0) - _offset(part["zone"]), part["zone"] is not None
        )

    return read


def _days(year: Decimal, month: int, day: int) -> Decimal:
    """Return the days since 1 March of the year 0, by which months have the same lengths each year."""
    year -= month < 3
    whole = (year // 1) * 365 + _floor(year / 4) - _floor(year / 100) + _floor(year / 400)
    return whole + (153 * ((month + 9) % 12) + 2) // 5 + day - 1


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value("ROUND_FLOOR")


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    seconds = int(zone[1:3]) * _HOUR + int(zone[4:6]) * 60
    return -seconds if zone.startswith("-") else seconds


def _duration(kind: str) -> Callable[[str], _Duration]:
    def read(text: str) -> _Duration:
        part = _DURATION_PARTS.fullmatch(text)
        if part is None:
            raise ValueError(text)
        years, months, days, hours, minutes, seconds = (Decimal(amount or 0) for amount in part.groups()[1:])
        amount = years * 12 + months + days * _DAY + hours * _HOUR + minutes * 60 + seconds
        return _Duration(kind, -amount if part[1] else amount)

    return read


_INSTANTS = ("dateTime", "date", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay")
_READERS: dict[str, Callable[[str], _Value]] = {
    **dict.fromkeys(INTEGERS, Decimal),
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}float": _float,
    f"{_XSD}string": str,
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
    f"{_XSD}dateTimeStamp": _instant("dateTime"),
    **{_XSD + kind: _instant(kind) for kind in _INSTANTS},
    **{_XSD + kind: _duration(kind) for kind in ("yearMonthDuration", "dayTimeDuration")},
}
