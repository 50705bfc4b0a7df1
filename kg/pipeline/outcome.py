"""What became of one article or entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.errors import KgError
from kg.validation import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article or entry.

    Attributes:
        name: what identifies the input: the article's name, or the file.
        status: ``unreadable`` when the input as such could not be read, ``rejected`` when it was read but may
            not be stored. Nothing is stored then.
        iri: of the graph, once it is known.
        report: what validation found, when it came to that.
        error: why it is unreadable, or why it is rejected when not for its report.
        counts: how many statements, estimates, actors and locations the graph has.
        kept_as: the id in the quarantine of what was refused, if it is kept.
        not_kept: why it is not, though it should be.
        released: the ids in the quarantine of earlier versions, which left it as this one was accepted.
    """

    name: str
    status: Literal["ingested", "unchanged", "rejected", "unreadable"]
    iri: str | None = None
    report: Report | None = None
    error: KgError | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    kept_as: str | None = None
    not_kept: str | None = None
    released: tuple[str, ...] = ()
