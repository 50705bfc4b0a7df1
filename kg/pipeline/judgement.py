"""What every write is asked about before anybody sees it, and what follows from it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import pyoxigraph as ox

from kg.disputes import disputes_iri, following
from kg.errors import ForbiddenError, PreconditionError, ReviewError, UnsupportedInputError
from kg.history import Archive, Sender, decided, decisions_of, history_iri, last_recorded, recorded, tag_of
from kg.store.difference import Difference
from kg.store.prospect import Change, Prospect
from kg.validation import Report, validate_triples
from kg.vocabulary import KG


class NonConformance(Exception):  # noqa: N818 - a report is a result; this only carries it out of the store
    """What a write would leave does not conform to the shapes.

    Args:
        report: what is wrong.
    """

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class Precondition:
    """What must be so for a write to be carried out (RFC 9110, section 13.1).

    Attributes:
        tags: the graphs that change must have one of these tags (If-Match); ``*`` is any graph that is there.
        is_new: no graph that changes may be there (If-None-Match: ``*``).
    """

    tags: Collection[str] | None = None
    is_new: bool = False


ANYTHING = Precondition()
"""The precondition that always holds."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Has a say in a write: the shapes, the history, the disputes; implements `kg.store.Acceptance`.

    Attributes:
        base: what the IRIs of the graph start with.
        sender: who writes.
        archive: where old versions are kept.
        precondition: what must be so.
    """

    base: str
    sender: Sender
    archive: Archive
    precondition: Precondition = ANYTHING

    @property
    def kept(self) -> tuple[str]:
        """The graph that outlasts the removal of all."""
        return (history_iri(self.base),)

    def amend(self, triples: set[ox.Triple], prospect: Prospect) -> set[ox.Triple]:
        """Return a graph with what people decided about its facts, unless it is written by its name."""
        return triples if self.sender.explicit else decided(triples, prospect.now, self._history)

    def accept(self, prospect: Prospect) -> Difference:
        """Return what follows from a write for the history and the disputes.

        Raises:
            NonConformance: a graph does not conform to the shapes.
            PreconditionError: the precondition does not hold.
            ReviewError: the sender decides what is not theirs to decide.
            RetractedError: a graph was withdrawn, and is merely sent once more.
            ForbiddenError: it is one of the graphs that are derived.
            UnsupportedInputError: it says nothing in the project's vocabulary.
            StoreError: the old contents cannot be kept.
        """
        for change in self._changes(prospect):
            self._check(change, prospect)
        self._validate(prospect)
        first = last_recorded(prospect.now, self._history) + 1
        history = [
            quad
            for position, change in enumerate(self._changes(prospect), first)
            for quad in recorded(change, position, prospect, self.archive, self.sender, self.base)
        ]
        disputes = following(prospect, self.base)
        return replace(disputes, added=[*disputes.added, *history])

    @property
    def _history(self) -> ox.NamedNode:
        return ox.NamedNode(history_iri(self.base))

    def _changes(self, prospect: Prospect) -> Iterator[Change]:
        """Yield the changes; that of the disputes is none when all graphs are removed, and they with them."""
        disputes = disputes_iri(self.base)
        for change in prospect.changes:
            if not (prospect.difference.cleared and change.name.value == disputes and not change.after):
                yield change

    def _check(self, change: Change, prospect: Prospect) -> None:
        name = change.name.value
        for kind, derived in (("disputes", disputes_iri(self.base)), ("history", history_iri(self.base))):
            if name == derived:
                raise ForbiddenError(f"The graph of {kind} is derived from the others and cannot be written.")
        if self.precondition.is_new and change.before:
            raise PreconditionError(f"There is a graph {name} already.")
        tags = self.precondition.tags
        if tags is not None and not _matches(tags, change, tag_of(prospect.now, change.name, self._history)):
            raise PreconditionError(f"{name} is not what it was any more. Read it again, then decide again.")
        if not self.sender.may_review and decisions_of(change, prospect.now, self._history):
            raise ReviewError(
                f"{name} would change the review status of a fact, which needs a token with the scope review."
            )

    def _validate(self, prospect: Prospect) -> None:
        present = [change for change in prospect.changes if change.after]
        for change in present:
            if self.sender.explicit and not says_something(change.after):
                raise nothing_to_check(f"The graph {change.name.value}")
        if not present:
            return
        triples = chain.from_iterable(change.after for change in present)
        report = validate_triples(triples, partial(_relied_on, prospect))
        if not report.conforms:
            raise NonConformance(report)


def says_something(triples: Iterable[ox.Triple | ox.Quad]) -> bool:
    """Whether triples have a property or a class of the ontology."""
    return any(
        triple.predicate.value.startswith(str(KG))
        or (isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(str(KG)))
        for triple in triples
    )


def nothing_to_check(source: str) -> UnsupportedInputError:
    """Return the error that a source says nothing that the shapes are about."""
    problem = "says nothing in the project's vocabulary, so there is nothing to check"
    return UnsupportedInputError(source, problem, f"Give each thing its class, as in: a <{KG.Statement}>.")


def _relied_on(prospect: Prospect, things: Collection[ox.NamedNode]) -> Iterator[ox.Triple]:
    """Yield what will be said of things, and of their ``#`` parts that they link to."""
    for thing in things:
        about = prospect.then(thing)
        yield from about
        for triple in about:
            if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(f"{thing.value}#"):
                yield from prospect.then(triple.object)


def _matches(tags: Collection[str], change: Change, tag: str) -> bool:
    return bool(change.before) and ("*" in tags or tag in tags)
