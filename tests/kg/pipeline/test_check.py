"""What a store says, checked once more."""

from pathlib import Path

from rdflib import RDF, Graph, URIRef

from kg.disputes import disputes_iri, refresh
from kg.pipeline.check import check_disputes, check_graphs
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import KG

BASE = "http://localhost:8000"


def test_what_was_ingested_conforms_and_its_disputes_are_right(seeded_store: Path) -> None:
    with EmbeddedStore(seeded_store, read_only=True) as store:
        assert list(check_graphs(store, BASE, lambda: None)) == []
        assert list(check_disputes(store, BASE)) == []


def test_a_graph_that_does_not_conform_is_named(tmp_path: Path) -> None:
    wrong = Graph(identifier=URIRef(f"{BASE}/id/graph/wrong"))
    wrong.add((URIRef(f"{BASE}/id/estimate/x"), RDF.type, KG.Estimate))
    foreign = Graph(identifier=URIRef(f"{BASE}/id/graph/foreign"))
    foreign.add((URIRef("urn:x"), URIRef("urn:p"), URIRef("urn:y")))
    with EmbeddedStore(tmp_path / "store") as store:
        store.replace(wrong, foreign)
        [fault] = check_graphs(store, BASE, lambda: None)

    assert fault.where == f"{BASE}/id/graph/wrong"
    assert "does not conform to the shapes" in fault.problem


def test_disputes_that_the_figures_do_not_make_are_found_and_derived_anew(own_store: Path) -> None:
    name = disputes_iri(BASE)
    stale = Graph(identifier=URIRef(name))
    stale.add((URIRef("urn:a"), KG.disputes, URIRef("urn:b")))
    with EmbeddedStore(own_store) as store:
        store.replace(stale)
        [fault] = check_disputes(store, BASE)
        assert (fault.where, fault.mendable) == (name, True)
        assert "1 disputes that the figures do not make" in fault.problem

        refresh(store, BASE)
        assert list(check_disputes(store, BASE)) == []
