"""From mentions of places to places: which known place each name means."""

from collections import Counter
from collections.abc import Iterable

from kg.entities import KnownPlace
from kg.keys import slug
from kg.language.extraction import Actor, Location, Span
from kg.language.places.locations import Place

_GERMAN_SPEAKING = ("DE", "AT", "CH")


def locations(places: Iterable[Place], actors: tuple[Actor, ...]) -> tuple[Location, ...]:
    """Return the places of the article, each ambiguous name decided by the countries it speaks of."""
    found = list(places)
    context = Counter(p.candidates[0].country for p in found if len(p.candidates) == 1)
    context.update(a.known.country for a in actors if a.known)
    groups: dict[str, list[tuple[Place, KnownPlace | None]]] = {}
    for place in found:
        known = _choose(place.candidates, context)
        key = known.key if known else slug(place.text)
        groups.setdefault(key, []).append((place, known))
    return tuple(_location(key, members) for key, members in groups.items())


def _choose(candidates: tuple[KnownPlace, ...], context: Counter[str]) -> KnownPlace | None:
    if not candidates:
        return None

    def weight(place: KnownPlace) -> tuple[int, int, int, int]:
        near = context[place.country] > 0
        home = place.country in _GERMAN_SPEAKING
        return (
            int(place.type in ("country", "other")),
            int(near),
            int(home or place.capital),
            place.population,
        )

    return max(candidates, key=weight)


def _location(key: str, members: list[tuple[Place, KnownPlace | None]]) -> Location:
    first, known = members[0]
    spans: tuple[Span, ...] = tuple(sorted({place.span for place, _ in members}))
    name = known.name if known else first.text
    return Location(key, known.type if known else first.type, name, spans, known)
