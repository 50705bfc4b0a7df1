"""The graph of all disputes, derived from all estimates at once."""

from rdflib import Graph, URIRef

from kg.disputes.comparison import disputes
from kg.disputes.figures import ESTIMATES, figures
from kg.store import Store
from kg.vocabulary import KG


def refresh(store: Store, base: str) -> int:
    """Derive the graph of all disputes anew and return how many pairs of estimates dispute each other."""
    graph = derived(store, base)
    store.replace(graph)
    return len(graph) // 2


def derived(store: Store, base: str) -> Graph:
    """Return the graph of all disputes as the estimates make it; each is stated both ways."""
    graph = Graph(identifier=URIRef(disputes_iri(base)))
    for one, other in disputes(figures(store.rows(ESTIMATES.replace("__WHICH__", "")))):
        graph.add((URIRef(one), KG.disputes, URIRef(other)))
        graph.add((URIRef(other), KG.disputes, URIRef(one)))
    return graph


def disputes_iri(base: str) -> str:
    """Return the name of the graph of disputes."""
    return f"{base.rstrip('/')}/id/graph/disputes"
