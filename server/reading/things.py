"""Actors, places and counted things: what they are, and the facts that refer to them."""

from dataclasses import dataclass

from rdflib.namespace import RDF, SKOS

from kg.vocabulary import KG, SCHEMA, WGS
from server.reading.articles import Line, lines_of
from server.reading.facts import Facts, facts, newest
from server.reading.names import Named, names
from server.reading.queries import Source, count, describe_all, every, first, iri_ref


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a language (None: in none in particular)."""

    text: str
    language: str | None


# A page shows this many of each; the page says so and links to the query for all.
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Thing:
    """What an actor, a place or a counted thing is."""

    thing: Named
    types: tuple[str, ...]
    labels: tuple[Label, ...]
    roles: tuple[str, ...]
    links: tuple[str, ...]
    coordinates: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What refers to a thing: facts and articles, the newest first, and how many there are in all."""

    facts: Facts
    statements: int
    figures: int
    lines: tuple[Line, ...]
    articles: int


def thing(store: Source, iri: str, language: str) -> Thing:
    """Return what the graph says a thing is; everything but its name is empty when it says nothing."""
    about = describe_all(store, [iri]).get(iri, {})
    types = every(about, RDF.type)
    latitude, longitude = first(about, WGS.lat), first(about, WGS.long)
    return Thing(
        thing=names(store, [iri], language)[iri],
        types=tuple(t.removeprefix(str(KG)) for t in types if t.startswith(str(KG))),
        labels=_labels(store, iri),
        roles=every(about, SCHEMA.jobTitle),
        links=every(about, SKOS.exactMatch),
        coordinates=(float(latitude), float(longitude)) if latitude and longitude else None,
    )


def mentioned(store: Source, iri: str, language: str) -> Mentioned:
    """Return the facts that refer to a thing and the articles that mention it."""
    ref = iri_ref(iri)
    said = f"?thing a kg:Statement ; kg:speaker|kg:relayedBy|kg:saidAt {ref} ."
    put_forward = f"?thing a kg:Estimate ; kg:estimatedBy|kg:relayedBy|kg:location|kg:counts {ref} ."
    mentions = f"?thing kg:mentions {ref} ."
    return Mentioned(
        facts=facts(store, newest(store, said, LIMIT) + newest(store, put_forward, LIMIT), language),
        statements=count(store, said),
        figures=count(store, put_forward),
        lines=lines_of(store, _newest_articles(store, mentions), language),
        articles=count(store, mentions),
    )


def _newest_articles(store: Source, pattern: str) -> list[str]:
    query = f"""SELECT ?thing (MAX(STR(?published)) AS ?date) WHERE {{
        {pattern} OPTIONAL {{ ?thing schema:datePublished ?published }}
    }} GROUP BY ?thing ORDER BY DESC(?date) ?thing LIMIT {LIMIT}"""
    return [str(row["thing"]) for row in store.rows(query) if row["thing"]]


def _labels(store: Source, iri: str) -> tuple[Label, ...]:
    query = f"""SELECT DISTINCT ?label (LANG(?label) AS ?tag) ?rank WHERE {{
        {{ {iri_ref(iri)} skos:prefLabel ?label BIND(0 AS ?rank) }}
        UNION {{ {iri_ref(iri)} skos:altLabel ?label BIND(1 AS ?rank) }}
    }} ORDER BY ?rank ?tag ?label"""
    return tuple(Label(str(row["label"]), row["tag"] or None) for row in store.rows(query))
