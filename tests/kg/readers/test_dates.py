"""Dates before the prose and in metadata: what is one, what is prose, and how exact they are."""

import pytest

from kg.readers.dates import date_line, parse_date

PROSE = "Die Stadt teilte mit, dass nichts geschah."


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2024-10-28", "2024-10-28"),
        ("2024-10", "2024-10"),
        ("2024-10-28T14:30:00+01:00", "2024-10-28"),
        ("28.10.2024", "2024-10-28"),
        ("3. 5. 2024", "2024-05-03"),
        ("28. Oktober 2024", "2024-10-28"),
        ("Oktober 2024", "2024-10"),
        ("7. Jänner 2025", "2025-01-07"),
        ("Montag, 28. Oktober 2024", "2024-10-28"),
        ("Datum: 28.10.2024", "2024-10-28"),
        ("Date: 2024-10-28", "2024-10-28"),
        ("date 2024-10", "2024-10"),
        ("Stand: 28.10.2024, 14:30 Uhr", "2024-10-28"),
        ("Veröffentlicht am 28. Oktober 2024 um 9.05 Uhr", "2024-10-28"),
        ("Berlin, 28.10.2024", "2024-10-28"),
        ("Frankfurt am Main, den 1. März 2024", "2024-03-01"),
        ("  28.10.2024  ", "2024-10-28"),
    ],
)
def test_a_first_line_that_holds_only_a_date_is_metadata(line: str, published: str) -> None:
    text = f"{line}\n\n{PROSE}"

    assert date_line(text) == (published, text.index(PROSE))


@pytest.mark.parametrize(
    ("beginning", "published"),
    [
        (" date 2024-10 ", "2024-10"),
        ("Datum: 28.10.2024 ", "2024-10-28"),
        ("Stand: 28. Oktober 2024, 14:30 Uhr ", "2024-10-28"),
    ],
)
def test_a_labelled_date_may_stand_before_prose_on_the_same_line(beginning: str, published: str) -> None:
    assert date_line(beginning + PROSE) == (published, len(beginning))


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_an_agencys_dateline_ends_with_its_dash(dash: str) -> None:
    dateline = f"Berlin, 28. Oktober 2024 {dash} "

    assert date_line(dateline + PROSE) == ("2024-10-28", len(dateline))


@pytest.mark.parametrize(
    "prose",
    [
        "Am 3. Mai 2024 sagte der Minister, es sei genug.",
        "3. Mai 2024 – dieser Tag bleibt im Gedächtnis.",
        "Stand 28. Oktober 2024 waren 300 Menschen vermisst.",
        "2024 war ein gutes Jahr.",
        "2024\nwar ein gutes Jahr.",
        "28.10.2024 war ein Montag.",
        "Bis Oktober 2024 galt eine andere Regel.",
        "2024-10-280 ist eine Aktennummer.",
    ],
)
def test_a_date_within_a_sentence_is_prose(prose: str) -> None:
    assert date_line(prose) == (None, 0)


@pytest.mark.parametrize("impossible", ["31.02.2024", "2024-13-01", "45. Mai 2024", "2024-00"])
def test_an_impossible_date_is_prose(impossible: str) -> None:
    assert date_line(f"{impossible}\n{PROSE}") == (None, 0)


def test_prose_begins_after_a_byte_order_mark_and_blank_lines() -> None:
    assert date_line(f"\ufeff\n\n{PROSE}") == (None, 3)
    assert date_line(f"\ufeff2024-10-28\r\n{PROSE}") == ("2024-10-28", 13)


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2024", "2024"),
        ("2024-10", "2024-10"),
        ("2024-10-28", "2024-10-28"),
        ("2024-10-28T23:30:00.000Z", "2024-10-28"),
        ("2024-10-28 23:30:00+0100", "2024-10-28"),
        ("28.10.2024", "2024-10-28"),
        ("1. Februar 2024", "2024-02-01"),
        ("gestern", None),
        ("", None),
        ("2024-02-30", None),
        ("im Jahr 2024", None),
    ],
)
def test_a_field_keeps_the_precision_it_states_and_no_time(value: str, published: str | None) -> None:
    assert parse_date(value) == published
