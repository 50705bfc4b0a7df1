"""What an update would change: found out on a copy of the store, before anybody sees it.

Oxigraph says nothing of what an update changed. A copy, made of hard links, takes milliseconds whatever its
size; in it the graphs that may have changed are compared with what they were.

A worker process (`kg.workers`) does this, too, which has no use for rdflib: so nothing here imports it.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol, Self, cast

import pyoxigraph as ox

from kg.store.difference import DEFAULT, Difference, Recorder, in_union

_IMMUTABLE = ".sst"


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of an update.

    Attributes:
        text: the operation as a request of its own.
        graphs: the IRIs of named graphs that it may write to.
        naming: a SELECT of those that its variables stand for; empty when there are none.
        given: the IRI of the graph that `naming` sees as the default graph; None for the usual one.
        any_graph: whether it may write to any graph, which nobody knows beforehand.
        cleared: ``ALL`` or ``NAMED`` when it removes all of these graphs.
        reads: whether what it does depends on what is in the store.
    """

    text: str
    graphs: tuple[str, ...]
    naming: str
    given: str | None
    any_graph: bool
    cleared: str
    reads: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """An update to be tried.

    Attributes:
        steps: its operations, in their order.
        base: what relative IRIs are relative to.
        union: whether the default graph is the union of the others.
        compares: whether to find out what changes; else only that it ends.
    """

    steps: tuple[Step, ...]
    base: str | None
    union: bool
    compares: bool

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Self:
        """Return a trial from what `dataclasses.asdict` made of it, even when that was sent as JSON."""
        steps = (Step(**{**step, "graphs": tuple(step["graphs"])}) for step in fields["steps"])
        return cls(**{**fields, "steps": tuple(steps)})

    @property
    def may_last(self) -> bool:
        """Whether it may take longer than it takes to read the request, and to remove graphs."""
        return self.compares or any(step.reads for step in self.steps)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial.

    Attributes:
        difference: what the update would change; nothing when the trial does not compare.
        version: of the contents that it was tried on.
    """

    difference: Difference
    version: str


class Trials(Protocol):
    """Where updates are tried, when not in this process: where they can be stopped."""

    def carry_out(self, trial: Trial) -> Tried:
        """Try an update on the store as it is now.

        Raises:
            SyntaxError, ValueError, RuntimeError, OSError: an operation cannot be parsed or fails.
            QueryStoppedError: it was stopped.
        """

    def commit(self) -> None:
        """Let nobody stop the update any more; called when it is about to be carried out in earnest.

        Raises:
            QueryStoppedError: it was stopped.
        """


def copied(checkpoint: Path, place: Path) -> None:
    """Copy a checkpoint of a database to a new folder, by hard links to the files that never change."""
    place.mkdir()
    for file in checkpoint.iterdir():
        (os.link if file.suffix == _IMMUTABLE else shutil.copyfile)(file, place / file.name)


class Attempt:
    """An update being tried.

    Args:
        trial: the update.
        before: the store, which stays as it is.
        copy: a copy of it, which is written to.
        folder: a place for further copies, on the same file system.
        prefixes: declared in every operation.
    """

    def __init__(
        self, trial: Trial, before: ox.Store, copy: ox.Store, folder: Path, prefixes: dict[str, str]
    ) -> None:
        self._trial = trial
        self._before = before
        self._copy = copy
        self._folder = folder
        self._prefixes = prefixes
        self._written: set[ox.NamedNode] = set()
        self._cleared = ""
        # What the union was last made of, and which graphs have been written to since.
        self._basis = before
        self._stale: set[ox.NamedNode] = set()
        self._renewals = count(1)

    def carry_out(self, recorder: Recorder) -> None:
        """Carry out the operations, and record what they change when all is done.

        Raises:
            SyntaxError, ValueError, RuntimeError, OSError: an operation cannot be parsed or fails.
            OverflowError: there is more to record than the recorder takes.
        """
        steps = self._trial.steps
        for position, step in enumerate(steps):
            if not self._trial.compares:
                self._update(step.text)
                continue
            if self._trial.union and self._stale and step.reads:
                self._renew_union(for_good=not any(later.reads for later in steps[position + 1 :]))
            self._take(step)
        if self._trial.compares:
            self._record(recorder)

    def _take(self, step: Step) -> None:
        if step.cleared:
            self._clear("ALL" if self._trial.union else step.cleared)
            return
        written = {ox.NamedNode(iri) for iri in step.graphs} | self._named_by(step)
        if step.any_graph:
            written |= _graphs(self._copy)
        self._update(step.text)
        if step.any_graph:
            written |= _graphs(self._copy)
        self._written |= written
        self._stale |= written

    def _clear(self, kind: str) -> None:
        """Remove all graphs, after which nothing needs to be compared any more."""
        self._update(f"DROP {kind}")
        self._cleared = "ALL" if "ALL" in (kind, self._cleared) else kind
        self._basis, self._stale = ox.Store(), set()

    def _named_by(self, step: Step) -> set[ox.NamedNode]:
        """Return the graphs that the variables of an operation stand for."""
        if not step.naming:
            return set()
        given = None if step.given is None else ox.NamedNode(step.given)
        try:
            solutions = self._copy.query(
                step.naming, base_iri=self._trial.base, prefixes=self._prefixes, default_graph=given
            )
        except SyntaxError:
            return set()  # the operation will say so itself
        rows = cast("ox.QuerySolutions", solutions)
        return {name for row in rows for name in row if isinstance(name, ox.NamedNode)}

    def _update(self, text: str) -> None:
        try:
            self._copy.update(text, base_iri=self._trial.base, prefixes=self._prefixes)
        except SyntaxError as error:
            if len(self._trial.steps) == 1:
                raise
            raise SyntaxError(f"in “{text.strip()[:60]}”: {error}") from error

    def _renew_union(self, *, for_good: bool) -> None:
        """Make the default graph of the copy again what each of the others states."""
        for name in self._stale:
            for is_new, quad in changes(self._basis, self._copy, name):
                if is_new:
                    self._copy.add(in_union(quad))
                elif not self._is_stated(quad):
                    self._copy.remove(in_union(quad))
        self._stale = set()
        if not for_good:
            place = self._folder / f"renewed-{next(self._renewals)}"
            self._copy.backup(place)
            self._basis = ox.Store.read_only(str(place))

    def _record(self, recorder: Recorder) -> None:
        if self._cleared:
            recorder.clear(self._cleared)
            for name in _graphs(self._copy):
                for quad in self._copy.quads_for_pattern(None, None, None, name):
                    recorder.add(quad)
                    if self._trial.union:
                        recorder.add(in_union(quad))
            return
        for name in sorted(self._written, key=str):
            self._record_graph(name, recorder)

    def _record_graph(self, name: ox.NamedNode, recorder: Recorder) -> None:
        union = self._trial.union
        is_gone = _is_empty(self._copy, name)
        if is_gone and not _is_empty(self._before, name):
            recorder.drop(name)
            if not union:
                return
        for is_new, quad in changes(self._before, self._copy, name):
            if is_new:
                recorder.add(quad)
                if union and in_union(quad) not in self._before:
                    recorder.add(in_union(quad))
            else:
                if not is_gone:
                    recorder.remove(quad)
                if union and not self._is_stated(quad):
                    recorder.remove(in_union(quad))

    def _is_stated(self, quad: ox.Quad) -> bool:
        """Whether a named graph of the copy has the triple."""
        places = self._copy.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(place.graph_name != DEFAULT for place in places)


def changes(before: ox.Store, after: ox.Store, name: ox.NamedNode) -> Iterator[tuple[bool, ox.Quad]]:
    """Yield the quads of a graph that one store has and the other has not, and whether they are new.

    Both stores yield a graph in the order of their index, so that the two go along with each other and
    nothing needs to be kept. In any other order this would be slower, and as right.
    """
    olds = before.quads_for_pattern(None, None, None, name)
    news = after.quads_for_pattern(None, None, None, name)
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if old is not None and old != new and old not in after:
            yield False, old
            old = next(olds, None)
        elif new is not None and old != new and new not in before:
            yield True, new
            new = next(news, None)
        else:
            old, new = next(olds, None), next(news, None)


def _graphs(store: ox.Store) -> set[ox.NamedNode]:
    return {name for name in store.named_graphs() if isinstance(name, ox.NamedNode)}


def _is_empty(store: ox.Store, name: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(None, None, None, name), None) is None
