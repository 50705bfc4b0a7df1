"""What is extracted from one article, as frozen dataclasses, and its JSON form.

The JSON is the project's interface to annotators and scorers. All spans are Unicode code points into
`Article.text`, half-open [start, end).
"""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from kg.entities import KnownActor, KnownPlace

ActorType = Literal["Person", "Organization", "State", "Group"]
LocationType = Literal["country", "region", "city", "other"]
StatementType = Literal["direct", "indirect", "reported"]
Qualifier = Literal["exact", "approximately", "atLeast", "atMost", "moreThan", "lessThan", "between"]
Number = int | float


class Span(NamedTuple):
    """A half-open range of code points in the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: its words, and the date they resolve to (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``)."""

    phrase: str
    resolved: str | None = None

    def __str__(self) -> str:
        return self.resolved or self.phrase


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, estimates, relays or is mentioned.

    `id` is stable: the key of the known entity, else a slug of the name. `named` is False for what has no
    name of its own ("Diplomaten", "ein Sprecher des Ministeriums"); it exists in this article only.
    """

    id: str
    type: ActorType
    name: str
    mentions: tuple[Span, ...]
    role: str | None = None
    named: bool = True
    known: KnownActor | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place that the article names; `id` as for actors."""

    id: str
    type: LocationType
    name: str
    mentions: tuple[Span, ...]
    known: KnownPlace | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something somebody is reported to have said. `speaker`, `relayed_by` and `said_at` are ids.

    `speaker_mention` is the noun phrase that names the speaker ("der Sprecher der Bahn, Jan Alt"); words
    that go on without a frame have that of the frame before.
    """

    id: str
    type: StatementType
    content: tuple[Span, ...]
    speaker: str
    relayed_by: tuple[str, ...] = ()
    cue: Span | None = None
    speaker_mention: Span | None = None
    addressee_mention: Span | None = None
    frame: tuple[Span, ...] = ()
    said_on: When | None = None
    said_at: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure somebody puts forward.

    `lower` and `upper` follow the annotation guide: equal for exact and approximately, one of them None for
    open bounds, both None for vague plurals ("Tausende"). `estimated_by` is None where the article asserts
    the figure in its own voice. `counts` is the lemma of what is counted, a German noun phrase.
    """

    id: str
    span: Span
    lower: Number | None
    upper: Number | None
    qualifier: Qualifier
    counts: str
    unit: str | None = None
    estimated_by: str | None = None
    relayed_by: tuple[str, ...] = ()
    as_of: When | None = None
    location: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything extracted from one article."""

    article: str
    language: str
    published: str | None = None
    title: str | None = None
    actors: tuple[Actor, ...] = ()
    locations: tuple[Location, ...] = ()
    statements: tuple[Statement, ...] = ()
    estimates: tuple[Estimate, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object of the project's extraction schema."""
        return {
            "article": self.article,
            "title": self.title,
            "language": self.language,
            "published": self.published,
            "actors": [_actor_json(a) for a in self.actors],
            "locations": [_location_json(place) for place in self.locations],
            "statements": [_statement_json(s) for s in self.statements],
            "estimates": [_estimate_json(e) for e in self.estimates],
        }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(s) for s in spans]


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _when(when: When | None) -> str | None:
    return str(when) if when else None


def _actor_json(a: Actor) -> dict[str, Any]:
    return {
        "id": a.id,
        "type": a.type,
        "name": a.name,
        "role": a.role,
        "same_as": a.known.same_as if a.known else None,
        "mentions": _spans(a.mentions),
    }


def _location_json(place: Location) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "type": place.type,
        "same_as": place.known.same_as if place.known else None,
        "mentions": _spans(place.mentions),
    }


def _statement_json(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "type": s.type,
        "speaker": s.speaker,
        "relayed_by": list(s.relayed_by),
        "content": _spans(s.content),
        "cue": _span(s.cue),
        "speaker_mention": _span(s.speaker_mention),
        "frame": _spans(s.frame),
        "addressee_mention": _span(s.addressee_mention),
        "said_on": _when(s.said_on),
        "said_at": s.said_at,
    }


def _estimate_json(e: Estimate) -> dict[str, Any]:
    return {
        "id": e.id,
        "span": list(e.span),
        "lower": e.lower,
        "upper": e.upper,
        "qualifier": e.qualifier,
        "counts": e.counts,
        "unit": e.unit,
        "estimated_by": e.estimated_by,
        "relayed_by": list(e.relayed_by),
        "as_of": _when(e.as_of),
        "location": e.location,
        "statement": e.statement,
    }
