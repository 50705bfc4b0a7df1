"""What stands within quotation marks."""

import pytest

from kg.language.extraction import Span
from kg.language.text.quotations import find_quotations


def quoted(text: str) -> list[str]:
    found = find_quotations(text, [Span(0, len(text))])
    return [text[q.inner.start : q.inner.end] for q in found]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("„", "“"), ("„", "”"), ('"', '"'), ("»", "«"), ("«", "»"), ("“", "”"), ("„", '"')],
)
def test_german_swiss_book_english_and_straight_marks_enclose_quoted_words(
    opening: str, closing: str
) -> None:
    text = f"Sie rief {opening}Der Zug kommt{closing} und lief."

    assert quoted(text) == ["Der Zug kommt"]


def test_the_outer_span_has_the_marks_and_the_inner_has_not() -> None:
    text = "Sie rief „Halt“ laut."

    (found,) = find_quotations(text, [Span(0, len(text))])

    assert text[found.outer.start : found.outer.end] == "„Halt“"
    assert text[found.inner.start : found.inner.end] == "Halt"
    assert found.closed


@pytest.mark.parametrize("inner", ["‚Halt‘", "›Halt‹", "‹Halt›"])
def test_a_quotation_inside_a_quotation_belongs_to_the_outer_one(inner: str) -> None:
    assert quoted(f"„Er rief {inner} und lief“, sagte sie.") == [f"Er rief {inner} und lief"]


def test_a_quotation_inside_one_with_the_same_marks_belongs_to_the_outer_one() -> None:
    assert quoted("„Er rief „Halt“ und lief“, sagte sie.") == ["Er rief „Halt“ und lief"]


def test_several_quotations_are_found_in_order() -> None:
    assert quoted('„Ja“, sagte er. «Nein», sagte sie. "Doch", sagte er.') == ["Ja", "Nein", "Doch"]


def test_a_quotation_may_hold_several_sentences() -> None:
    assert quoted("„Wir warten. Wir hoffen.“") == ["Wir warten. Wir hoffen."]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Er sagte: „Wir warten.\nDie Züge stehen."
    first = text.index("\n")

    (found,) = find_quotations(text, [Span(0, first), Span(first + 1, len(text))])

    assert text[found.inner.start : found.inner.end] == "Wir warten."
    assert not found.closed


def test_a_lone_straight_mark_opens_nothing() -> None:
    assert quoted('Das Rohr misst 3" und leckt.') == []
    assert quoted('Er sagte: "Wir warten.') == []


def test_apostrophes_and_grouped_digits_are_no_quotation() -> None:
    assert quoted("Hans' Boot kostete 15'000 Franken, sagt's.") == []


def test_empty_marks_quote_nothing() -> None:
    assert quoted("Er sagte „“ und ging.") == []
