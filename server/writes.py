"""Writes by updates and the graph store: with the token, and no way around the shapes and the history."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import abort, request

from kg.access import Identity, Scope
from kg.history import Sender
from kg.store import Acceptance
from server import current
from server.preconditions import precondition
from server.reports import report_response

if TYPE_CHECKING:
    from kg.pipeline import Writer


def written(write: Callable[[Acceptance | None], object], sender: Identity) -> None:
    """Carry out a write, which is given who has a say in it, if anybody. It is on the disk then.

    Raises:
        HTTPException: what it would leave does not conform; its response is the report.
        KgError: see `kg.pipeline.judgement.Judgement.accept`.
    """
    if current.config().validates:
        report = writer(sender).change(write)
        if not report.conforms:
            abort(report_response(report))
    else:
        write(None)
    current.store().flush()


def writer(sender: Identity, note: str = "") -> "Writer":
    """Return what writes on behalf of whoever sent the current request, to graphs that it names."""
    from kg.pipeline import Writer

    may_review = sender.may(Scope.REVIEW)
    who = Sender(sender.name, request.path, may_review=may_review, explicit=True, note=note)
    return Writer(current.store(), current.config().base, who, precondition())
