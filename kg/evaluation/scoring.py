"""Compares the extraction of one article with what a careful reader found in it.

What the measures are:

==============  =====================================================================================
estimates       F1: the spans overlap, and lower and upper bound are both equal
est.qualifier   share of the matched estimates whose qualifier is right
est.source      F1: as estimates, and whose figure it is (or that it is nobody's) is right as well
statements      F1: the contents have at least half of their characters in common (Jaccard index)
attributed      F1: as statements, and the speaker is right as well
st.type         share of the matched statements whose type is right
st.relay        F1 of the actors through whom the article has the matched statements
actors          F1 of mentions: at least half of the characters in common, and the type of actor is right
locations       F1 of mentions: at least half of the characters in common
==============  =====================================================================================
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from kg.evaluation.annotation import Actor, Annotation, Estimate, Json, Statement, parse_annotation
from kg.evaluation.figures import Share, Tally
from kg.evaluation.matching import Matching, characters, match, overlap, same_actor
from kg.evaluation.results import ArticleScore, Difference, shortened
from kg.language.extraction import Span

MEASURES = (
    "estimates",
    "est.qualifier",
    "est.source",
    "statements",
    "attributed",
    "st.type",
    "st.relay",
    "actors",
    "locations",
)
HALF = 0.5

T = TypeVar("T")
Aspect = Callable[[T], str]


@dataclass(frozen=True, slots=True)
class _Mention:
    type: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Measured:
    tally: Tally
    differences: tuple[Difference, ...] = ()


def score(gold: Json, predicted: Json, text: str, name: str = "article") -> ArticleScore:
    """Score one extraction.

    Args:
        gold: what should be found, an object of the extraction schema.
        predicted: what was found, in the same form.
        text: the article's text, into which the spans of both point.
        name: what to call the article in the result and in messages.

    Raises:
        UnreadableInputError: gold or predicted is not of that form.
    """
    expected, found = parse_annotation(gold, name), parse_annotation(predicted, f"prediction for {name}")
    measured = {
        **_estimates(expected, found, text),
        **_statements(expected, found, text),
        "actors": _mentions("actors", _actor_mentions(expected), _actor_mentions(found), text),
        "locations": _mentions("locations", _location_mentions(expected), _location_mentions(found), text),
    }
    return ArticleScore(
        article=name,
        figures={measure: measured[measure].tally for measure in MEASURES},
        differences=tuple(line for measure in MEASURES for line in measured[measure].differences),
    )


def _estimates(gold: Annotation, predicted: Annotation, text: str) -> dict[str, _Measured]:
    matching = match(gold.estimates, predicted.estimates, _same_figure, at_least=1)
    words = partial(_estimate_words, text)
    return {
        "estimates": _presence("estimates", matching, words, _bounds),
        "est.qualifier": _share("est.qualifier", matching, words, lambda e: str(e.qualifier)),
        "est.source": _attribution("est.source", matching, words, lambda e: e.source),
    }


def _statements(gold: Annotation, predicted: Annotation, text: str) -> dict[str, _Measured]:
    matching = match(
        gold.statements, predicted.statements, lambda a, b: overlap(a.content, b.content), at_least=HALF
    )
    words = partial(_statement_words, text)
    return {
        "statements": _presence("statements", matching, words, _type_and_speaker),
        "attributed": _attribution("attributed", matching, words, lambda s: s.speaker),
        "st.type": _share("st.type", matching, words, lambda s: str(s.type)),
        "st.relay": _relays(gold, predicted, matching, words),
    }


def _mentions(measure: str, gold: Sequence[_Mention], predicted: Sequence[_Mention], text: str) -> _Measured:
    matching = match(gold, predicted, _same_mention, at_least=HALF)
    return _presence(measure, matching, lambda m: _quote(text, [m.span]), lambda m: m.type or measure)


def _presence(measure: str, matching: Matching[T], words: Aspect[T], detail: Aspect[T]) -> _Measured:
    """F1 of finding the items at all."""
    missed = (Difference("missed", measure, words(item), detail(item)) for item in matching.missed)
    invented = (Difference("invented", measure, words(item), detail(item)) for item in matching.invented)
    return _Measured(
        Tally(len(matching.pairs), matching.gold_size, matching.predicted_size), (*missed, *invented)
    )


def _share(measure: str, matching: Matching[T], words: Aspect[T], aspect: Aspect[T]) -> _Measured:
    """Share of the matched items that are alike in an aspect."""
    wrong = [(a, b) for a, b in matching.pairs if aspect(a) != aspect(b)]
    matched = len(matching.pairs)
    return _Measured(
        Share(matched - len(wrong), matched),
        tuple(_wrong(measure, words(a), aspect(a), aspect(b)) for a, b in wrong),
    )


def _attribution(
    measure: str,
    matching: Matching[T],
    words: Aspect[T],
    actor: Callable[[T], Actor | None],
) -> _Measured:
    """F1 of finding the items and the actor whose they are."""
    wrong = [(a, b) for a, b in matching.pairs if not same_actor(actor(a), actor(b))]
    return _Measured(
        Tally(len(matching.pairs) - len(wrong), matching.gold_size, matching.predicted_size),
        tuple(_wrong(measure, words(a), _name(actor(a)), _name(actor(b))) for a, b in wrong),
    )


def _relays(
    gold: Annotation, predicted: Annotation, matching: Matching[Statement], words: Aspect[Statement]
) -> _Measured:
    """F1 of the pairs of a statement and an actor through whom the article has it."""
    missed = [(s, relay) for s in matching.missed for relay in s.relayed_by]
    invented = [(s, relay) for s in matching.invented for relay in s.relayed_by]
    for expected, found in matching.pairs:
        missed += [(expected, relay) for relay in _lacking(expected.relayed_by, found.relayed_by)]
        invented += [(found, relay) for relay in _lacking(found.relayed_by, expected.relayed_by)]
    return _Measured(
        Tally(_relay_count(gold) - len(missed), _relay_count(gold), _relay_count(predicted)),
        (
            *(Difference("missed", "st.relay", words(item), relay.name) for item, relay in missed),
            *(Difference("invented", "st.relay", words(item), relay.name) for item, relay in invented),
        ),
    )


def _lacking(actors: Sequence[Actor], others: Sequence[Actor]) -> list[Actor]:
    return [actor for actor in actors if not any(same_actor(actor, other) for other in others)]


def _relay_count(annotation: Annotation) -> int:
    return sum(len(statement.relayed_by) for statement in annotation.statements)


def _same_figure(one: Estimate, other: Estimate) -> float:
    same_bounds = (one.lower, one.upper) == (other.lower, other.upper)
    return float(same_bounds and bool(characters([one.span]) & characters([other.span])))


def _same_mention(one: _Mention, other: _Mention) -> float:
    return overlap([one.span], [other.span]) if one.type == other.type else 0.0


def _actor_mentions(annotation: Annotation) -> list[_Mention]:
    return [_Mention(actor.type, span) for actor in annotation.actors for span in actor.mentions]


def _location_mentions(annotation: Annotation) -> list[_Mention]:
    return [_Mention(None, span) for span in annotation.locations]


def _wrong(measure: str, words: str, expected: str, found: str) -> Difference:
    return Difference("wrong", measure, words, f"expected {expected}, found {found}")


def _bounds(estimate: Estimate) -> str:
    return f"lower {estimate.lower}, upper {estimate.upper}"


def _type_and_speaker(statement: Statement) -> str:
    return f"{statement.type}, {_name(statement.speaker)}"


def _name(actor: Actor | None) -> str:
    return actor.name if actor else "nobody"


def _estimate_words(text: str, estimate: Estimate) -> str:
    return _quote(text, [estimate.span])


def _statement_words(text: str, statement: Statement) -> str:
    return _quote(text, statement.content)


def _quote(text: str, spans: Sequence[Span]) -> str:
    return shortened(" … ".join(text[start:end] for start, end in spans))
