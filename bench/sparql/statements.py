"""A graph of statements in a store, for look-ups: so many articles, each with a few statements, seeded."""

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.store.folder import DATABASE, mark
from kg.vocabulary import PREFIXES

BASE = "http://localhost:8000/id"
STATEMENTS_AN_ARTICLE = 8

_ACTORS = 400
_WORDS = (
    "Regierung",
    "Abkommen",
    "Soldaten",
    "Hilfe",
    "Grenze",
    "Wahl",
    "Preise",
    "Kritik",
    "Treffen",
    "Lage",
)


def statement(number: int) -> str:
    """Return the IRI of a statement."""
    return f"{BASE}/statement/{number:07}"


def look_up(number: int) -> str:
    """Return the query that looks a statement up: what it says, who says it, and where it stands."""
    return (
        "SELECT ?text ?name ?article WHERE { "
        f"<{statement(number)}> schema:text ?text ; kg:speaker ?actor ; kg:reportedIn ?article . "
        "?actor skos:prefLabel ?name }"
    )


def make_store(folder: Path, articles: int) -> int:
    """Make a store; return how many triples the union of its graphs has."""
    folder.mkdir(parents=True)
    database = ox.Store(folder / DATABASE)
    database.bulk_extend(_quads(articles))
    database.flush()
    triples = len(list(database.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    del database
    mark(folder, union=True)
    return triples


def _quads(articles: int) -> Iterator[ox.Quad]:
    """Yield each triple in its article's graph, and in the unnamed graph, which is the union."""
    chance = random.Random(4)
    for article in range(articles):
        graph = ox.NamedNode(f"{BASE}/article/{article:06}")
        for triple in _article(graph, article, chance):
            yield ox.Quad(*triple, graph)
            yield ox.Quad(*triple)


def _article(
    graph: ox.NamedNode, article: int, chance: random.Random
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield graph, _term("rdf:type"), _term("kg:Article")
    yield graph, _term("schema:headline"), ox.Literal(_sentence(chance), language="de")
    for number in range(article * STATEMENTS_AN_ARTICLE, (article + 1) * STATEMENTS_AN_ARTICLE):
        subject = ox.NamedNode(statement(number))
        key = chance.randrange(_ACTORS)
        actor = ox.NamedNode(f"{BASE}/actor/person-{key}")
        yield subject, _term("rdf:type"), _term("kg:Statement")
        yield subject, _term("rdf:type"), _term("kg:IndirectStatement")
        yield subject, _term("schema:text"), ox.Literal(_sentence(chance), language="de")
        yield subject, _term("kg:speaker"), actor
        yield subject, _term("kg:reportedIn"), graph
        yield subject, _term("kg:reviewStatus"), _term("kg:machine")
        yield actor, _term("rdf:type"), _term("kg:Actor")
        yield actor, _term("skos:prefLabel"), ox.Literal(f"Person {key}", language="de")


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=12))


def _term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)
