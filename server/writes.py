"""Changes of the store by updates and the graph store: with the token, and no way around the shapes."""

from collections.abc import Callable
from typing import TypeVar

from flask import abort
from rdflib import Graph

from kg.store import Accept
from server import current
from server.reports import report_response

T = TypeVar("T")


def written(change: Callable[[Accept | None], T]) -> T:
    """Return what `change` returns, which is given the check of the graphs it would leave, if there is one.

    What is derived is brought up to date afterwards, and all of it is on the disk then.

    Raises:
        HTTPException: what was changed does not conform; its response is the report.
        ForbiddenError: it is the derived graph.
        UnsupportedInputError: nothing of it is in the project's vocabulary.
    """
    if not current.config().validates:
        result = change(None)
    else:
        from kg.pipeline import finish_changes

        result = change(_accept)
        finish_changes(current.store(), current.config().base)
    current.store().flush()
    return result


def _accept(graphs: tuple[Graph, ...]) -> None:
    from kg.pipeline import check_changes

    report = check_changes(graphs, current.store(), current.config().base)
    if report is not None and not report.conforms:
        abort(report_response(report))
