"""Scores figures and dates against the German cases of Microsoft's Recognizers-Text (MIT).

A case is a text with what a recogniser should find in it; each thing to be found counts. What we do not read
on purpose is left out, and how much that is can be seen in the figure `unread`.

==============  =====================================================================================
numbers         a numeral of that value is read there; "ein" as an article is left out
ranges          a quantity with those bounds is read there, or none where there is none
percentages     a quantity of that value and of something is read there, or none where there is none
currencies      the same; "ein" as an article is left out
dimensions      the same; so are degrees, as temperatures and angles are no figures of fact
dates           the text's first time expression resolves to that day; a day without a year is right in the
                past and in the future
periods         the same for a month and a year; weeks, spans of days, seasons and decades are left out
unread          the share of things to be found that is left out
==============  =====================================================================================
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UnreadableInputError
from kg.evaluation import ArticleScore, Difference, Evaluation
from kg.evaluation.figures import Share
from kg.language.extraction import Number, Span
from kg.language.figures.dates import time_in
from kg.language.figures.numbers import numeral_at
from kg.language.figures.quantities import quantities
from kg.language.text.tokens import Document, analyse

Json = Mapping[str, Any]

FILES = {
    "numbers": "Number/German/NumberModel.json",
    "ranges": "Number/German/NumberRangeModel.json",
    "percentages": "Number/German/PercentModel.json",
    "currencies": "NumberWithUnit/German/CurrencyModel.json",
    "dimensions": "NumberWithUnit/German/DimensionModel.json",
    "dates": "DateTime/German/DateParser.json",
    "periods": "DateTime/German/DatePeriodParser.json",
}
UNREAD = "unread"
MEASURES = (*FILES, UNREAD)

_ARTICLES = frozenset({"ein", "eine", "einem", "einen", "einer", "eines"})
_DEGREES = frozenset({"Temperature", "Angle"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing to be found: the words, what is right, what was read, and whether it is left out."""

    words: str
    expected: str
    found: str
    right: bool
    left_out: bool = False


def evaluate_specifications(folder: Path) -> Evaluation:
    """Read every case, and score what comes out.

    Raises:
        UnreadableInputError: a file of cases cannot be read.
    """
    return Evaluation(
        tuple(
            score_case(measure, case, f"{measure} {number}")
            for measure, file in FILES.items()
            for number, case in enumerate(_cases(folder / file), 1)
        )
    )


def score_case(measure: str, case: Json, name: str) -> ArticleScore:
    """Score one case of the file of a measure."""
    answers = list(_answers(measure, case))
    read = [answer for answer in answers if not answer.left_out]
    shares = dict.fromkeys(MEASURES, Share())
    shares[measure] = Share(sum(answer.right for answer in read), len(read))
    shares[UNREAD] = Share(len(answers) - len(read), len(answers))
    wrong = (
        Difference("wrong", measure, answer.words, f"expected {answer.expected}, found {answer.found}")
        for answer in read
        if not answer.right
    )
    return ArticleScore(name, shares, tuple(wrong))


def _answers(measure: str, case: Json) -> Iterable[Answer]:
    document = analyse(case["Input"], 0)
    if measure in ("dates", "periods"):
        return _dated(case, document)
    if measure == "numbers":
        return _numbered(case, list(_numerals(document)))
    return _counted(case, list(_quantities(document)), open_bounds=measure == "ranges")


@dataclass(frozen=True, slots=True)
class _Reading:
    span: Span
    low: Number | None
    high: Number | None
    of: str = ""

    def __str__(self) -> str:
        bounds = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        return f"{bounds} {self.of}".strip()


def _numerals(document: Document) -> Iterator[_Reading]:
    for sentence in document.sentences:
        i = 0
        while i < len(sentence.tokens):
            numeral = numeral_at(sentence.tokens, i)
            if numeral is None:
                i += 1
                continue
            span = Span(sentence.tokens[i].start, sentence.tokens[numeral.last - 1].end)
            yield _Reading(span, numeral.low, numeral.high)
            i = max(numeral.last, i + 1)


