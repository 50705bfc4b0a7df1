"""Who speaks, where things happen and what is counted: the same in all articles of a seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bench.sparql.news.terms import written
from bench.sparql.news.words import WORDS

BASE = "http://localhost:8000/id"

_COUNTED = [
    *WORDS["counted"],
    *(f"{which} {what}" for which in WORDS["which_counted"] for what in WORDS["counted"]),
    "Schaden",
    "Hilfe",
]

_JOBS = WORDS["jobs"]

LETTERS = tuple(name[:4].lower() for name in WORDS["last_names"] if name.isascii())
"""What somebody types who looks for a person."""

PERSONS, ORGANISATIONS, PLACES = 1800, 560, 320


@dataclass(frozen=True, slots=True)
class Thing:
    """A known actor, place or counted thing.

    Attributes:
        iri: in angle brackets.
        name: as articles write it.
        description: its triples, each as in N-Triples, without the full stop.
        unit: of a counted thing that has one.
    """

    iri: str
    name: str
    description: tuple[str, ...]
    unit: str = ""


class Drawing:
    """Draws from a sequence as news does: the first most, the n-th one n times less often."""

    def __init__(self, things: Sequence[Thing], chance: random.Random) -> None:
        self._things = list(things)
        chance.shuffle(self._things)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def draw(self, chance: random.Random) -> Thing:
        """Return one of the things."""
        return chance.choices(self._things, cum_weights=self._weights)[0]


class World:
    """What articles are about."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"world {seed}")
        towns = [stem + ending for stem in WORDS["town_stems"] for ending in WORDS["town_endings"]]
        self.actors = Drawing([*_persons(chance), *_organisations(towns)], chance)
        self.agencies = Drawing(list(_agencies()), chance)
        self.places = Drawing([_place(number, towns[number], chance) for number in range(PLACES)], chance)
        self.concepts = Drawing([_concept(number, name) for number, name in enumerate(_COUNTED)], chance)


def _persons(chance: random.Random) -> list[Thing]:
    names = [(first, last) for first in WORDS["first_names"] for last in WORDS["last_names"]][:PERSONS]
    return [_person(number, first, last, chance) for number, (first, last) in enumerate(names)]


def _person(number: int, first: str, last: str, chance: random.Random) -> Thing:
    iri, name = f"<{BASE}/actor/person-{number}>", f"{first} {last}"
    more = [f'{iri} skos:altLabel "{last}"@de', f'{iri} schema:jobTitle "{chance.choice(_JOBS)}"@de']
    return Thing(iri, name, _actor(iri, name, "kg:Person", number, more))


def _organisations(towns: list[str]) -> list[Thing]:
    found = []
    for number in range(ORGANISATIONS):
        iri, body = (
            f"<{BASE}/actor/organisation-{number}>",
            WORDS["organisations"][number % len(WORDS["organisations"])],
        )
        name = f"{body} {towns[number % len(towns)]}"
        more = [f'{iri} skos:altLabel "{name}s"@de']
        found.append(Thing(iri, name, _actor(iri, name, "kg:Organization", 10_000 + number, more)))
    return found


def _agencies() -> list[Thing]:
    names = WORDS["agencies"]
    iris = [f"<{BASE}/actor/agency-{number}>" for number in range(len(names))]
    return [
        Thing(iri, name, _actor(iri, name, "kg:Organization", 20_000 + number, []))
        for number, (iri, name) in enumerate(zip(iris, names, strict=True))
    ]


def _actor(iri: str, name: str, kind: str, key: int, more: list[str]) -> tuple[str, ...]:
    return written(
        f"{iri} rdf:type kg:Actor",
        f"{iri} rdf:type {kind}",
        f'{iri} skos:prefLabel "{name}"@de',
        f'{iri} skos:prefLabel "{name}"@en',
        f"{iri} skos:exactMatch <http://www.wikidata.org/entity/Q{900_000 + key}>",
        *more,
    )


def _place(number: int, name: str, chance: random.Random) -> Thing:
    iri = f"<{BASE}/location/{number}>"
    geometry = f"<{BASE}/location/{number}#geometry>"
    latitude, longitude = (
        f"{degrees:.2f}" for degrees in (chance.uniform(47.1, 54.9), chance.uniform(6.1, 14.9))
    )
    return Thing(
        iri,
        name,
        written(
            f"{iri} rdf:type kg:Location",
            f"{iri} rdf:type schema:City",
            f'{iri} skos:prefLabel "{name}"@de',
            f"{iri} skos:exactMatch <http://www.wikidata.org/entity/Q{990_000 + number}>",
            f'{iri} wgs:lat "{latitude}"^^xsd:decimal',
            f'{iri} wgs:long "{longitude}"^^xsd:decimal',
            f"{iri} geo:hasGeometry {geometry}",
            f"{geometry} rdf:type geo:Geometry",
            f'{geometry} geo:asWKT "POINT({longitude} {latitude})"^^geo:wktLiteral',
        ),
    )


def _concept(number: int, name: str) -> Thing:
    iri = f"<{BASE}/concept/{number}>"
    unit = "Euro" if name in ("Schaden", "Hilfe") else ""
    described = written(f"{iri} rdf:type skos:Concept", f'{iri} skos:prefLabel "{name}"@de')
    return Thing(iri, name, described, unit)
