"""What stands within quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.extraction import Span

DOUBLE_MARKS = frozenset('„“”"»«')
QUOTATION_MARKS = DOUBLE_MARKS | frozenset("‚‘›‹")

# Opening mark → the marks that can close it. Swiss «…» and book »…« use the same pair in opposite directions.
_CLOSING = {"„": '“”"', "“": "”", "»": "«", "«": "»", "‚": "‘’", "›": "‹", "‹": "›", '"': '"', "”": "”"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: `outer` with the marks, `inner` without; not `closed` if the closing mark is missing."""

    outer: Span
    inner: Span
    closed: bool


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Return the outermost quotations of each paragraph, in order.

    An unclosed quotation ends with its paragraph: publishers repeat the opening mark in the next one.
    """
    return [quotation for paragraph in paragraphs for quotation in _in_paragraph(text, paragraph)]


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    i = paragraph.start
    while i < paragraph.end:
        if not _opens(text, i, paragraph):
            i += 1
            continue
        end = _closing(text, i, paragraph.end)
        if end is None:
            stop = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
            if text[i] != '"' and stop > i + 1:
                yield Quotation(Span(i, stop), Span(i + 1, stop), closed=False)
            return
        if end > i + 1:
            yield Quotation(Span(i, end + 1), Span(i + 1, end), closed=True)
        i = end + 1


def _opens(text: str, i: int, paragraph: Span) -> bool:
    mark = text[i]
    if mark not in _CLOSING or mark == "’":
        return False
    before = text[i - 1] if i > paragraph.start else " "
    if mark in "“”" and before not in " \n(–-":
        return False
    after = text[i + 1] if i + 1 < paragraph.end else " "
    return not before.isalnum() and not after.isspace()


def _closing(text: str, i: int, limit: int) -> int | None:
    closers = _CLOSING[text[i]]
    depth = 0
    for j in range(i + 1, limit):
        c = text[j]
        if c == text[i] and c not in closers:
            depth += 1
        elif c in closers and (c != '"' or text[i] != '"' or _ends_word(text, j)):
            if depth == 0:
                return j
            depth -= 1
    return None


def _ends_word(text: str, j: int) -> bool:
    """A straight mark closes when a word or mark stands before it rather than a space."""
    return not text[j - 1].isspace()
