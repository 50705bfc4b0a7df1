"""Actors and places: what they are, how they are called, and where the article mentions them."""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import GEO, SKOS

from kg.entities import GEONAMES, KnownActor, KnownPlace
from kg.language.extraction import Actor, Location, Span
from kg.mapping.annotations import annotate
from kg.mapping.draft import Draft
from kg.mapping.literals import decimal_literal, point_literal
from kg.vocabulary import KG, OA, SCHEMA, WGS

_PLACE_CLASSES: Mapping[str, tuple[URIRef, ...]] = {
    "country": (SCHEMA.Country,),
    "region": (SCHEMA.AdministrativeArea,),
    "city": (SCHEMA.City,),
    "other": (),
}


def add_actors(draft: Draft, actors: Iterable[Actor]) -> dict[str, URIRef]:
    """Describe actors; return their IRIs by id."""
    return {actor.id: _add_actor(draft, actor) for actor in actors}


def add_locations(draft: Draft, locations: Iterable[Location]) -> dict[str, URIRef]:
    """Describe places; return their IRIs by id."""
    return {location.id: _add_location(draft, location) for location in locations}


def _add_actor(draft: Draft, actor: Actor) -> URIRef:
    iri = draft.iris.actor(actor)
    draft.add(iri, RDF.type, KG.Actor, KG[actor.type])
    _add_names(draft, iri, actor.name, actor.known)
    if actor.role:
        draft.add(
            iri, SCHEMA.jobTitle if actor.type == "Person" else SCHEMA.description, draft.tagged(actor.role)
        )
    _add_mentions(draft, iri, actor.mentions)
    return iri


def _add_location(draft: Draft, location: Location) -> URIRef:
    iri = draft.iris.location(location)
    draft.add(iri, RDF.type, KG.Location, *_PLACE_CLASSES[location.type])
    _add_names(draft, iri, location.name, location.known)
    if location.known:
        _add_coordinates(draft, iri, location.known)
        if location.known.geonames:
            draft.add(iri, SKOS.exactMatch, URIRef(f"{GEONAMES}{location.known.geonames}/"))
    _add_mentions(draft, iri, location.mentions)
    return iri


def _add_names(draft: Draft, iri: URIRef, name: str, known: KnownActor | KnownPlace | None) -> None:
    """Name a known thing as `seeds/entities` does, in German and English, any other as the article does."""
    if known is None:
        draft.add(iri, SKOS.prefLabel, draft.tagged(name))
        return
    draft.add(iri, SKOS.prefLabel, Literal(known.name, lang="de"))
    if known.name_en:
        draft.add(iri, SKOS.prefLabel, Literal(known.name_en, lang="en"))
    draft.add(iri, SKOS.altLabel, *_other_names(name, known))
    if known.same_as:
        draft.add(iri, SKOS.exactMatch, URIRef(known.same_as))


def _other_names(name: str, known: KnownActor | KnownPlace) -> Iterator[Literal]:
    """Yield the article's name for a known thing and the listed ones; those of cities are local spellings."""
    foreign = known.type == "city"
    for other in {*known.aliases, name} - {known.name, known.name_en if foreign else ""}:
        yield Literal(other, lang="und" if foreign and other != name else "de")


def _add_coordinates(draft: Draft, iri: URIRef, place: KnownPlace) -> None:
    if place.latitude is None or place.longitude is None:
        return
    geometry = URIRef(f"{iri}#geometry")
    draft.add(iri, WGS.lat, decimal_literal(place.latitude))
    draft.add(iri, WGS.long, decimal_literal(place.longitude))
    draft.add(iri, GEO.hasGeometry, geometry)
    draft.add(geometry, RDF.type, GEO.Geometry)
    draft.add(geometry, GEO.asWKT, point_literal(place.latitude, place.longitude))


def _add_mentions(draft: Draft, iri: URIRef, spans: Iterable[Span]) -> None:
    for span in spans:
        draft.add(draft.iris.article, KG.mentions, iri)
        annotate(draft, draft.iris.mention(iri, span), iri, OA.identifying, [span])
