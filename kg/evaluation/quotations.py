"""Scores statements against articles whose quotations are annotated token by token.

The measure of Petersen-Frey & Biemann, "Dataset of Quotation Attribution in German News Articles"
(LREC-COLING 2024): within an article, expected and found quotations are paired one to one so that the sum of
the pairs' token F1 is largest; what has no partner is paired with nothing. For each pair and each part, token
precision and recall are taken, and averaged over all pairs of all articles where they are defined.

=========================================  ================================================================
quote, speaker, cue, frame, addressee      macro F1 of that part's tokens
roles                                      of the four parts beside the quote, pooled
joint                                      of all five parts, pooled
type                                       share of the pairs whose type is right; free indirect is indirect
=========================================  ================================================================
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import KgError, UnreadableInputError
from kg.evaluation.figures import Figures, MacroF1, Share
from kg.evaluation.results import ArticleScore, Difference, shortened
from kg.language.extraction import Span

Json = Mapping[str, Any]
Tokens = frozenset[int]

PARTS = ("quote", "speaker", "cue", "frame", "addressee")
ROLES = PARTS[1:]

_TYPES = {
    "Direct": "direct",
    "Indirect": "indirect",
    "FreeIndirect": "indirect",
    "IndirectFreeIndirect": "indirect",
    "Reported": "reported",
}
_SAME_TYPE_FIRST = 0.01
"""What a pair of the same type weighs more, so that of two equally good pairs it is taken."""
_LARGEST_GAP = 40
"""Characters between two tokens; a token that is only found further on is not the one meant."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens of each part of a quotation, empty where it has no such part, and its type."""

    parts: Mapping[str, Tokens]
    type: str | None


_NOTHING = Quotation({part: frozenset() for part in PARTS}, None)
Pair = tuple[Quotation, Quotation]


def aligned(record: Json, predicted: Json) -> tuple[list[Pair], list[Pair]]:
    """Return the expected and found quotations that are pairs, and those left over, each with nothing.

    Args:
        record: an article of the corpus: ``text``, its ``tokens``, and ``annotations``, each with a ``type``
            and for its parts (`PARTS`) ``{"tokenIds": [...]}``.
        predicted: what was found in the text, an object of the extraction schema.

    Raises:
        UnreadableInputError: the record is not of that form.
        KgError: scipy is not installed.
    """
    try:
        tokens = token_spans(record["text"], record["tokens"])
        gold = [quotation for each in record["annotations"] if (quotation := _expected(each)).parts["quote"]]
    except (AttributeError, KeyError, TypeError) as error:
        problem = f"does not have the form of an annotated article ({type(error).__name__}: {error})"
        raise UnreadableInputError(_name(record), problem) from error
    found = [
        quotation for each in predicted["statements"] if (quotation := _found(each, tokens)).parts["quote"]
    ]
    return _pair(gold, found)


def score_quotations(record: Json, predicted: Json) -> ArticleScore:
    """Score one extraction; arguments and errors are those of `aligned`."""
    paired, single = aligned(record, predicted)
    words = _Words(record["text"], token_spans(record["text"], record["tokens"]))
    return ArticleScore(_name(record), _figures(paired, single), tuple(_differences(paired, single, words)))


def _name(record: Json) -> str:
    return str(record.get("documentName", "article"))


def token_spans(text: str, tokens: Iterable[str]) -> list[Span]:
    """Return where each token stands in the text; an empty span for a token that is not there."""
    spans, end = [], 0
    for token in tokens:
        start = text.find(token, end)
        if start < 0 or start - end > _LARGEST_GAP:
            spans.append(Span(end, end))
            continue
        end = start + len(token)
        spans.append(Span(start, end))
    return spans


def _expected(annotation: Json) -> Quotation:
    parts = {part: frozenset((annotation.get(part) or {"tokenIds": ()})["tokenIds"]) for part in PARTS}
    return Quotation(parts, _TYPES.get(annotation["type"]))


def _found(statement: Json, tokens: Sequence[Span]) -> Quotation:
    spans = {
        "quote": statement["content"],
        "speaker": _listed(statement.get("speaker_mention")),
        "cue": _listed(statement.get("cue")),
        "frame": statement.get("frame") or [],
        "addressee": _listed(statement.get("addressee_mention")),
    }
    return Quotation({part: _covered(spans[part], tokens) for part in PARTS}, statement.get("type"))


