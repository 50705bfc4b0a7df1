"""German numerals: figures, words, scales and ranges."""

import pytest

from kg.language.figures.numbers import numeral_at
from kg.language.text.tokens import analyse


def numeral(text: str) -> tuple[str, float | None, float | None] | None:
    """Return (words, low, high) of the numeral that begins the sentence."""
    tokens = analyse(text).sentences[0].tokens
    found = numeral_at(tokens, 0)
    return (text[: tokens[found.last - 1].end], found.low, found.high) if found else None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("1500", 1500),
        ("1.500", 1500),
        ("1 500", 1500),
        ("1\u00a0500", 1500),
        ("1\u202f500", 1500),
        ("15'000", 15000),
        ("15’000", 15000),
        ("1.500.000", 1_500_000),
        ("1'500'000", 1_500_000),
        ("12 500 000", 12_500_000),
        ("1,5", 1.5),
        ("1.234,5", 1234.5),
        ("0,7", 0.7),
        ("2.5", 2.5),
        ("1\u2009500", 1500),
        ("1 234 567,8", 1_234_567.8),
    ],
)
def test_figures_are_read_in_german_austrian_and_swiss_notation(written: str, value: float) -> None:
    assert numeral(f"{written} Boote fuhren hinaus.") == (written, value, value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,2 Millionen", 1_200_000),
        ("3 Mio.", 3_000_000),
        ("3 Mio", 3_000_000),
        ("2,5 Milliarden", 2_500_000_000),
        ("4 Mrd.", 4_000_000_000),
        ("1 Billion", 1_000_000_000_000),
        ("40 Tausend", 40_000),
        ("12 Tsd.", 12_000),
        ("3 Dutzend", 36),
        ("zwei Millionen", 2_000_000),
        ("Eine Million", 1_000_000),
        ("eine halbe Million", 500_000),
        ("anderthalb Millionen", 1_500_000),
        ("eineinhalb Milliarden", 1_500_000_000),
        ("Ein Dutzend", 12),
        ("Drei Dutzend", 36),
        ("fünf dutzend", 60),
        ("ein halbes Dutzend", 6),
        ("ein gutes Dutzend", 12),
        ("eine Viertelmillion", 250_000),
        ("zweieinhalb Millionen", 2_500_000),
        ("anderthalb", 1.5),
        ("eine Million zweihunderttausend", 1_200_000),
    ],
)
def test_a_scale_multiplies_the_numeral_before_it(written: str, value: float) -> None:
    assert numeral(f"{written} Euro fehlen.") == (written, value, value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("zwei", 2),
        ("Zwölf", 12),
        ("fünfunddreißig", 35),
        ("dreissig", 30),
        ("hundert", 100),
        ("zweihundertfünfzig", 250),
        ("tausend", 1000),
        ("zwölftausend", 12_000),
        ("Dreihunderttausend", 300_000),
        ("zweihundertfuenfzig", 250),
        ("zweier", 2),
        ("dreier", 3),
    ],
)
def test_numerals_in_words_are_read(written: str, value: float) -> None:
    assert numeral(f"{written} Boote fuhren hinaus.") == (written, value, value)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("10.000 bis 12.000", 10_000, 12_000),
        ("10 bis 12", 10, 12),
        ("zehn bis zwölf", 10, 12),
        ("10-12", 10, 12),
        ("10–12", 10, 12),
        ("10 – 12", 10, 12),
        ("2 bis 3 Millionen", 2_000_000, 3_000_000),
        ("2,5-3 Mrd.", 2_500_000_000, 3_000_000_000),
        ("800.000 bis 1,2 Millionen", 800_000, 1_200_000),
        ("zwei bis drei Dutzend", 24, 36),
        ("3- bis 4000", 3000, 4000),
        ("zwei- bis dreihundert", 200, 300),
        ("drei oder vier", 3, 4),
        ("zwischen 5 und 7", 5, 7),
        ("zwischen 800 Millionen und 1,1 Milliarden", 800_000_000, 1_100_000_000),
    ],
)
def test_a_range_has_two_bounds_and_a_common_scale(written: str, low: float, high: float) -> None:
    assert numeral(f"{written} Euro fehlen.") == (written, low, high)


@pytest.mark.parametrize(
    "written",
    [
        "Dutzende", "Hunderte", "Tausende", "Zehntausende", "Millionen", "Mehrere Hundert", "mehrere tausend",
        "Einige Dutzend", "Viele Tausende", "Zahlreiche Millionen",
        "hunderte", "Ein paar Dutzend", "Etliche tausend", "Mehrere hunderttausend", "Hunderte und Tausende",
        "Hunderte Millionen",
    ],
)  # fmt: skip
def test_a_vague_quantity_has_no_bounds(written: str) -> None:
    assert numeral(f"{written} Menschen flohen.") == (written, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "3:1 endete das Spiel.",
        "Ein Boot fuhr hinaus.",
        "Boote fuhren hinaus.",
        "14.30.5 steht auf dem Zettel.",
        "Achtung vor dem Hund.",
        "Die halbe Stadt schlief.",
        "Viele Boote fuhren hinaus.",
    ],
)
def test_scores_articles_and_other_words_are_no_numerals(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40 auf 25 Millionen", 40_000_000),
        ("1 oder 2 Millionen", 1_000_000),
        ("40, eher 50 Millionen", 40_000_000),
        ("40, 50 Millionen", 40),
        ("4 auf 900 Millionen", 4),
    ],
)
def test_two_numbers_near_each_other_share_the_scale_of_the_second(text: str, value: float) -> None:
    found = numeral(f"{text} Euro fehlen.")

    assert found is not None
    assert found[1] == value
