"""The lexical spaces of XML Schema's datatypes (https://www.w3.org/TR/xmlschema11-2/)."""

import re
from collections.abc import Callable

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR, _MONTH, _DAY = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_SECONDS = r"[0-9]+(?:\.[0-9]+)?S"
_CLOCK = rf"T(?:[0-9]+H(?:[0-9]+M)?(?:{_SECONDS})?|[0-9]+M(?:{_SECONDS})?|{_SECONDS})"
_NAME = r"[^\W0-9][\w.\-·]*"

_FORMS = {
    "boolean": "true|false|1|0",
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "double": r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN",
    "float": r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE[:-1]}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "yearMonthDuration": r"-?P(?:[0-9]+Y(?:[0-9]+M)?|[0-9]+M)",
    "dayTimeDuration": rf"-?P(?:[0-9]+D(?:{_CLOCK})?|{_CLOCK})",
    "duration": rf"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:{_CLOCK})?",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
    "base64Binary": r"(?:(?:[A-Za-z0-9+/] ?){4})*"
    r"(?:(?:[A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?="
    r"|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
    "language": "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "normalizedString": r"[^\r\n\t]*",
    "token": r"(?:[^\s]+(?: [^\s]+)*)?",
    "NMTOKEN": r"[\w.\-:·]+",
    "Name": rf"(?:{_NAME}|[:_])(?:[\w.\-:·])*",
    "NCName": _NAME,
}

# Derived from xsd:integer: the least and the greatest value (section 3.4).
_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
INTEGERS = frozenset(_XSD + name for name in _INTEGERS)

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DATE = re.compile(r"(-?[0-9]{4,})-([0-9][0-9])-([0-9][0-9])")
_MONTH_AND_DAY = re.compile(r"--([0-9][0-9])-([0-9][0-9])")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_MOST_DIGITS = 4000
"""Python does not read longer integers; what is cut off matters for no bound."""


def is_well_typed(literal: ox.Literal) -> bool:
    """Say whether a literal's lexical form is one of its datatype (RDF 1.1 Concepts, section 3.3).

    A literal of a datatype that is not XML Schema's is well-typed: nothing is known of it.
    """
    check = _CHECKS.get(literal.datatype.value)
    return check is None or check(literal.value)


def _form(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _integer(least: int | None, greatest: int | None) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        if _INTEGER.fullmatch(text) is None:
            return False
        if least is None and greatest is None:
            return True
        sign = -1 if text.startswith("-") else 1
        digits = text.lstrip("+-").lstrip("0") or "0"
        value = sign * int(digits[:_MOST_DIGITS])
        return (least is None or value >= least) and (greatest is None or value <= greatest)

    return check


def _with_day(form: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return the check of a form with a date, whose day must be one of its month."""

    def check(text: str) -> bool:
        date = _DATE.match(text) if form(text) else None
        return date is not None and int(date[3]) <= days_in_month(_year_of_cycle(date[1]), int(date[2]))

    return check


def _year_of_cycle(year: str) -> int:
    """Return a year like it among 400, after which the calendar repeats; it may have any number of digits."""
    return int(year[-4:]) if not year.startswith("-") else -int(year[-4:].lstrip("-"))


def days_in_month(year: int, month: int) -> int:
    """Return the days of a month in the proleptic Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] - (month == _FEBRUARY and not leap)


def _month_and_day(text: str) -> bool:
    match = _MONTH_AND_DAY.match(text)
    return match is not None and _IN_MONTH(text) and int(match[2]) <= _LENGTHS[int(match[1]) - 1]


_IN_MONTH = _form(_FORMS["gMonthDay"])
_CHECKS: dict[str, Callable[[str], bool]] = {
    **{_XSD + name: _form(pattern) for name, pattern in _FORMS.items()},
    **{_XSD + name: _integer(*bounds) for name, bounds in _INTEGERS.items()},
    **{_XSD + name: _with_day(_form(_FORMS[name])) for name in ("date", "dateTime", "dateTimeStamp")},
    _XSD + "gMonthDay": _month_and_day,
}
