"""The part of an extraction's JSON that is scored, as frozen dataclasses; gold and prediction look alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import UnreadableInputError
from kg.language.extraction import Number, Span

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor with every place where the text names it."""

    name: str
    type: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement; its speaker and relays are resolved, None where nobody is named."""

    type: str | None
    content: tuple[Span, ...]
    speaker: Actor | None
    relayed_by: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure; its source is resolved, None where the article puts it forward itself."""

    span: Span
    lower: Number | None
    upper: Number | None
    qualifier: str | None
    source: Actor | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is known, or thought, to be in one article."""

    actors: tuple[Actor, ...]
    locations: tuple[Span, ...]
    statements: tuple[Statement, ...]
    estimates: tuple[Estimate, ...]


def parse_annotation(data: Json, source: str) -> Annotation:
    """Read what is scored from an object of the extraction schema; lists that it lacks are empty.

    Args:
        data: the JSON object.
        source: where it is from, for messages.

    Raises:
        UnreadableInputError: it does not have the form of the schema.
    """
    try:
        return _parse(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableInputError(
            source, f"does not have the form of an extraction ({type(error).__name__}: {error})"
        ) from error


def _parse(data: Json) -> Annotation:
    listed = data.get("actors", [])
    actors = tuple(_actor(actor) for actor in listed)
    by_id = {actor["id"]: parsed for actor, parsed in zip(listed, actors, strict=True)}
    return Annotation(
        actors=actors,
        locations=tuple(span for place in data.get("locations", []) for span in _spans(place["mentions"])),
        statements=tuple(_statement(statement, by_id) for statement in data.get("statements", [])),
        estimates=tuple(_estimate(estimate, by_id) for estimate in data.get("estimates", [])),
    )


def _actor(actor: Json) -> Actor:
    return Actor(name=actor["name"], type=actor.get("type"), mentions=_spans(actor["mentions"]))


def _statement(statement: Json, actors: Mapping[str, Actor]) -> Statement:
    return Statement(
        type=statement.get("type"),
        content=_spans(statement["content"]),
        speaker=_resolve(statement.get("speaker"), actors),
        relayed_by=tuple(actors[relay] for relay in statement.get("relayed_by") or []),
    )


def _estimate(estimate: Json, actors: Mapping[str, Actor]) -> Estimate:
    return Estimate(
        span=_span(estimate["span"]),
        lower=estimate.get("lower"),
        upper=estimate.get("upper"),
        qualifier=estimate.get("qualifier"),
        source=_resolve(estimate.get("estimated_by"), actors),
    )


def _resolve(actor: str | None, actors: Mapping[str, Actor]) -> Actor | None:
    return None if actor is None else actors[actor]


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(_span(span) for span in spans)


def _span(span: list[int]) -> Span:
    start, end = span
    return Span(int(start), int(end))
