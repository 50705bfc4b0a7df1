"""When two figures dispute each other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef

from kg.disputes import Figure, Interval, disputes, disputes_iri, figures, period_of, refresh
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import KG, SCHEMA, SKOS

BASE = "http://localhost:8000"

ROW = {
    "estimate": "e",
    "article": "a",
    "counts": "soldaten",
    "onlyIn": None,
    "location": "kursk",
    "unit": None,
    "qualifier": str(KG.exact),
    "value": None,
    "least": None,
    "most": None,
    "source": "pentagon",
    "date": "2024-10-28",
}


def figure(**given: str | None) -> Figure:
    [found] = figures([ROW | given])
    return found


def exact(number: int, **given: str | None) -> Figure:
    return figure(value=str(number), least=str(number), most=str(number), **given)


def dispute(one: Figure, other: Figure) -> bool:
    return bool(list(disputes([replace(one, iri="1"), replace(other, iri="2")])))


KIEW = {"source": "selenskyj"}


def test_different_numbers_of_different_sources_dispute() -> None:
    assert dispute(exact(10_000), exact(12_000, **KIEW))


def test_equal_numbers_do_not() -> None:
    assert not dispute(exact(10_000), exact(10_000, **KIEW))


def test_one_source_does_not_dispute_itself() -> None:
    assert not dispute(exact(10_000), exact(12_000))


def test_a_source_in_common_is_enough_for_agreement() -> None:
    both = replace(exact(10_000), sources=frozenset({"pentagon", "selenskyj"}))
    assert not dispute(both, exact(12_000, **KIEW))


def test_an_article_in_its_own_voice_is_a_source() -> None:
    own = exact(10_000, source=None, article="a1")
    assert not dispute(own, exact(12_000, source=None, article="a1"))
    assert dispute(own, exact(12_000, source=None, article="a2"))
    assert dispute(own, exact(12_000, source="pentagon", article="a1"))


@pytest.mark.parametrize("difference", [{"counts": "panzer"}, {"location": "russland"}, {"unit": "Prozent"}])
def test_figures_of_different_things_are_not_compared(difference: dict[str, str]) -> None:
    assert not dispute(exact(10_000), exact(12_000, **KIEW, **difference))


def test_figures_without_a_place_are_of_one_place_but_of_no_named_one() -> None:
    nowhere = exact(10_000, location=None)
    assert dispute(nowhere, exact(12_000, location=None, **KIEW))
    assert not dispute(nowhere, exact(12_000, **KIEW))


@pytest.mark.parametrize(
    ("later", "comparable"),
    [
        ("2024-10-28", True),
        ("2024-11-28", True),
        ("2024-11-29", False),
        ("2024-11", True),
        ("2024-12", False),
        ("2024", True),
        ("2023", False),
        ("2024-09-27", True),
        ("2024-09-26", False),
    ],
)
def test_they_are_compared_when_at_most_31_days_apart(later: str, comparable: bool) -> None:
    assert dispute(exact(10_000), exact(12_000, date=later, **KIEW)) == comparable


@pytest.mark.parametrize("undated", [None, "am Montag", "2024-13", "2024-02-30", "2024-1"])
def test_a_figure_without_a_date_is_not_compared(undated: str | None) -> None:
    assert list(figures([ROW | {"date": undated}])) == []


def test_a_period_is_all_the_days_that_a_date_may_mean() -> None:
    assert period_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert period_of("2023") == (date(2023, 1, 1), date(2023, 12, 31))
    assert period_of("2024-10-28Z") == period_of("2024-10-28T12:00:00+01:00") == (date(2024, 10, 28),) * 2


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ({"qualifier": "moreThan", "least": "600000"}, {"value": "500000"}, True),
        ({"qualifier": "moreThan", "least": "600000"}, {"value": "600000"}, True),
        ({"qualifier": "atLeast", "least": "600000"}, {"value": "600000"}, False),
        ({"qualifier": "moreThan", "least": "600000"}, {"value": "700000"}, False),
        ({"qualifier": "lessThan", "most": "500"}, {"value": "500"}, True),
        ({"qualifier": "atMost", "most": "500"}, {"value": "500"}, False),
        ({"qualifier": "atMost", "most": "500"}, {"qualifier": "moreThan", "least": "500"}, True),
        ({"qualifier": "atMost", "most": "500"}, {"qualifier": "atLeast", "least": "500"}, False),
        ({"qualifier": "between", "least": "400", "most": "600"}, {"value": "600"}, False),
        ({"qualifier": "between", "least": "400", "most": "600"}, {"value": "601"}, True),
        ({"qualifier": "approximately", "value": "10000"}, {"value": "11000"}, False),
        ({"qualifier": "approximately", "value": "10000"}, {"value": "11001"}, True),
        ({"qualifier": "approximately", "value": "10000"}, {"value": "9000"}, False),
        ({"qualifier": "approximately"}, {"value": "5"}, False),
        ({"qualifier": "approximately", "value": "-10"}, {"value": "-10.9"}, False),
        ({"value": "1.5"}, {"value": "1.50"}, False),
        ({"value": "INF"}, {"value": "5"}, False),
    ],
)
def test_they_dispute_when_no_number_fits_both(
    one: dict[str, str], other: dict[str, str], disputed: bool
) -> None:
    assert dispute(bounded(one), bounded(other | KIEW)) == disputed
    assert dispute(bounded(other | KIEW), bounded(one)) == disputed


def bounded(given: dict[str, str]) -> Figure:
    return figure(**given | {"qualifier": str(KG[given.get("qualifier", "exact")])})


def test_an_interval_without_bounds_overlaps_every_other() -> None:
    assert Interval(None, None).overlaps(bounded({"value": "5"}).interval)


def test_many_figures_of_different_times_are_compared_quickly() -> None:
    years = (str(year) for year in range(1000, 9999))
    many = [replace(exact(1000, date=year), iri=year, sources=frozenset({year})) for year in years]
    assert list(disputes(many)) == []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        yield store


def article(name: str, number: int, published: str = "2024-10-28") -> Graph:
    iri = URIRef(f"{BASE}/id/article/{name}")
    estimate, soldiers = URIRef(f"{BASE}/id/estimate/{name}"), URIRef(f"{BASE}/id/concept/soldaten")
    graph = Graph(identifier=iri)
    graph.add((iri, RDF.type, KG.Article))
    graph.add((iri, SCHEMA.datePublished, Literal(published, datatype=XSD.date)))
    graph.add((estimate, RDF.type, KG.Estimate))
    graph.add((estimate, KG.reportedIn, iri))
    graph.add((estimate, KG.counts, soldiers))
    graph.add((soldiers, SKOS.prefLabel, Literal("Soldaten", lang="de")))
    graph.add((estimate, KG.qualifier, KG.exact))
    graph.add((estimate, SCHEMA.value, Literal(number)))
    graph.add((estimate, KG.location, RUSSIA))
    return graph


RUSSIA = URIRef(f"{BASE}/id/location/russland")


def stored_disputes(store: EmbeddedStore) -> set[tuple[str, str]]:
    rows = store.rows("SELECT ?one ?other WHERE { GRAPH ?g { ?one kg:disputes ?other } }")
    return {(str(row["one"])[-1], str(row["other"])[-1]) for row in rows}


def test_disputes_are_stored_both_ways_in_a_graph_of_their_own(store: EmbeddedStore) -> None:
    store.replace(article("a", 10_000), article("b", 12_000), article("c", 12_000))
    assert refresh(store, BASE) == 2
    assert stored_disputes(store) == {("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")}
    assert len(store.graph(disputes_iri(BASE))) == 4


def test_disputes_that_are_none_any_more_disappear(store: EmbeddedStore) -> None:
    store.replace(article("a", 10_000), article("b", 12_000))
    refresh(store, BASE)
    store.replace(article("b", 10_000))
    assert refresh(store, BASE) == 0
    assert disputes_iri(BASE) not in set(store.graph_names())


def test_refreshing_again_changes_nothing(store: EmbeddedStore) -> None:
    store.replace(article("a", 10_000), article("b", 12_000))
    refresh(store, BASE)
    version = store.version()
    refresh(store, BASE)
    assert store.version() == version


def test_the_date_of_the_figure_comes_before_that_of_the_statement_and_of_the_article(
    store: EmbeddedStore,
) -> None:
    graph = article("b", 12_000)
    estimate, statement = URIRef(f"{BASE}/id/estimate/b"), URIRef(f"{BASE}/id/statement/b")
    graph.add((estimate, KG.inStatement, statement))
    graph.add((statement, KG.saidOn, Literal("2020", datatype=XSD.gYear)))
    store.replace(article("a", 10_000), graph)
    assert refresh(store, BASE) == 0
    graph.add((estimate, KG.asOf, Literal("2024-10", datatype=XSD.gYearMonth)))
    store.replace(graph)
    assert refresh(store, BASE) == 1


def test_without_a_place_figures_of_other_articles_are_of_other_places(store: EmbeddedStore) -> None:
    one, other = article("a", 10_000), article("b", 12_000)
    for graph in (one, other):
        graph.remove((None, KG.location, None))
    store.replace(one, other)
    assert refresh(store, BASE) == 0


def test_without_a_place_figures_of_one_article_are_of_one_place(store: EmbeddedStore) -> None:
    both = article("a", 10_000) + article("b", 12_000)
    both.remove((None, KG.location, None))
    both.remove((None, KG.reportedIn, URIRef(f"{BASE}/id/article/b")))
    both.add((URIRef(f"{BASE}/id/estimate/b"), KG.reportedIn, URIRef(f"{BASE}/id/article/a")))
    for name in ("a", "b"):
        both.add((URIRef(f"{BASE}/id/estimate/{name}"), KG.estimatedBy, URIRef(f"{BASE}/id/actor/{name}")))
    graph = Graph(identifier=URIRef(f"{BASE}/id/article/a"))
    graph += both
    store.replace(graph)
    assert refresh(store, BASE) == 1


def test_where_only_a_unit_is_counted_figures_of_other_articles_are_of_other_things(
    store: EmbeddedStore,
) -> None:
    one, other = article("a", 10), article("b", 12)
    for graph, name in ((one, "a"), (other, "b")):
        graph.add((URIRef(f"{BASE}/id/estimate/{name}"), SCHEMA.unitText, Literal("Soldaten")))
    store.replace(one, other)
    assert refresh(store, BASE) == 0
