"""The news graph that servers are compared on."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, URIRef

from bench.sparql.news import Dataset, dataset
from bench.sparql.news.dataset import News
from kg.disputes import disputes_iri
from kg.validation import validate
from kg.vocabulary import KG, SCHEMA

TRIPLES = 5_000


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return dataset(tmp_path_factory.mktemp("news"), TRIPLES)


@pytest.fixture(scope="module")
def store(news: Dataset) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(news.file), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """A graph of seventy articles."""
    return [line for lines in News(60_000, 4).quads() for line in lines.splitlines()]


def entry(store: ox.Store, name: ox.NamedNode | ox.BlankNode) -> Graph:
    triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, name)]
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert list(News(2_000, 7).quads()) == list(News(2_000, 7).quads())


def test_another_seed_gives_another_graph() -> None:
    assert list(News(2_000, 7).quads()) != list(News(2_000, 8).quads())


def test_articles_conform_to_the_shapes(store: ox.Store) -> None:
    articles = [name for name in store.named_graphs() if "/article/" in str(name)]

    reports = [validate(entry(store, name)) for name in articles[:2]]

    assert [report.violations for report in reports] == [()] * 2


def test_a_graph_is_named_by_its_article(store: ox.Store) -> None:
    names = {quad.subject for quad in store.quads_for_pattern(None, None, ox.NamedNode(KG.Article), None)}

    assert names == {name for name in store.named_graphs() if "/article/" in str(name)}


def test_it_has_as_many_different_triples_as_it_says(store: ox.Store, news: Dataset) -> None:
    different = {quad.triple for quad in store}

    assert (len(different), len(store)) == (news.triples, news.quads)
    assert TRIPLES <= news.triples < TRIPLES + 2_500


def test_it_is_written_once(news: Dataset) -> None:
    written = news.file.stat().st_mtime_ns

    again = dataset(news.folder.parent, TRIPLES)

    assert (again, again.file.stat().st_mtime_ns) == (news, written)


def test_few_actors_say_much(lines: list[str]) -> None:
    spoken = Counter(line.split()[2] for line in lines if "#speaker>" in line)

    first = sum(count for _, count in spoken.most_common(len(spoken) // 10))

    assert first > spoken.total() / 4


def test_figures_that_dispute_each_other_are_in_a_graph_of_their_own_both_ways(lines: list[str]) -> None:
    graph = f"<{disputes_iri('http://localhost:8000')}> ."
    pairs = {
        (line.split()[0], line.split()[2])
        for line in lines
        if f"<{KG.disputes}>" in line and line.endswith(graph)
    }

    assert pairs
    assert pairs == {(other, one) for one, other in pairs}


def test_what_can_be_asked_about_is_there(store: ox.Store, news: Dataset) -> None:
    classes = {
        "statement": KG.Statement,
        "article": KG.Article,
        "actor": KG.Actor,
        "concept": URIRef("http://www.w3.org/2004/02/skos/core#Concept"),
    }

    for name, kind in classes.items():
        for iri in news.parameters[name]:
            pattern = (ox.NamedNode(iri), ox.NamedNode(RDF.type), ox.NamedNode(kind))
            assert next(store.quads_for_pattern(*pattern, None), None), iri


def test_each_word_to_look_for_is_in_some_statements_and_not_in_all(lines: list[str]) -> None:
    said = [line for line in lines if f"<{SCHEMA.text}>" in line]

    found = {word: sum(word in line for line in said) for word in News(1, 4).parameters()["word"]}

    assert min(found.values()) > 0
    assert max(found.values()) < len(said) / 2


def test_a_graph_that_is_half_written_is_not_taken_for_whole(tmp_path: Path) -> None:
    (tmp_path / "news-100-4-1.unfinished").mkdir()

    assert dataset(tmp_path, 100).file.stat().st_size > 0
