"""Which graphs a query sees."""

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.store import QueryDataset
from kg.terms import named_node


def seen(dataset: QueryDataset | None, *, union: bool, keeps_union: bool) -> dict[str, Any]:
    """Return the options of `pyoxigraph.Store.query` for a query that sees certain graphs.

    Args:
        dataset: the graphs; None for all.
        union: whether the default graph shall then be the union of the others.
        keeps_union: whether the unnamed graph of the store is that.

    Raises:
        UnreadableInputError: the dataset holds something that is not an IRI.
    """
    if dataset is not None:
        return {"default_graph": _graphs(dataset.default), "named_graphs": _graphs(dataset.named)}
    if keeps_union:
        return {} if union else {"default_graph": []}
    return {"use_default_graph_as_union": True} if union else {}


def _graphs(iris: Iterable[str]) -> list[ox.NamedNode]:
    return [named_node(iri, "The dataset of the query") for iri in iris]
