"""One article about a fire, and everything that can be extracted from it."""

from collections.abc import Callable

import pytest
from rdflib import Graph

from kg.article import Article
from kg.entities import KnownActor, KnownPlace
from kg.language.extraction import Actor, Estimate, Extraction, Location, Span, Statement, When
from tests.mapped import article_graph

TEXT = (
    "🚒 Berlin. „Wir zählten rund 300 Helfer“, sagte Sprecherin Anna Beispiel am Montag, "
    "„und es werden mehr.“ Laut Augenzeugen brannten 12 Häuser. Mark Rutte nannte das schlimm. "
    "40 bis 50 Prozent der Helfer kamen aus Russland, mindestens 12 aus dem Norden, höchstens 9 vom See."
)
BASE = "https://example.org"
RUTTE = KnownActor(
    "mark-rutte",
    "Person",
    "Mark Rutte",
    "Mark Rutte",
    ("Mark Rutte", "Rutte"),
    ("Generalsekretär",),
    "NL",
    "Q57792",
)
RUSSIA = KnownActor("russia", "State", "Russland", "Russia", ("Russland",), (), "RU", "Q159")
BERLIN = KnownPlace(
    key="berlin-q64",
    type="city",
    name="Berlin",
    name_en="Berlin",
    aliases=("Berlín",),
    country="DE",
    region="Berlin",
    latitude=52.5,
    longitude=13.4,
    wikidata="Q64",
    geonames="2950159",
    population=3_406_000,
    capital=True,
)


def span(words: str, occurrence: int = 0) -> Span:
    """Return where words stand in the article, the first time or a later one."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def article() -> Article:
    return Article(
        name="brand.txt",
        text=TEXT,
        title="Brand in Berlin",
        published="2025-03-04",
        language="de",
        url="https://example.org/brand",
        publisher="Beispielblatt",
    )


@pytest.fixture
def extraction() -> Extraction:
    return Extraction(
        article="brand.txt",
        language="de",
        published="2025-03-04",
        actors=(
            Actor("anna-beispiel", "Person", "Anna Beispiel", (span("Anna Beispiel"),), role="Sprecherin"),
            Actor("augenzeugen", "Group", "Augenzeugen", (span("Augenzeugen"),), named=False),
            Actor(RUTTE.key, "Person", "Mark Rutte", (span("Mark Rutte"),), known=RUTTE),
            Actor(RUSSIA.key, "State", "Moskau", (span("Russland"),), role="Nachbar", known=RUSSIA),
        ),
        locations=(
            Location(BERLIN.key, "city", "Berlin", (span("Berlin"),), known=BERLIN),
            Location("norden", "region", "Norden", (span("Norden"),)),
        ),
        statements=(
            Statement(
                "s1",
                "direct",
                (span("Wir zählten rund 300 Helfer"), span("und es werden mehr.")),
                "anna-beispiel",
                relayed_by=("augenzeugen",),
                cue=span("sagte"),
                said_on=When("am Montag", "2025-03-03"),
                said_at=BERLIN.key,
            ),
            Statement("s2", "indirect", (span("brannten 12 Häuser"),), "augenzeugen", cue=span("Laut")),
            Statement("s3", "reported", (span("schlimm"),), RUTTE.key, said_on=When("neulich")),
        ),
        estimates=(
            Estimate(
                "e1", span("rund 300"), 300, 300, "approximately", "Helfer",
                estimated_by="anna-beispiel", relayed_by=("augenzeugen",), as_of=When("am Montag", "2025-03"),
                location=BERLIN.key, statement="s1",
            ),
            Estimate("e2", span("12"), 12, 12, "exact", "Häuser", estimated_by="augenzeugen", statement="s2"),
            Estimate("e3", span("40 bis 50"), 40, 50, "between", "Helfer", unit="Prozent"),
            Estimate("e4", span("12", 1), 12, None, "atLeast", "Helfer", location="norden"),
            Estimate("e5", span("höchstens 9"), None, 9, "atMost", "helfer"),
        ),
    )  # fmt: skip


@pytest.fixture
def graph(article: Article, extraction: Extraction) -> Graph:
    return article_graph(article, extraction, BASE)


@pytest.fixture
def where() -> Callable[..., Span]:
    return span
