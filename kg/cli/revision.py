"""`kg retract` and `kg review`, and what `kg history restore` shares with them: decisions of people."""

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg.cli.command import Command
from kg.cli.errors import REJECTED
from kg.cli.output import in_colour, say, warn
from kg.cli.remote import RefusedError, request, token_option
from kg.cli.settings import Settings, pass_settings
from kg.errors import StoreInUseError

if TYPE_CHECKING:
    from kg.pipeline import Writer
    from kg.validation import Report

STATUSES = ("machine", "reviewed", "disputed", "retracted")
"""The same as `kg.pipeline.STATUSES`, which takes long to load."""


def _plain(_context: click.Context, _parameter: click.Parameter, note: str) -> str:
    """Return a note; refuse one with characters that not every syntax of RDF can write."""
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in note if character not in "\n\t"):
        raise click.BadParameter("A note has no control characters.")
    return note


server_option = click.option(
    "--server", metavar="URL", help="Have the server at that address do it, which has the store open."
)
note_option = click.option(
    "--note",
    metavar="TEXT",
    default="",
    callback=_plain,
    help="Why; it is in the history, for everybody to read.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Say what became of it as JSON.")


@click.command(
    cls=Command,
    examples=(
        "kg retract http://localhost:8000/id/article/protest-txt-f3601b1335 --note 'Correction follows.'",
        "kg retract http://localhost:8000/id/article/protest-txt-f3601b1335 --server http://localhost:8000",
    ),
)
@click.argument("graph", metavar="IRI")
@note_option
@server_option
@token_option
@json_option
@pass_settings
def retract(
    settings: Settings, graph: str, note: str, server: str | None, token: str | None, as_json: bool
) -> None:
    """Withdraw a graph, such as that of an article.

    It is gone from all answers, its address says that it was withdrawn, and it is not taken in again until
    somebody brings it back: kg history restore.
    """
    if server is None:
        from kg.pipeline import retract as retract_here

        with writing(settings, "retract", note) as writer:
            retract_here(graph, writer)
    else:
        posted(server, "/retractions", token, {"graph": graph, "note": note})
    tell({"graph": graph, "status": "withdrawn"}, graph, as_json=as_json)


@click.command(
    cls=Command,
    examples=(
        "kg review http://localhost:8000/id/statement/protest-txt-f3601b1335-5b6c reviewed",
        "kg review http://localhost:8000/id/estimate/protest-txt-f3601b1335-77aa disputed --note 'See AP.'",
    ),
    exit_status=("done", "a graph would not conform any more", "there is no such fact"),
)
@click.argument("fact")
@click.argument("status", type=click.Choice(STATUSES))
@note_option
@server_option
@token_option
@json_option
@pass_settings
def review(
    settings: Settings,
    fact: str,
    status: str,
    note: str,
    server: str | None,
    token: str | None,
    as_json: bool,
) -> None:
    """Say how far a person has checked a statement or an estimate.

    FACT is its IRI. No program takes that back: it stays when the article is read again.
    """
    if server is None:
        from kg.pipeline import decide

        with writing(settings, "review", note) as writer:
            stop_unless_conforming(decide(fact, status, writer))
    else:
        posted(server, "/reviews", token, {"fact": fact, "status": status, "note": note})
    tell({"fact": fact, "status": status}, fact, as_json=as_json)


@contextmanager
def writing(settings: Settings, command: str, note: str) -> "Iterator[Writer]":
    """Open the store for what a person decides; yields what writes there.

    Raises:
        StoreError: there is no store, or it is in use.
    """
    from kg.history import Sender
    from kg.pipeline import Writer

    with in_use_elsewhere(command), settings.open_to_change() as store:
        yield Writer(store, settings.base, Sender("kg", f"kg {command}", explicit=True, note=note))


@contextmanager
def in_use_elsewhere(command: str) -> Iterator[None]:
    """Say how a command is done by a server, when that has the store open."""
    try:
        yield
    except StoreInUseError as error:
        remedy = f"If it is kg serve, have it do that: kg {command} … --server http://localhost:8000"
        raise StoreInUseError(error.what, remedy) from error


def posted(server: str, path: str, token: str | None, body: Mapping[str, object]) -> dict[str, Any]:
    """Have a server decide; return its answer. What is empty is not sent.

    Raises:
        SystemExit: what it would leave does not conform; that is told.
        KgError: the server refuses, or cannot be reached.
    """
    sent = {name: value for name, value in body.items() if value not in ("", None)}
    try:
        answer: dict[str, Any] = json.loads(request("POST", server, path, token, body=sent))
    except RefusedError as error:
        from kg.pipeline import kept_report
        from kg.store.quarantine import Refusal

        stop_unless_conforming(kept_report(Refusal(report=error.problem.get("report"))))
        raise
    return answer


def stop_unless_conforming(report: "Report | None") -> None:
    """End the command when something speaks against what it would do, and tell what."""
    if report is not None and not report.conforms:
        warn(in_colour(report.to_text("en"), sys.stderr))
        raise SystemExit(REJECTED)


def tell(outcome: Mapping[str, object], thing: str, *, as_json: bool) -> None:
    """Say what became of a thing."""
    say(json.dumps(outcome, ensure_ascii=False) if as_json else f"{thing}: {outcome['status']}")
