"""Articles: lists of them, and one with everything that is known from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.vocabulary import KG, SCHEMA
from server.reading.facts import Facts, facts
from server.reading.names import Named, names
from server.reading.passages import Paragraph, Passage, paragraphs, passages_in
from server.reading.queries import (
    Description,
    Source,
    count,
    describe_all,
    every,
    first,
    iri_ref,
    iris,
    values,
)


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list."""

    article: Named
    published: str | None
    publisher: str | None
    statements: int
    figures: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article, its text cut where passages begin and end, and the facts in order of the text."""

    article: Named
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    text: tuple[Paragraph, ...]
    facts: Facts
    actors: tuple[Named, ...]
    locations: tuple[Named, ...]


def number_of_articles(store: Source) -> int:
    """Return how many articles there are."""
    return count(store, "?thing a kg:Article")


def lines(store: Source, language: str, *, limit: int, offset: int = 0) -> tuple[Line, ...]:
    """Return the newest articles, some left out at the beginning for a later page of the list."""
    found = iris(
        store,
        f"""SELECT ?a (MAX(STR(?published)) AS ?date) WHERE {{
              ?a a kg:Article . OPTIONAL {{ ?a schema:datePublished ?published }}
            }} GROUP BY ?a ORDER BY DESC(?date) ?a LIMIT {limit} OFFSET {offset}""",
    )
    return lines_of(store, found, language)


def lines_of(store: Source, articles: Iterable[str], language: str) -> tuple[Line, ...]:
    """Return these articles as lines of a list, in the order given."""
    order = list(articles)
    if not order:
        return ()
    about = _describe_headers(store, order)
    called = names(store, order, language)
    statements, figures = (_per_article(store, order, kind) for kind in ("kg:Statement", "kg:Estimate"))
    return tuple(
        Line(
            article=called[iri],
            published=first(about.get(iri, {}), SCHEMA.datePublished),
            publisher=first(about.get(iri, {}), SCHEMA.publisher),
            statements=statements.get(iri, 0),
            figures=figures.get(iri, 0),
        )
        for iri in order
    )


def article(store: Source, iri: str, language: str) -> Article:
    """Return one article; everything but its name is empty when the graph does not have it."""
    about = describe_all(store, [iri]).get(iri, {})
    passages = passages_in(store, iri)
    mentioned = names(store, every(about, KG.mentions), language)
    locations = set(iris(store, f"SELECT ?l WHERE {{ {iri_ref(iri)} kg:mentions ?l . ?l a kg:Location }}"))
    return Article(
        article=names(store, [iri], language)[iri],
        published=first(about, SCHEMA.datePublished),
        publisher=first(about, SCHEMA.publisher),
        url=first(about, SCHEMA.url),
        language=first(about, SCHEMA.inLanguage),
        text=tuple(paragraphs(first(about, SCHEMA.articleBody) or "", passages)),
        facts=facts(store, _in_order_of_the_text(store, iri, passages), language),
        actors=_alphabetically(thing for thing in mentioned.values() if thing.iri not in locations),
        locations=_alphabetically(thing for thing in mentioned.values() if thing.iri in locations),
    )


def _describe_headers(store: Source, articles: list[str]) -> dict[str, Description]:
    """Describe articles without their texts."""
    query = f"""SELECT ?a ?published ?publisher WHERE {{
        VALUES ?a {values(articles)}
        OPTIONAL {{ ?a schema:datePublished ?published }}
        OPTIONAL {{ ?a schema:publisher ?publisher }}
    }}"""
    described: dict[str, Description] = {}
    for row in store.rows(query):
        pairs = ((SCHEMA.datePublished, row["published"]), (SCHEMA.publisher, row["publisher"]))
        described[str(row["a"])] = {str(p): (o,) for p, o in pairs if o}
    return described


def _per_article(store: Source, articles: list[str], kind: str) -> Mapping[str, int]:
    query = f"""SELECT ?a (COUNT(DISTINCT ?fact) AS ?n) WHERE {{
        VALUES ?a {values(articles)} ?fact kg:reportedIn ?a ; a {kind} }} GROUP BY ?a"""
    return {str(row["a"]): int(row["n"] or 0) for row in store.rows(query)}


def _in_order_of_the_text(store: Source, article: str, passages: list[Passage]) -> list[str]:
    """Return the facts of the article as they first occur, and then those without a passage."""
    everything = iris(store, f"SELECT DISTINCT ?fact WHERE {{ ?fact kg:reportedIn {iri_ref(article)} }}")
    placed = {passage.fact: None for passage in passages}
    return [iri for iri in placed if iri in set(everything)] + sorted(set(everything) - set(placed))


def _alphabetically(things: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(things, key=lambda thing: thing.name.casefold()))
