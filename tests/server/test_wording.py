"""Numbers, dates and qualifiers in words."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server.reading.facts import Figure
from server.reading.passages import Passage
from server.wording import amount, date, number, rounded


@pytest.fixture(params=["en", "de"])
def language(application: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    """A request in each language."""
    with application.test_request_context(f"/?lang={request.param}"):
        yield request.param


def figure(qualifier: str | None = None, **bounds: str) -> Figure:
    nothing = dict.fromkeys(Figure.__dataclass_fields__)
    empty = {"estimated_by": (), "relayed_by": (), "disputes": (), "passages": ()}
    return Figure(**{**nothing, **empty, "iri": "x", "qualifier": qualifier, **bounds})


@pytest.mark.parametrize(
    ("lexical", "words"),
    [
        ("10000", {"en": "10,000", "de": "10.000"}),
        ("1234567.50", {"en": "1,234,567.5", "de": "1.234.567,5"}),
        ("0.05", {"en": "0.05", "de": "0,05"}),
        ("1E3", {"en": "1,000", "de": "1.000"}),
        ("-3", {"en": "-3", "de": "-3"}),
        ("100", {"en": "100", "de": "100"}),
        ("viele", {"en": "viele", "de": "viele"}),
        ("INF", {"en": "INF", "de": "INF"}),
    ],
)
def test_numbers_have_the_separators_of_the_language(
    language: str, lexical: str, words: dict[str, str]
) -> None:
    assert number(lexical) == words[language]


@pytest.mark.parametrize(
    ("lexical", "words"),
    [
        ("94000000", {"en": "94 million", "de": "94 Millionen"}),
        ("1000000", {"en": "1 million", "de": "1 Million"}),
        ("1500000000", {"en": "1.5 billion", "de": "1,5 Milliarden"}),
        ("1234567", {"en": "1,234,567", "de": "1.234.567"}),
        ("999999", {"en": "999,999", "de": "999.999"}),
        ("viele", {"en": "viele", "de": "viele"}),
    ],
)
def test_large_round_numbers_are_written_as_in_newspapers(
    language: str, lexical: str, words: dict[str, str]
) -> None:
    assert rounded(lexical) == words[language]


@pytest.mark.parametrize(
    ("lexical", "words"),
    [
        ("2024-10-28", {"en": "28 October 2024", "de": "28. Oktober 2024"}),
        ("2024-03-01+01:00", {"en": "1 March 2024", "de": "1. März 2024"}),
        ("2024-10", {"en": "October 2024", "de": "Oktober 2024"}),
        ("2024", {"en": "2024", "de": "2024"}),
        ("2024-13", {"en": "2024", "de": "2024"}),
        ("im Herbst", {"en": "im Herbst", "de": "im Herbst"}),
        (None, {"en": "", "de": ""}),
    ],
)
def test_dates_are_as_precise_as_they_were_given(
    language: str, lexical: str | None, words: dict[str, str]
) -> None:
    assert date(lexical) == words[language]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (figure("exact", value="5", lower="5", upper="5"), {"en": "5", "de": "5"}),
        (figure("approximately", value="10000"), {"en": "about 10,000", "de": "rund 10.000"}),
        (figure("atLeast", lower="2"), {"en": "at least 2", "de": "mindestens 2"}),
        (figure("atMost", upper="2"), {"en": "at most 2", "de": "höchstens 2"}),
        (figure("moreThan", lower="2"), {"en": "more than 2", "de": "mehr als 2"}),
        (figure("lessThan", upper="2"), {"en": "less than 2", "de": "weniger als 2"}),
        (figure("between", lower="2", upper="3"), {"en": "2 to 3", "de": "2 bis 3"}),
        (
            figure("between", lower="15000000", upper="20000000", unit="Euro"),
            {"en": "15 to 20 million Euro", "de": "15 bis 20 Millionen Euro"},
        ),
        (figure("exact", value="4.5", unit="Prozent"), {"en": "4.5 Prozent", "de": "4,5 Prozent"}),
        (figure("approximately"), {"en": "no number given", "de": "keine Zahl genannt"}),
        (
            figure("approximately", passages=(Passage(0, 8, "x", "Tausende"),)),
            {"en": "“Tausende”", "de": "„Tausende“"},
        ),
    ],
)
def test_a_figure_is_said_with_its_qualifier(language: str, given: Figure, words: dict[str, str]) -> None:
    assert amount(given) == words[language]
