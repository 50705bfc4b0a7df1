"""Is a store whole? Everything in it is read once, by every index, and what is derived from it compared."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from kg.errors import StoreError, StoreInUseError
from kg.store.difference import DEFAULT, in_union
from kg.store.faults import store_faults
from kg.store.folder import StoreFolder
from kg.store.quarantine import Quarantine

_SHOWN = 3
_DISTINCT = "SELECT DISTINCT ?term WHERE {{ {{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }} }}"
_RESTORE = "Restore a backup: kg restore."


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a store.

    Attributes:
        where: a folder, a graph, an entry.
        problem: what is wrong with it, as a clause.
        remedy: what can be done, as a sentence.
        mendable: whether `kg check --mend` does that.
    """

    where: str
    problem: str
    remedy: str
    mendable: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}. {self.remedy}"


@dataclass(slots=True)
class _Union:
    """What is wrong with the union of the graphs: triples that it should not have, and that it lacks."""

    surplus: list[ox.Triple] = field(default_factory=list)
    missing: list[ox.Triple] = field(default_factory=list)


def check_database(path: Path, advance: Callable[[], None]) -> Iterator[Fault]:
    """Yield what is wrong with a store's files and with the union of its graphs.

    Args:
        path: the folder of the store.
        advance: is called after each thing that was read.

    Raises:
        StoreError: there is no store, or it is in use, so that it cannot be checked.
    """
    try:
        with _opened(path, read_only=True) as (store, keeps_union):
            union = _read_all(store, advance)
    except StoreInUseError:
        raise
    except StoreError as error:
        if not path.exists():
            raise
        problem = str(error).removeprefix(f"The store {path} ").partition(". ")[0].rstrip(".")
        yield Fault(str(path), problem, _RESTORE)
        return
    if keeps_union and (union.surplus or union.missing):
        yield _fault_of(path, union)


def check_quarantine(path: Path) -> Iterator[Fault]:
    """Yield the entries of a store's quarantine that are not whole."""
    for key, problem in Quarantine(path).faults():
        yield Fault(f"rejected entry {key}", problem.rstrip("."), f"Drop it: kg rejected drop {key}.")


def mend_union(path: Path, advance: Callable[[], None]) -> None:
    """Make the unnamed graph the union of the others again.

    Raises:
        StoreError: the store is in use or damaged.
    """
    with _opened(path, read_only=False) as (store, keeps_union):
        union = _read_all(store, advance) if keeps_union else _Union()
        store.extend(map(in_union, union.missing))
        for triple in union.surplus:
            store.remove(in_union(triple))
        store.flush()


@contextmanager
def _opened(path: Path, *, read_only: bool) -> Iterator[tuple[ox.Store, bool]]:
    """Give the database, and whether it keeps the union; for writing, the version is forgotten."""
    with store_faults(path):
        folder = StoreFolder(path, create=False, read_only=read_only)
        try:
            keeps_union = folder.keeps_union()
            if not read_only:
                folder.forget_version()
            database = str(folder.database)
            store = ox.Store.read_only(database) if read_only else ox.Store(database)
            yield store, keeps_union
            del store
        finally:
            folder.release()


def _read_all(store: ox.Store, advance: Callable[[], None]) -> _Union:
    """Read every key of every index, and compare the union with the graphs, subject by subject."""
    union = _Union()
    for subject in _terms(store, "?term ?p ?o"):
        quads = list(store.quads_for_pattern(subject, None, None, None))
        stated = {quad.triple for quad in quads if quad.graph_name != DEFAULT}
        united = {quad.triple for quad in quads if quad.graph_name == DEFAULT}
        union.surplus += united - stated
        union.missing += stated - united
        advance()
    for term in _terms(store, "?s ?term ?o"):
        _exhaust(store.quads_for_pattern(None, term, None, None))
    for term in _terms(store, "?s ?p ?term"):
        _exhaust(store.quads_for_pattern(None, None, term, None))
    for graph in store.named_graphs():
        quads = list(store.quads_for_pattern(None, None, None, graph))
        for predicate in {quad.predicate for quad in quads}:
            _exhaust(store.quads_for_pattern(None, predicate, None, graph))
        for value in {quad.object for quad in quads}:
            _exhaust(store.quads_for_pattern(None, None, value, graph))
        advance()
    return union


def _terms(store: ox.Store, pattern: str) -> Iterator[Any]:
    """Yield every term that stands in that place of a triple."""
    solutions = cast("ox.QuerySolutions", store.query(_DISTINCT.format(pattern=pattern)))
    return (solution["term"] for solution in solutions)


def _exhaust(quads: Iterator[ox.Quad]) -> None:
    for _ in quads:
        pass


def _fault_of(path: Path, union: _Union) -> Fault:
    parts = []
    for triples, what in ((union.surplus, "that no graph has"), (union.missing, "missing")):
        if triples:
            shown = "; ".join(sorted(map(str, triples))[:_SHOWN])
            parts.append(f"{len(triples)} triples {what}, such as {shown}")
    problem = f"the union of the graphs is not what they say: {', and '.join(parts)}"
    return Fault(str(path), problem, "Make it anew: kg check --mend.", mendable=True)
