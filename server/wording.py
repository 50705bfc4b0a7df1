"""Numbers, dates and qualifiers as a reader of either language writes them."""

import re
from decimal import Decimal, InvalidOperation

from server.reading.facts import Figure
from server.translations import language, text

_DATE = re.compile(r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:Z|[+-]\d\d:\d\d)?$")
_SEPARATORS = {"en": str.maketrans("", ""), "de": str.maketrans(",.", ".,")}


def number(lexical: str) -> str:
    """Return an XML Schema number with the language's separators: "10000" → "10,000" or "10.000"."""
    value = _decimal(lexical)
    if value is None:
        return lexical
    plain = f"{value:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(_SEPARATORS[language()])


def rounded(lexical: str) -> str:
    """Return a number as newspapers write it, "94 million" for 94000000, where no digit is lost by that."""
    value = _decimal(lexical)
    for scale, name in ((10**9, "billion"), (10**6, "million")):
        if value is not None and abs(value) >= scale and value % (scale // 100) == 0:
            count = value / scale
            return text(f"number.{name}", count=count, number=number(str(count)))
    return number(lexical)


def date(lexical: str | None) -> str:
    """Return an xsd:date, gYearMonth or gYear in words: "2024-10" → "October 2024"; else what was given."""
    parts = _DATE.match(lexical or "")
    if not parts:
        return lexical or ""
    year, month, day = parts["year"], parts["month"], parts["day"]
    if not month or not 1 <= int(month) <= 12:
        return year
    name = text(f"months.{int(month):02}")
    if not day:
        return f"{name} {year}"
    return text("date", day=int(day), month=name, year=year)


def amount(figure: Figure) -> str:
    """Return the figure with its qualifier: "about 10,000"; a vague one in the words of the article."""
    if figure.qualifier == "between" and figure.lower and figure.upper:
        return _with_unit(figure, _range(rounded(figure.lower), rounded(figure.upper)))
    bound = figure.value or figure.lower or figure.upper
    if bound is None:
        return text("quoted", words=figure.words) if figure.words else text("figure.vague")
    if figure.qualifier in ("approximately", "atLeast", "atMost", "moreThan", "lessThan"):
        return _with_unit(figure, text(f"qualifier.{figure.qualifier}", number=rounded(bound)))
    return _with_unit(figure, rounded(bound))


def _range(lower: str, upper: str) -> str:
    """Return a range, with a scale that both ends share said once: "15 to 20 million"."""
    scale = upper.partition(" ")[2]
    if scale:
        lower = lower.removesuffix(f" {scale}")
    return text("qualifier.between", lower=lower, upper=upper)


def _decimal(lexical: str) -> Decimal | None:
    try:
        value = Decimal(lexical)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _with_unit(figure: Figure, words: str) -> str:
    return f"{words} {figure.unit}" if figure.unit else words
