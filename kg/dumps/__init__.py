"""The graph as files for others: RDF in canonical order, and tables for analysts.

Equal graphs give equal bytes, whatever store they come from and in whichever order they were written: graphs
go by their names, and what is in them by its line of N-Triples, compared as bytes. Memory stays bounded, as
each graph is sorted for itself, and what is large in runs on the disk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.store.faults import store_faults
from kg.vocabulary import KG

CLASSES = {
    "articles": str(KG.Article),
    "statements": str(KG.Statement),
    "estimates": str(KG.Estimate),
    "actors": str(KG.Actor),
    "locations": str(KG.Location),
}
"""The classes of which there are dumps and tables, by the names of these."""


@dataclass(frozen=True, slots=True)
class Source:
    """What dumps are made of: a database in which nobody writes meanwhile.

    Attributes:
        database: the open database.
        path: its folder, for messages.
        keeps_union: whether its unnamed graph is the union of the others, which dumps leave out.
    """

    database: ox.Store
    path: Path
    keeps_union: bool

    @property
    def scope(self) -> ox.DefaultGraph | None:
        """The graph to look up facts in: the union, or all graphs where none is kept."""
        return ox.DefaultGraph() if self.keeps_union else None


@contextmanager
def opened(database: Path, *, keeps_union: bool) -> Iterator[Source]:
    """Open a database to be dumped.

    Raises:
        StoreError: it cannot be opened.
    """
    with store_faults(database):
        store = ox.Store.read_only(str(database))
    yield Source(store, database, keeps_union)
