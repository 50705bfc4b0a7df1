"""What a write adds to the graph of history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox
from rdflib import XSD

from kg.errors import RetractedError
from kg.history import terms
from kg.history.archive import Archive
from kg.history.names import (
    activity_iri,
    agent_iri,
    history_iri,
    number_of,
    retraction_iri,
    review_iri,
    version_iri,
)
from kg.history.numbers import integer
from kg.history.reviewing import Decision, decisions_of, facts_of
from kg.history.tags import is_retracted, latest_version
from kg.store.prospect import Change, Prospect

_DATE_TIME = ox.NamedNode(str(XSD.dateTime))


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and what for.

    Attributes:
        name: of the token or the program.
        way: by which way it comes, such as ``/entries``.
        may_review: whether decisions about facts are theirs to make.
        explicit: whether they say what a graph shall be, by its name, whatever was decided before. What is
            merely sent once more neither takes back decisions nor brings back a graph that was withdrawn.
        revives: whether it may bring back one nevertheless.
        note: what they say about it.
    """

    name: str
    way: str
    may_review: bool = True
    explicit: bool = False
    revives: bool = False
    note: str = ""


def recorded(
    change: Change, position: int, prospect: Prospect, archive: Archive, sender: Sender, base: str
) -> list[ox.Quad]:
    """Return what a change of a graph adds to the history; the contents that it replaces are archived.

    Args:
        change: of the graph.
        position: its number among all changes of all graphs.
        prospect: the write that it is a part of.
        archive: where old versions are kept.
        sender: who writes.
        base: what the IRIs of the graph start with.

    Raises:
        RetractedError: the graph was withdrawn, and is not brought back by its name.
        StoreError: the old contents cannot be kept.
    """
    history = ox.NamedNode(history_iri(base))
    latest = latest_version(prospect.now, change.name, history)
    is_revival = not change.before and latest and is_retracted(prospect.now, latest, history)
    if is_revival and not (sender.explicit or sender.revives):
        raise RetractedError(change.name.value)
    decisions = decisions_of(change, prospect.now, history)
    entry = _Entry(change, position, latest, decisions, sender, base)
    if change.before:
        archive.keep(change.name.value, entry.number, change.before)
    triples = entry.revision() if change.after else entry.retraction()
    return [ox.Quad(t.subject, t.predicate, t.object, history) for t in triples]


class _Entry:
    """What is said of one change.

    Attributes:
        number: of the version that it replaces; 0 when there is none.
    """

    def __init__(
        self,
        change: Change,
        position: int,
        latest: ox.NamedNode | None,
        decisions: list[Decision],
        sender: Sender,
        base: str,
    ) -> None:
        self._change = change
        self._position = position
        self._decisions = decisions
        self._sender = sender
        self._base = base
        self._is_unrecorded = bool(change.before) and latest is None
        self.number = 1 if self._is_unrecorded else number_of(latest.value) if latest else 0
        self._old = self._version(self.number)
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._time = ox.Literal(now, datatype=_DATE_TIME)
        self._agent = agent_iri(sender.name, base)

    def revision(self) -> Iterator[ox.Triple]:
        """Yield what is said of a new version."""
        new = self._version(self.number + 1)
        activity = activity_iri(new)
        yield from self._unrecorded()
        yield from self._entity(new, self.number + 1)
        yield ox.Triple(new, terms.GENERATED_AT, self._time)
        yield ox.Triple(new, terms.WAS_GENERATED_BY, activity)
        if self.number:
            yield ox.Triple(new, terms.WAS_REVISION_OF, self._old)
        yield from self._activity(activity, terms.ACTIVITY)
        yield ox.Triple(activity, terms.POSITION, integer(self._position))
        for fact in facts_of(self._change.before) - facts_of(self._change.after):
            yield ox.Triple(activity, terms.INVALIDATED, fact)
        for decision in self._decisions:
            yield from self._review(new, decision)

    def retraction(self) -> Iterator[ox.Triple]:
        """Yield what is said of a graph that is gone."""
        activity = retraction_iri(self._old)
        yield from self._unrecorded()
        yield ox.Triple(self._old, terms.INVALIDATED_AT, self._time)
        yield ox.Triple(self._old, terms.WAS_INVALIDATED_BY, activity)
        yield from self._activity(activity, terms.ACTIVITY)
        yield ox.Triple(activity, terms.POSITION, integer(self._position))
        for gone in (self._change.name, *facts_of(self._change.before)):
            yield ox.Triple(activity, terms.INVALIDATED, gone)

    def _version(self, number: int) -> ox.NamedNode:
        return version_iri(self._change.name.value, number, self._base)

    def _unrecorded(self) -> Iterator[ox.Triple]:
        """Yield what is known of a version that is older than this history."""
        if self._is_unrecorded:
            yield from self._entity(self._old, self.number)

    def _entity(self, version: ox.NamedNode, number: int) -> Iterator[ox.Triple]:
        yield ox.Triple(version, terms.TYPE, terms.ENTITY)
        yield ox.Triple(version, terms.SPECIALIZATION_OF, self._change.name)
        yield ox.Triple(version, terms.VERSION, integer(number))

    def _activity(self, activity: ox.NamedNode, cls: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield who did something, when and how."""
        yield ox.Triple(activity, terms.TYPE, cls)
        yield ox.Triple(activity, terms.ENDED_AT, self._time)
        yield ox.Triple(activity, terms.WAS_ASSOCIATED_WITH, self._agent)
        yield ox.Triple(activity, terms.LABEL, ox.Literal(self._sender.way))
        if self._sender.note:
            yield ox.Triple(activity, terms.COMMENT, ox.Literal(self._sender.note))
        yield ox.Triple(self._agent, terms.TYPE, terms.AGENT)
        yield ox.Triple(self._agent, terms.LABEL, ox.Literal(self._sender.name))

    def _review(self, version: ox.NamedNode, decision: Decision) -> Iterator[ox.Triple]:
        fact, status = decision
        review = review_iri(version, fact)
        yield from self._activity(review, terms.REVIEW)
        yield ox.Triple(review, terms.ITEM_REVIEWED, fact)
        yield ox.Triple(review, terms.DECISION, status)