def _quantities(document: Document) -> Iterator[_Reading]:
    for sentence in document.sentences:
        for quantity in quantities(sentence):
            yield _Reading(quantity.span, quantity.lower, quantity.upper, quantity.unit or quantity.counts)


def _numbered(case: Json, readings: list[_Reading]) -> Iterator[Answer]:
    for result in case["Results"]:
        value, found = _number(result["Resolution"]["value"]), _at(result, case, readings)
        yield Answer(
            result["Text"],
            result["Resolution"]["value"],
            _told(found),
            any(_same(value, bound) for reading in found for bound in (reading.low, reading.high)),
            left_out=result["Text"].lower() in _ARTICLES,
        )


def _counted(case: Json, readings: list[_Reading], *, open_bounds: bool) -> Iterator[Answer]:
    if not case["Results"]:
        yield Answer(case["Input"], "nothing", _told(readings), not readings)
    for result in case["Results"]:
        value, found = result["Resolution"]["value"], _at(result, case, readings)
        right = value is not None and any(
            _in_range(value, reading) if open_bounds else _measures(value, reading) for reading in found
        )
        yield Answer(result["Text"], str(value), _told(found), right, left_out=_no_quantity(result))


def _no_quantity(result: Json) -> bool:
    """Recognise a unit without a number, "ein Pfund", and degrees."""
    resolution = result["Resolution"]
    bare = resolution["value"] is None or result["Text"].split()[0].lower() in _ARTICLES
    return bare or resolution.get("subtype") in _DEGREES


def _in_range(interval: str, reading: _Reading) -> bool:
    """Compare with an interval such as ``(,5)`` or ``[1,3)``."""
    low, high = (_number(bound) if bound else None for bound in interval[1:-1].split(",", 1))
    return _same(low, reading.low) and _same(high, reading.high)


def _measures(value: str, reading: _Reading) -> bool:
    number = _number(value.removesuffix("%"))
    return bool(reading.of) and any(_same(number, bound) for bound in (reading.low, reading.high))


def _dated(case: Json, document: Document) -> Iterator[Answer]:
    reference = case.get("Context", {}).get("ReferenceDateTime")
    for result in case["Results"]:
        days = _days(result["Value"])
        when = time_in(document, Span(0, len(document.text)), reference[:10] if reference else None)
        found = when.resolved if when else None
        yield Answer(result["Text"], " or ".join(sorted(days)), str(found), found in days, left_out=not days)


def _days(value: Json) -> set[str]:
    """Return the day, month or year in past and future that a result is; none when it is something else."""
    found = {_day(value[key]) for key in ("PastResolution", "FutureResolution")}
    return {day for day in found if day}


def _day(resolution: Mapping[str, str]) -> str | None:
    if "date" in resolution:
        return resolution["date"]
    start, end = resolution["startDate"], resolution["endDate"]
    if start[4:] == end[4:] == "-01-01" and int(end[:4]) == int(start[:4]) + 1:
        return start[:4]
    months = [12 * int(day[:4]) + int(day[5:7]) for day in (start, end)]
    whole = start.endswith("-01") and end.endswith("-01") and months[1] == months[0] + 1
    return start[:7] if whole else None


def _at(result: Json, case: Json, readings: list[_Reading]) -> list[_Reading]:
    """Return the readings that share characters with a result; some results do not say where they are."""
    start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
    end = start + len(result["Text"])
    return [reading for reading in readings if reading.span.start < end and start < reading.span.end]


def _number(text: str) -> float:
    return float(re.sub(r"[.\s]", "", text).replace(",", "."))


def _same(one: float | None, other: Number | None) -> bool:
    """Compare values; the cases round fractions to fifteen digits, we to six places."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(1e-6, 1e-9 * abs(one))


def _told(readings: Iterable[_Reading]) -> str:
    return ", ".join(map(str, readings)) or "nothing"


def _cases(file: Path) -> list[Json]:
    try:
        cases = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnreadableInputError(str(file), f"cannot be read as JSON ({error})") from error
    return [case for case in cases if case["Input"].strip()]
