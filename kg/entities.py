"""The known actors and places of `seeds/entities`: names, links, coordinates. Knows neither RDF nor text."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.keys import slug
from kg.resources import resource

WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person, organisation or state of `actors.csv`. `key` is the last segment of its IRI.

    `roles` are the titles under which German texts introduce it; `country` is an ISO 3166-1 alpha-2 code.
    """

    key: str
    type: Literal["Person", "Organization", "State"]
    name: str
    name_en: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str
    wikidata: str

    @property
    def same_as(self) -> str | None:
        """IRI of the same entity in Wikidata."""
        return WIKIDATA + self.wikidata if self.wikidata else None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A country, region or city with WGS 84 coordinates in decimal degrees (None for vague areas)."""

    key: str
    type: Literal["country", "region", "city", "other"]
    name: str
    name_en: str
    aliases: tuple[str, ...]
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    wikidata: str
    geonames: str
    population: int
    capital: bool

    @property
    def same_as(self) -> str | None:
        """IRI of the same place in Wikidata."""
        return WIKIDATA + self.wikidata if self.wikidata else None


def _rows(file: str) -> Iterator[dict[str, str]]:
    with resource(f"seeds/entities/{file}").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split("|") if name)


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """Return every actor of `actors.csv`, and each further country of `countries.csv` as a State."""
    listed = tuple(_listed_actors())
    states = {actor.country for actor in listed if actor.type == "State"}
    return (*listed, *(state for state in _states() if state.country not in states))


def _listed_actors() -> Iterator[KnownActor]:
    for row in _rows("actors.csv"):
        yield KnownActor(
            key=row["slug"],
            type=cast("Literal['Person', 'Organization', 'State']", row["type"]),
            name=row["name_de"],
            name_en=row["name_en"],
            aliases=_split(row["aliases_de"]),
            roles=_split(row["role_de"]),
            country=row["country"],
            wikidata=row["qid"],
        )


def _states() -> Iterator[KnownActor]:
    for row in _rows("countries.csv"):
        yield KnownActor(
            key=slug(row["name_en"]),
            type="State",
            name=row["name_de"],
            name_en=row["name_en"],
            aliases=(row["name_de"], *_split(row["aliases_de"])),
            roles=(),
            country=row["iso2"],
            wikidata=row["wikidata"],
        )


@cache
def known_places() -> tuple[KnownPlace, ...]:
    """Return every country, region, city and named area of `seeds/entities`."""
    return (*_countries(), *_areas(), *_regions(), *_cities())


def _countries() -> Iterator[KnownPlace]:
    for row in _rows("countries.csv"):
        yield KnownPlace(
            key=slug(row["name_de"]),
            type="country",
            name=row["name_de"],
            name_en=row["name_en"],
            aliases=_split(row["aliases_de"]),
            country=row["iso2"],
            region="",
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
            wikidata=row["wikidata"],
            geonames="",
            population=0,
            capital=False,
        )


def _areas() -> Iterator[KnownPlace]:
    for row in _rows("areas.csv"):
        yield KnownPlace(
            key=f"area-{slug(row['name_de'])}",
            type=cast("Literal['country', 'region', 'city', 'other']", row["type"]),
            name=row["name_de"],
            name_en=row["name_en"],
            aliases=_split(row["aliases_de"]),
            country=row["country_iso2"],
            region="",
            latitude=None,
            longitude=None,
            wikidata="",
            geonames="",
            population=0,
            capital=False,
        )


def _regions() -> Iterator[KnownPlace]:
    for row in _rows("regions.csv"):
        yield KnownPlace(
            key=f"region-{row['country_iso2'].lower()}-{slug(row['name'])}",
            type="region",
            name=row["name"],
            name_en=row["name"],
            aliases=(),
            country=row["country_iso2"],
            region="",
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
            wikidata="",
            geonames="",
            population=0,
            capital=False,
        )


def _cities() -> Iterator[KnownPlace]:
    for row in _rows("places.csv"):
        name = row["name_de"] or row["name_local"] or row["name_en"]
        aliases = {row["name_en"], row["name_local"]} - {name, ""}
        suffix = row["wikidata"] or f"{row['country_iso2']}-{row['admin1']}"
        yield KnownPlace(
            key=f"{slug(name)}-{slug(suffix)}",
            type="city",
            name=name,
            name_en=row["name_en"],
            aliases=tuple(sorted(aliases)),
            country=row["country_iso2"],
            region=row["admin1"],
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
            wikidata=row["wikidata"],
            geonames=row["geonames"],
            population=int(float(row["population"] or 0)),
            capital=row["is_capital"] == "1",
        )
