"""The saved queries answer what their titles promise, over two small graphs beside this module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kg.queries import saved_queries
from kg.store import Row
from kg.store.embedded import EmbeddedStore

ID = "http://localhost:8000/id"
GRAPHS = Path(__file__).parent / "queries"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path_factory.mktemp("queries") / "store") as store:
        for number, file in enumerate(("arrival.ttl", "doubts.ttl"), start=1):
            store.replace(Graph(identifier=URIRef(f"{ID}/article/{number}")).parse(GRAPHS / file))
        yield store


def answers(store: EmbeddedStore, name: str) -> list[Row]:
    [saved] = [saved for saved in saved_queries() if saved.name == name]
    return store.rows(saved.text)


def test_there_is_a_query_for_each_question_with_titles_in_both_languages() -> None:
    names = [saved.name for saved in saved_queries()]
    assert names == ["actors", "disputes", "figures", "newest", "passages", "places", "statements"]
    assert all(saved.title_en != saved.title_de for saved in saved_queries())


def test_figures_have_bounds_source_relays_place_and_date(store: EmbeddedStore) -> None:
    about, most = answers(store, "figures")
    assert about == {
        "counted": "Soldaten",
        "qualifier": "https://w3id.org/newskg/ontology#approximately",
        "value": "10000",
        "least": None,
        "most": None,
        "unit": None,
        "by": "Verteidigungsministerium",
        "through": about["through"],
        "place": "Russland",
        "date": "2024-10-27",
        "article": f"{ID}/article/1",
        "estimate": f"{ID}/estimate/1",
    }
    assert sorted(str(about["through"]).split(", ")) == ["Sabrina Singh", "Yonhap"]
    assert (most["most"], most["unit"], most["by"], most["date"]) == ("3000", "Mann", None, "2024-11")


def test_statements_have_speaker_words_and_article(store: EmbeddedStore) -> None:
    [said] = answers(store, "statements")
    assert (said["by"], said["kind"]) == ("Verteidigungsministerium", "indirect")
    assert said["words"] == "rund 10.000 Soldaten seien da"
    assert (said["date"], said["place"], said["article"]) == ("2024-10-27", "Russland", f"{ID}/article/1")


def test_disputes_have_both_sides_once(store: EmbeddedStore) -> None:
    [found] = answers(store, "disputes")
    assert (found["words"], found["by"], found["date"]) == (
        "10.000",
        "Verteidigungsministerium",
        "2024-10-27",
    )
    assert (found["otherWords"], found["otherBy"], found["otherDate"]) == ("3.000", "2.txt", "2024-11")
    assert (found["counted"], found["place"]) == ("Soldaten", "Russland")


def test_places_have_coordinates_and_how_many_articles_mention_them(store: EmbeddedStore) -> None:
    assert answers(store, "places") == [
        {
            "place": "Russland",
            "latitude": "61.5",
            "longitude": "105.3",
            "articles": "2",
            "wikidata": "http://www.wikidata.org/entity/Q159",
            "location": f"{ID}/location/russland",
        }
    ]


def test_passages_have_the_words_and_where_they_stand(store: EmbeddedStore) -> None:
    found = [(row["kind"], row["words"], row["start"], row["end"]) for row in answers(store, "passages")]
    assert found == [
        ("statement", "rund 10.000 Soldaten seien da", "10", "40"),
        ("figure", "10.000", "15", "21"),
        ("figure", "3.000", "5", "10"),
    ]


def test_actors_have_how_often_they_speak(store: EmbeddedStore) -> None:
    assert answers(store, "actors") == [
        {
            "name": "Verteidigungsministerium",
            "kind": "organization",
            "statements": "1",
            "articles": "1",
            "actor": f"{ID}/actor/pentagon",
        }
    ]


def test_newest_articles_come_first_with_what_is_in_them(store: EmbeddedStore) -> None:
    found = [
        (row["name"], row["headline"], row["statements"], row["figures"]) for row in answers(store, "newest")
    ]
    assert found == [("2.txt", None, "0", "1"), ("1.txt", "Ankunft", "1", "1")]


def test_every_fact_of_the_sample_articles_is_found(seeded_store: Path) -> None:
    with EmbeddedStore(seeded_store, read_only=True) as store:
        for cls, name in (("kg:Statement", "statements"), ("kg:Estimate", "figures")):
            [row] = store.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?fact a {cls} }}")
            assert len(answers(store, name)) == int(row["n"] or 0) > 0
