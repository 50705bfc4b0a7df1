"""RDF entries of 50 triples, made up: an article, who says what in it, a figure, and where both stand.

Speakers, places and what is counted are those of the news graph of the bench, so that in a store with that
graph there are figures to compare with.
"""

import random
from collections.abc import Iterator
from string import Template

from bench.sparql.news.wording import clause
from bench.sparql.news.world import Thing, World

TRIPLES = 50

_WORLD_SEED = 4  # of the graphs that the bench of the SPARQL service loads
_ENTRY = Template("""\
@base <http://localhost:8000/id/> .
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix schema: <http://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<article/$key> a kg:Article ;
    schema:inLanguage "de" ;
    schema:datePublished "$day"^^xsd:date ;
    schema:articleBody "„$words“, sagte $speaker in $place."@de .

$speaker_iri a kg:Actor , kg:Person ; skos:prefLabel "$speaker"@de .
$place_iri a kg:Location ; skos:prefLabel "$place"@de .
$counted_iri a skos:Concept ; skos:prefLabel "$counted"@de .

<statement/$key> a kg:Statement , kg:DirectStatement ;
    schema:text "$words"@de ;
    kg:speaker $speaker_iri ;
    kg:reportedIn <article/$key> .

<estimate/$key> a kg:Estimate ;
    kg:qualifier kg:approximately ;
    schema:value $number ;
    kg:counts $counted_iri ;
    kg:location $place_iri ;
    kg:estimatedBy $speaker_iri ;
    kg:inStatement <statement/$key> ;
    kg:reportedIn <article/$key> .

<article/$key#s> a oa:Annotation ; oa:motivatedBy oa:describing ;
    oa:hasBody <statement/$key> ; oa:hasTarget <article/$key#t1> .
<article/$key#t1> a oa:SpecificResource ; oa:hasSource <article/$key> ;
    oa:hasSelector <article/$key#p1> , <article/$key#q1> .
<article/$key#p1> a oa:TextPositionSelector ; oa:start 1 ; oa:end $end .
<article/$key#q1> a oa:TextQuoteSelector ; oa:exact "$words" .

<article/$key#e> a oa:Annotation ; oa:motivatedBy oa:describing ;
    oa:hasBody <estimate/$key> ; oa:hasTarget <article/$key#t2> .
<article/$key#t2> a oa:SpecificResource ; oa:hasSource <article/$key> ;
    oa:hasSelector <article/$key#p2> , <article/$key#q2> .
<article/$key#p2> a oa:TextPositionSelector ; oa:start $from ; oa:end $end .
<article/$key#q2> a oa:TextQuoteSelector ; oa:exact "$figure" .
""")


def entries(seed: str) -> Iterator[str]:
    """Yield entries in Turtle without end; equal seeds, equal entries."""
    chance, world = random.Random(seed), World(_WORLD_SEED)
    number = 0
    while True:
        number += 1
        yield _entry(f"{seed}-{number}", world, chance)


def _entry(key: str, world: World, chance: random.Random) -> str:
    speaker, place, counted = _person(world, chance), world.places.draw(chance), world.concepts.draw(chance)
    number = chance.randint(2, 9999)
    figure = f"rund {number} {counted.name}"
    said = f"Es heißt, {clause(chance)}, betroffen seien "
    words = said + figure
    return _ENTRY.substitute(
        key=key,
        day=f"{chance.randint(2019, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        words=words,
        speaker=speaker.name,
        speaker_iri=speaker.iri,
        place=place.name,
        place_iri=place.iri,
        counted=counted.name,
        counted_iri=counted.iri,
        number=number,
        figure=figure,
        **{"from": 1 + len(said), "end": 1 + len(words)},
    )


def _person(world: World, chance: random.Random) -> Thing:
    while "/person-" not in (actor := world.actors.draw(chance)).iri:
        pass
    return actor
