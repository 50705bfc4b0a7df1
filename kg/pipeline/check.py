"""Is what is in a store right? Each graph is validated again, and what is derived is derived again."""

from collections.abc import Callable, Iterator
from functools import partial

from kg import disputes
from kg.errors import StoreError
from kg.history import Archive, history_iri, last_versions
from kg.pipeline.entries import relied_on
from kg.pipeline.judgement import says_something
from kg.store import Store
from kg.store.check import Fault
from kg.terms import to_triples
from kg.validation import validate_triples


def check_graphs(store: Store, base: str, advance: Callable[[], None]) -> Iterator[Fault]:
    """Yield the graphs of a store that do not conform to the shapes; those of other vocabularies do.

    Args:
        store: the store.
        base: what the IRIs of the graph start with.
        advance: is called after each graph.

    Raises:
        StoreError: the store is damaged.
    """
    derived = (disputes.disputes_iri(base), history_iri(base))
    for name in store.graph_names():
        triples = () if name in derived else tuple(to_triples(store.graph(name)))
        if says_something(triples):
            report = validate_triples(triples, partial(relied_on, store))
            if not report.conforms:
                first = next(iter(report.violations[0].message.values()), "")
                problem = f"it does not conform to the shapes ({len(report.violations)} problems; {first})"
                yield Fault(name, problem.replace(".)", ")"), "Hand in a corrected version, or remove it.")
        advance()


def check_disputes(store: Store, base: str) -> Iterator[Fault]:
    """Yield that the graph of disputes is not what the estimates make it, if so."""
    name = disputes.disputes_iri(base)
    there, derived = set(store.graph(name)), set(disputes.derived(store, base))
    if there != derived:
        surplus, missing = len(there - derived), len(derived - there)
        problem = f"it says {surplus} disputes that the figures do not make, and lacks {missing} that they do"
        yield Fault(name, problem, "Derive them anew: kg check --mend.", mendable=True)


def check_history(store: Store, base: str, advance: Callable[[], None]) -> Iterator[Fault]:
    """Yield the old versions of graphs whose contents are not there, or cannot be read.

    Args:
        store: the store.
        base: what the IRIs of the graph start with.
        advance: is called after each version.
    """
    archive = Archive(store.path)
    for graph, last, is_retracted in last_versions(store, base):
        for number in range(1, last + is_retracted):
            try:
                problem = "" if archive.contents(graph, number) else "it is not kept"
            except StoreError as error:
                problem = str(error).rstrip(".").partition(". ")[0]
            if problem:
                yield Fault(f"version {number} of {graph}", problem, "Restore a backup: kg restore.")
            advance()
