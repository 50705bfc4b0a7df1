"""Is what is in a store right? Each graph is validated again, and what is derived is derived again."""

from collections.abc import Callable, Iterator

from kg import disputes
from kg.pipeline.changes import relied_on, says_something
from kg.store import Store
from kg.store.check import Fault
from kg.validation import validate


def check_graphs(store: Store, base: str, advance: Callable[[], None]) -> Iterator[Fault]:
    """Yield the graphs of a store that do not conform to the shapes; those of other vocabularies do.

    Args:
        store: the store.
        base: what the IRIs of the graph start with.
        advance: is called after each graph.

    Raises:
        StoreError: the store is damaged.
    """
    for name in store.graph_names():
        graph = store.graph(name)
        if name != disputes.disputes_iri(base) and says_something(graph):
            report = validate(graph, relied_on((graph,), store))
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