def _listed(span: Sequence[int] | None) -> list[Sequence[int]]:
    return [span] if span else []


def _covered(spans: Iterable[Sequence[int]], tokens: Sequence[Span]) -> Tokens:
    """Return the tokens that have characters within the spans."""
    return frozenset(
        number
        for start, end in spans
        for number, token in enumerate(tokens)
        if token.start < end and token.end > start and token.end > token.start
    )


def _pair(gold: Sequence[Quotation], found: Sequence[Quotation]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of the best assignment, and what is left over, each with nothing."""
    pairs = _assign(gold, found)
    expected, predicted = {i for i, _ in pairs}, {j for _, j in pairs}
    single = [(item, _NOTHING) for i, item in enumerate(gold) if i not in expected]
    single += [(_NOTHING, item) for j, item in enumerate(found) if j not in predicted]
    return [(gold[i], found[j]) for i, j in pairs], single


def _assign(gold: Sequence[Quotation], found: Sequence[Quotation]) -> list[tuple[int, int]]:
    if not gold or not found:
        return []
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        remedy = "Install it: pip install 'newskg[measure]'"
        raise KgError(f"Measuring quotations needs scipy, which is not installed. {remedy}") from error
    likeness = [[_likeness(expected, item) for item in found] for expected in gold]
    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if likeness[i][j] > 0]


def _likeness(expected: Quotation, found: Quotation) -> float:
    alike = _f1(expected.parts["quote"], found.parts["quote"])
    return alike + _SAME_TYPE_FIRST if alike and expected.type == found.type else alike


def _f1(one: Tokens, other: Tokens) -> float:
    common = len(one & other)
    return 2 * common / (len(one) + len(other)) if common else 0.0


def _figures(paired: Sequence[Pair], single: Sequence[Pair]) -> Figures:
    every = [*paired, *single]
    by_part = {part: _macro(every, part) for part in PARTS}
    right = sum(expected.type == found.type for expected, found in paired)
    return {
        "quote": by_part["quote"],
        "roles": sum((by_part[part] for part in ROLES), MacroF1()),
        "joint": sum(by_part.values(), MacroF1()),
        **{part: by_part[part] for part in ROLES},
        "type": Share(right, len(paired)),
    }


def _macro(pairs: Sequence[Pair], part: str) -> MacroF1:
    figure = MacroF1()
    for pair in pairs:
        expected, found = (side.parts[part] for side in pair)
        common = len(expected & found)
        if found:
            figure += MacroF1(precision_sum=common / len(found), precisions=1)
        if expected:
            figure += MacroF1(recall_sum=common / len(expected), recalls=1)
    return figure


def _differences(paired: Sequence[Pair], single: Sequence[Pair], words: "_Words") -> Iterator[Difference]:
    """Yield the quotations on one side only, and in which parts those of a pair are mostly different."""
    for expected, found in single:
        missed = bool(expected.parts["quote"])
        item = expected if missed else found
        detail = f"{item.type}, {words(item.parts['speaker']) or 'nobody'}"
        yield Difference("missed" if missed else "invented", "quote", words(item.parts["quote"]), detail)
    for expected, found in paired:
        quoted = words(expected.parts["quote"])
        for part in PARTS:
            one, other = expected.parts[part], found.parts[part]
            if (one or other) and _f1(one, other) < _HALF:
                yield _wrong(part, quoted, words(one), words(other))
        if expected.type != found.type:
            yield _wrong("type", quoted, str(expected.type), str(found.type))


def _wrong(measure: str, words: str, expected: str, found: str) -> Difference:
    kind: Any = "invented" if not expected else "missed" if not found else "wrong"
    return Difference(kind, measure, words, f"expected {expected or 'nothing'}, found {found or 'nothing'}")


class _Words:
    """The words of tokens, with an ellipsis where some are left out between them."""

    def __init__(self, text: str, tokens: Sequence[Span]) -> None:
        self._text = text
        self._tokens = tokens

    def __call__(self, numbers: Tokens) -> str:
        runs: list[Span] = []
        last = None
        for number in sorted(numbers):
            span = self._tokens[number]
            if last is not None and number == last + 1:
                runs[-1] = Span(runs[-1].start, span.end)
            else:
                runs.append(span)
            last = number
        return shortened(" … ".join(self._text[start:end] for start, end in runs))
