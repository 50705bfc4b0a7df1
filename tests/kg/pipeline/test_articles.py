"""Articles into a store on disk: what is ingested, unchanged, replaced, rejected."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.article import Article
from kg.errors import UnsupportedInputError
from kg.mapping import article_iri
from kg.pipeline import (
    Outcome,
    Writer,
    check_article,
    extract_article,
    ingest_article,
    ingest_files,
    to_graph,
)
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Submission

BASE = "http://localhost:8000"
GERMAN = """28. Oktober 2024

In der Stadt sind nach Angaben der Polizei 300 Menschen auf die Straße gegangen. \
Der Veranstalter sprach am Montag von mindestens 900 Menschen."""
ENGLISH = (
    "The police said on Monday that three hundred people had taken to the streets of the city to protest."
)

Write = Callable[[str, str], Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        yield store


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, text: str) -> Path:
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def ingest(store: EmbeddedStore, *paths: Path) -> list[Outcome]:
    return list(ingest_files(paths, store, BASE))


def test_an_article_becomes_a_graph_of_its_name(store: EmbeddedStore, write: Write) -> None:
    [outcome] = ingest(store, write("protest.txt", GERMAN))
    assert (outcome.name, outcome.status, outcome.error) == ("protest.txt", "ingested", None)
    assert outcome.iri == article_iri("protest.txt", BASE)
    assert outcome.iri in set(store.graph_names())
    assert outcome.report
    assert outcome.report.conforms
    assert outcome.counts["estimates"] == 2


def test_the_same_article_again_changes_nothing(store: EmbeddedStore, write: Write) -> None:
    path = write("protest.txt", GERMAN)
    ingest(store, path)
    version = store.version()
    [outcome] = ingest(store, path)
    assert outcome.status == "unchanged"
    assert store.version() == version


def test_a_changed_article_replaces_its_graph(store: EmbeddedStore, write: Write) -> None:
    ingest(store, write("protest.txt", GERMAN))
    [outcome] = ingest(store, write("protest.txt", GERMAN.replace("300", "400")))
    assert outcome.status == "ingested"
    values = {row["value"] for row in store.rows("SELECT ?value WHERE { ?e schema:value ?value }")}
    assert values == {"400"}


def test_disputes_are_found_at_the_end_of_a_run(store: EmbeddedStore, write: Write) -> None:
    ingest(store, write("protest.txt", GERMAN))
    assert store.rows("SELECT ?a WHERE { ?a kg:disputes ?b }")


def test_disputes_are_found_when_a_run_ends_early(store: EmbeddedStore, write: Write) -> None:
    run = ingest_files([write("a.txt", GERMAN), write("b.txt", GERMAN)], store, BASE)
    next(run)
    run.close()
    assert store.rows("SELECT ?a WHERE { ?a kg:disputes ?b }")


def test_what_is_not_german_is_rejected_and_the_others_go_on(store: EmbeddedStore, write: Write) -> None:
    english, german = ingest(store, write("1.txt", ENGLISH), write("2.txt", GERMAN))
    assert (english.status, german.status) == ("rejected", "ingested")
    assert isinstance(english.error, UnsupportedInputError)
    assert english.iri not in set(store.graph_names())


def test_what_cannot_be_read_is_unreadable_and_the_others_go_on(store: EmbeddedStore, write: Write) -> None:
    missing, german = ingest(store, Path("no/such/file.txt"), write("2.txt", GERMAN))
    assert (missing.status, german.status) == ("unreadable", "ingested")
    assert missing.name == "no/such/file.txt"


def test_what_does_not_conform_is_rejected_and_leaves_the_old_graph(
    store: EmbeddedStore, write: Write
) -> None:
    name = "https://example.org/protest"
    ingest(store, write("protest.json", json.dumps({"url": name, "text": GERMAN})))
    version = store.version()
    spoilt = Article(name, GERMAN.replace("300", "400"), url="not an address")
    outcome = ingest_article(spoilt, Writer(store, BASE))
    assert (outcome.status, outcome.error) == ("rejected", None)
    assert outcome.report
    assert not outcome.report.conforms
    assert store.version() == version


def test_two_different_articles_of_one_name_are_not_both_stored(store: EmbeddedStore, write: Write) -> None:
    one = write("monday/protest.txt", GERMAN)
    other = write("tuesday/protest.txt", GERMAN.replace("300", "400"))
    first, second = ingest(store, one, other)
    assert (first.status, second.status) == ("ingested", "rejected")
    assert "is the name of two different articles" in str(second.error)
    assert ingest(store, one, one)[1].status == "unchanged"


def test_outcomes_come_as_soon_as_they_are_known(store: EmbeddedStore, write: Write) -> None:
    run = ingest_files([write("a.txt", GERMAN), write("b.txt", GERMAN)], store, BASE)
    assert next(run).iri in set(store.graph_names())
    assert sum("/id/article/" in name for name in store.graph_names()) == 1
    run.close()


def test_an_article_can_be_checked_without_storing_it() -> None:
    article = Submission(GERMAN.encode(), "text/plain", "protest.txt", "a test")
    assert check_article(extract_article(article, BASE)).conforms
    assert not check_article(extract_article(replace(article, url="not an address"), BASE)).conforms
    with pytest.raises(UnsupportedInputError):
        check_article(extract_article(replace(article, data=ENGLISH.encode()), BASE))


def test_the_same_article_gives_the_same_graph() -> None:
    article = Article("protest.txt", GERMAN)
    (extraction, graph), (again, same) = to_graph(article, BASE), to_graph(article, BASE)
    assert extraction == again
    assert graph == same
