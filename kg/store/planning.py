"""Updates before they run: which graphs each operation may write to, as far as that can be known."""

import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import ForbiddenError
from kg.store.checkpoints import checkpoint
from kg.store.difference import Difference, Recorder, read_difference
from kg.store.folder import TRIAL
from kg.store.operations import Operation
from kg.store.trial import Attempt, Step, Trial
from kg.vocabulary import PREFIXES


def planned(operations: Iterable[Operation], base: str | None, *, union: bool, compares: bool) -> Trial:
    """Return how operations are tried.

    Args:
        operations: in their order.
        base: what relative IRIs are relative to.
        union: whether the default graph is the union of the others, which later operations may read.
        compares: whether to find out what changes. Then the default graph cannot be written to.

    Raises:
        ForbiddenError: an operation writes to the default graph nevertheless.
        SyntaxError, ValueError: the name of a graph cannot be read.
    """
    listed = list(operations)
    if compares and any(operation.targets.default_graph for operation in listed):
        reason = "the union of the named graphs" if union else "not validated"
        raise ForbiddenError(
            f"The default graph cannot be written to: on this server it is {reason}. "
            "Write to a named graph, by GRAPH <…> { … } or WITH <…>."
        )
    return Trial(tuple(_step(operation, base) for operation in listed), base, union, compares)


def tried_here(store: ox.Store, folder: Path, trial: Trial) -> Difference:
    """Carry out a trial in this process, where nothing can stop it; return what would change.

    Args:
        store: the store, which stays as it is.
        folder: where the copy is made; on the same file system it takes no space.
        trial: what is tried.

    Raises:
        SyntaxError, ValueError, RuntimeError, OSError: an operation cannot be parsed or fails.
    """
    record = BytesIO()
    with tempfile.TemporaryDirectory(prefix=TRIAL, dir=folder, ignore_cleanup_errors=True) as place:
        path = Path(place, "copy")
        checkpoint(store, path)
        attempt = Attempt(trial, store, ox.Store(path), Path(place), PREFIXES)
        try:
            attempt.carry_out(Recorder(record))
        finally:
            del attempt  # which closes the copy, before its folder is removed
    record.seek(0)
    return read_difference(record)


def _step(operation: Operation, base: str | None) -> Step:
    targets = operation.targets
    is_known = bool(operation.pattern) or not targets.variables
    naming = (
        f"{operation.prologue}\nSELECT DISTINCT {' '.join(sorted(targets.variables))} {operation.pattern}"
    )
    given = _iris([operation.given] if operation.given else [], operation.prologue, base)
    return Step(
        text=operation.alone,
        graphs=_iris(sorted(targets.graphs), operation.prologue, base),
        naming=naming if targets.variables and is_known else "",
        given=given[0] if given else None,
        any_graph=not is_known,
        cleared=targets.cleared,
        reads=operation.reads,
    )


def _iris(names: Iterable[str], prologue: str, base: str | None) -> tuple[str, ...]:
    """Return the IRIs of names as they are written in an update."""
    text = " ".join(names)
    if not text:
        return ()
    query = f"{prologue}\nSELECT ?name WHERE {{ VALUES ?name {{ {text} }} }}"
    try:
        rows = cast("ox.QuerySolutions", ox.Store().query(query, base_iri=base, prefixes=PREFIXES))
        found = [row["name"] for row in rows]
    except SyntaxError as error:
        raise SyntaxError(f"{text} does not name graphs") from error
    iris = tuple(name.value for name in found if isinstance(name, ox.NamedNode))
    if len(iris) < len(found):
        raise SyntaxError(f"{text} does not name graphs")
    return iris
