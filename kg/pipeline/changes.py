"""Graphs that are written by other ways than entries: the same rules, and the same that follows."""

from rdflib import Graph, URIRef

from kg import disputes
from kg.errors import ForbiddenError, UnsupportedInputError
from kg.pipeline.outcome import merged
from kg.store import UNNAMED, Store
from kg.validation import Report, validate
from kg.vocabulary import KG


def check_changes(graphs: tuple[Graph, ...], store: Store, base: str) -> Report | None:
    """Return what validation finds in graphs that shall be as given; None when all of them shall be gone.

    Raises:
        ForbiddenError: one is the graph of disputes, or the one without a name, which nothing is about.
        UnsupportedInputError: one says nothing in the project's vocabulary.
    """
    if any(str(graph.identifier) == disputes.disputes_iri(base) for graph in graphs):
        raise ForbiddenError("The graph of disputes is derived from the others and cannot be written.")
    if any(str(graph.identifier) == UNNAMED for graph in graphs):
        raise ForbiddenError("The default graph cannot be written to on this server; write to a named graph.")
    present = tuple(graph for graph in graphs if len(graph))
    for graph in present:
        if not says_something(graph):
            raise nothing_to_check(f"The graph {graph.identifier}")
    return validate(merged(present), relied_on(present, store)) if present else None


def finish_changes(store: Store, base: str) -> None:
    """Bring up to date what is derived from the graphs."""
    disputes.refresh(store, base)


def says_something(graph: Graph) -> bool:
    """Whether a graph has a property or a class of the ontology."""
    return any(
        str(predicate).startswith(str(KG)) or (isinstance(value, URIRef) and value.startswith(str(KG)))
        for _, predicate, value in graph
    )


def nothing_to_check(source: str) -> UnsupportedInputError:
    """Return the error that a source says nothing that the shapes are about."""
    problem = "says nothing in the project's vocabulary, so there is nothing to check"
    return UnsupportedInputError(source, problem, f"Give each thing its class, as in: a <{KG.Statement}>.")


def relied_on(graphs: tuple[Graph, ...], store: Store) -> Graph:
    """Return what the store says about the things that graphs refer to without describing them."""
    entry = merged(graphs)
    context = Graph(bind_namespaces="none")
    for thing in set(entry.objects()) - set(entry.subjects()):
        if isinstance(thing, URIRef):
            context += store.describe(str(thing))
    return context
