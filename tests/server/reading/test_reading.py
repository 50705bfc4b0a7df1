"""What the pages read from the store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.mapping import article_iri
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from server.reading import articles, overview, things
from server.reading.facts import facts, facts_in, newest
from server.reading.names import names
from server.reading.queries import iri_ref

BASE = "http://localhost:8000"
ARRIVAL = article_iri("arrival.txt", BASE)
DOUBTS = article_iri("doubts.txt", BASE)
RUTTE = f"{BASE}/id/actor/mark-rutte"
RUSSIA = f"{BASE}/id/location/russland"


@pytest.fixture(scope="module")
def store(filled: Callable[[], Path]) -> Iterator[Store]:
    """A store with both articles."""
    with EmbeddedStore(filled()) as store:
        yield store


def test_articles_are_listed_the_newest_first_with_their_counts(store: Store) -> None:
    lines = articles.lines(store, "de", limit=10)

    assert [(line.article.name, line.statements, line.figures) for line in lines] == [
        ("Zweifel an den Zahlen", 0, 2),
        ("Truppen in Russland", 2, 2),
    ]
    assert [line.article.iri for line in articles.lines(store, "de", limit=1, offset=1)] == [ARRIVAL]


def test_an_article_has_its_facts_in_the_order_of_the_text(store: Store) -> None:
    article = articles.article(store, ARRIVAL, "en")

    assert [s.type for s in article.facts.statements] == ["DirectStatement", "IndirectStatement"]
    assert [f.words for f in article.facts.figures] == ["Rund 10.000 Soldaten", "höchstens 12.000 Soldaten"]
    assert [a.name for a in article.actors] == [
        "Mark Rutte",
        "Sabrina Singh",
        "United States Department of Defense",
    ]
    assert [place.name for place in article.locations] == ["Russia"]


def test_the_text_of_an_article_is_complete(store: Store) -> None:
    article = articles.article(store, ARRIVAL, "de")

    text = "\n\n".join("".join(segment.text for segment in paragraph) for paragraph in article.text)

    assert text.startswith("28. Oktober 2024\n\nRund 10.000 Soldaten aus Nordkorea")
    assert text.endswith("warnte.")


def test_an_article_that_is_unknown_is_empty(store: Store) -> None:
    article = articles.article(store, f"{BASE}/id/article/none", "de")

    assert article.article.name == "none"
    assert article.text == ()


def test_a_figure_has_who_put_it_forward_and_through_whom(store: Store) -> None:
    figure = articles.article(store, ARRIVAL, "en").facts.figures[0]

    assert figure.qualifier == "approximately"
    assert (figure.value, figure.lower, figure.upper) == ("10000", None, None)
    assert [a.name for a in figure.estimated_by] == ["United States Department of Defense"]
    assert [a.name for a in figure.relayed_by] == ["Sabrina Singh"]
    assert figure.location is not None
    assert figure.location.iri == RUSSIA
    assert (figure.as_of, figure.published) == ("2024-10-28", "2024-10-28")
    assert len(figure.disputes) == 1


def test_a_statement_in_two_pieces_has_two_passages(store: Store) -> None:
    statement = articles.article(store, ARRIVAL, "de").facts.statements[1]

    assert [p.exact for p in statement.passages] == [
        "Die Verlegung sei eine Eskalation",
        "höchstens 12.000 Soldaten",
    ]
    assert statement.review_status == "machine"


def test_facts_come_in_the_order_asked_for_and_each_once(store: Store) -> None:
    first, second = (figure.iri for figure in articles.article(store, ARRIVAL, "de").facts.figures)

    found = facts(store, [second, first, second, RUTTE], "de")

    assert [figure.iri for figure in found.figures] == [second, first]
    assert found.statements == ()


def test_newest_facts_are_those_of_the_newest_article(store: Store) -> None:
    figures = facts(store, newest(store, "?thing a kg:Estimate", 2), "de").figures

    assert {figure.article.iri for figure in figures if figure.article} == {DOUBTS}


def test_the_facts_of_a_graph_are_found(store: Store) -> None:
    assert len(facts_in(store, ARRIVAL)) == 4


def test_a_person_has_names_links_and_what_refers_to_them(store: Store) -> None:
    thing, mentioned = things.thing(store, RUTTE, "de"), things.mentioned(store, RUTTE, "de")

    assert "Person" in thing.types
    assert thing.links == ("http://www.wikidata.org/entity/Q57792",)
    assert {label.text for label in thing.labels} >= {"Mark Rutte", "Rutte"}
    assert (mentioned.statements, mentioned.figures, mentioned.articles) == (1, 1, 1)


def test_a_place_has_coordinates_and_the_figures_there(store: Store) -> None:
    thing, mentioned = things.thing(store, RUSSIA, "en"), things.mentioned(store, RUSSIA, "en")

    assert thing.coordinates == (60.0, 100.0)
    assert len(mentioned.facts.figures) == 2
    assert [line.article.iri for line in mentioned.lines] == [DOUBTS, ARRIVAL]


def test_disputes_are_pairs_each_once(store: Store) -> None:
    [pair] = overview.disputes(store, "en")

    assert {pair.one.value or pair.one.upper, pair.other.value or pair.other.upper} == {"10000", "3000"}


def test_names_are_in_the_language_of_the_reader_where_there_is_one(store: Store) -> None:
    unknown = f"{BASE}/id/actor/unknown"

    english, german = (names(store, [RUSSIA, ARRIVAL, unknown], language) for language in ("en", "de"))

    assert english[RUSSIA].name == "Russia"
    assert german[RUSSIA].name == "Russland"
    assert (english[ARRIVAL].name, english[ARRIVAL].language) == ("Truppen in Russland", "de")
    assert english[unknown].name == "unknown"


def test_reading_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "empty") as store:
        assert articles.lines(store, "en", limit=5) == ()
        assert overview.newest_figures(store, "en", 5) == ()
        assert overview.disputes(store, "en") == ()
        assert set(overview.counts(store).values()) == {0}


@pytest.mark.parametrize(
    "text", ["a b", "http://x/> . DROP ALL", 'http://x/"', "http://x/\n", "http://x/\\u003e"]
)
def test_what_is_no_iri_never_gets_into_a_query(text: str) -> None:
    with pytest.raises(QueryError):
        iri_ref(text)
