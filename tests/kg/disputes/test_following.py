"""Disputes after a write: always what deriving them all anew would give, however the graphs came to be."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.disputes import derived, disputes_iri, following
from kg.store.embedded import EmbeddedStore
from kg.store.prospect import Prospect
from kg.vocabulary import KG, SCHEMA
from tests.kg.judging import Judge

BASE = "http://localhost:8000"
PLACES = ("russland", "russland", "kursk", None)
DAYS = ("2024-10-28", "2024-10-28", "2024-11", "2024", "2023-01-05")
UNITS = (None, None, None, "Euro", "Soldaten")


def keeping(prospect: Prospect) -> object:
    return following(prospect, BASE)


KEEPING = Judge(keeping)


@pytest.fixture(params=[True, False], ids=["union", "strict"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store", union=request.param) as store:
        yield store


def article(name: str, random: Random, *, with_labels: bool = True) -> Graph:
    """Return an article with figures that may dispute those of others, or each other."""
    iri = URIRef(f"{BASE}/id/article/{name}")
    graph = Graph(identifier=iri)
    graph.add((iri, SCHEMA.datePublished, Literal(random.choice(DAYS))))
    for number in range(random.randint(0, 4)):
        estimate = URIRef(f"{BASE}/id/estimate/{name}-{number}")
        counted = URIRef(f"{BASE}/id/concept/{random.choice(('soldaten', 'soldaten', 'euro'))}")
        place, unit = random.choice(PLACES), random.choice(UNITS)
        graph.add((estimate, RDF.type, KG.Estimate))
        graph.add((estimate, KG.reportedIn, iri))
        graph.add((estimate, KG.counts, counted))
        if with_labels:
            graph.add((counted, SKOS.prefLabel, Literal(str(counted).rpartition("/")[2].title())))
        graph.add((estimate, KG.qualifier, KG.exact))
        graph.add((estimate, SCHEMA.value, Literal(random.choice((100, 200)), datatype=XSD.integer)))
        graph.add((estimate, KG.estimatedBy, URIRef(f"{BASE}/id/actor/{random.randint(1, 3)}")))
        if place:
            graph.add((estimate, KG.location, URIRef(f"{BASE}/id/location/{place}")))
        if unit:
            graph.add((estimate, SCHEMA.unitText, Literal(unit)))
        if random.random() < 0.4:
            statement = URIRef(f"{BASE}/id/statement/{name}-{number}")
            graph.add((estimate, KG.inStatement, statement))
            graph.add((statement, KG.saidOn, Literal(random.choice(DAYS))))
    return graph


def is_up_to_date(store: EmbeddedStore) -> bool:
    return set(store.graph(disputes_iri(BASE))) == set(derived(store, BASE))


def write(store: EmbeddedStore, random: Random) -> None:
    """Change the store in one of the ways in which it can be changed."""
    name = f"a{random.randint(1, 6)}"
    graph = f"{BASE}/id/article/{name}"
    concept = f"{BASE}/id/concept/{random.choice(('soldaten', 'euro'))}"
    match random.randint(1, 8):
        case 1 | 2 | 3:
            store.replace(article(name, random, with_labels=random.random() < 0.7), acceptance=KEEPING)
        case 4:
            store.replace(article("b1", random), article("b2", random), acceptance=KEEPING)
        case 5:
            store.add(article(name, random), acceptance=KEEPING)
        case 6:
            store.remove(graph, acceptance=KEEPING)
        case 7:
            day = random.choice(DAYS)
            text = f"""DELETE {{ GRAPH <{graph}> {{ ?a schema:datePublished ?old }} }}
                INSERT {{ GRAPH <{graph}> {{ ?a schema:datePublished "{day}" }} }}
                WHERE {{ GRAPH <{graph}> {{ ?a schema:datePublished ?old }} }}"""
            store.update(text, acceptance=KEEPING)
        case 8:
            label = f'GRAPH <{BASE}/id/graph/labels> {{ <{concept}> skos:prefLabel "Soldaten" }}'
            store.update(f"{random.choice(('INSERT', 'DELETE'))} DATA {{ {label} }}", acceptance=KEEPING)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_write_they_are_what_the_figures_make_them(store: EmbeddedStore, seed: int) -> None:
    random = Random(seed)
    seen = 0
    for step in range(25):
        write(store, random)
        assert is_up_to_date(store), step
        seen += len(store.graph(disputes_iri(BASE)))

    assert seen
    store.update("DROP ALL", acceptance=KEEPING)
    assert list(store.graph_names()) == []


def test_what_has_nothing_to_do_with_figures_compares_none(store: EmbeddedStore) -> None:
    random = Random(1)
    store.replace(article("a1", random), article("a2", random), acceptance=KEEPING)
    found: list[bool] = []

    def note(prospect: Prospect) -> None:
        found.append(bool(following(prospect, BASE)))

    store.update(
        f'INSERT DATA {{ GRAPH <{BASE}/id/article/a1> {{ <{BASE}/id/actor/1> skos:prefLabel "Eins" }} }}',
        acceptance=Judge(note),
    )

    assert found == [False]


def test_the_graph_is_gone_with_the_last_dispute(store: EmbeddedStore) -> None:
    random = Random(0)
    while not store.contains(disputes_iri(BASE)):
        store.replace(article("a1", random), article("a2", random), acceptance=KEEPING)

    store.remove(f"{BASE}/id/article/a1", acceptance=KEEPING)
    store.remove(f"{BASE}/id/article/a2", acceptance=KEEPING)

    assert list(store.graph_names()) == []
