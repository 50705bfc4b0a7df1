"""`kg rejected`: what was handed in and refused."""

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import click

from kg.cli.command import Command
from kg.cli.errors import REJECTED, Failure
from kg.cli.extractor import extractor_option
from kg.cli.output import in_colour, output, say, warn
from kg.cli.remote import RefusedError, request, token_option
from kg.cli.settings import Settings, pass_settings
from kg.errors import StoreInUseError

if TYPE_CHECKING:
    from kg.pipeline import Outcome
    from kg.store.quarantine import Quarantine, Rejected

Language = Literal["en", "de"]

_SHOWN = 70

all_option = click.option("--all", "every", is_flag=True, help="All that are kept.")
language_option = click.option(
    "--language",
    type=click.Choice(["en", "de"]),
    default="en",
    show_default=True,
    help="Language of the report.",
)


@click.group()
def rejected() -> None:
    """Look at what was refused, hand it in again, or drop it.

    What kg ingest and a server refuse is kept in the store's folder with the reason. All of this works
    while a server has the store open. An ID may be shortened to its first digits.
    """


@rejected.command("list", cls=Command, examples=("kg rejected list", "kg rejected list --json"))
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
@pass_settings
def list_rejected(settings: Settings, as_json: bool) -> None:
    """List what is kept, what was refused last at the end: id, when, what, why."""
    entries = _quarantine(settings).entries()
    if as_json:
        say(json.dumps([entry.to_json(report=False) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        say(f"{entry.id}  {entry.last[:16].replace('T', ' ')}  {_called(entry)}: {_reason(entry)}")


@rejected.command(
    cls=Command,
    examples=(
        "kg rejected show 5f2c",
        "kg rejected show --language de 5f2c",
        "kg rejected show --original 5f2c > entry.ttl",
    ),
)
@click.argument("id")
@click.option("--original", is_flag=True, help="Write what was handed in, byte for byte.")
@click.option("--report", is_flag=True, help="Write the SHACL report in Turtle.")
@language_option
@pass_settings
def show(settings: Settings, id: str, original: bool, report: bool, language: Language) -> None:  # noqa: A002 - what users call it
    """Show how an entry came, and why it was refused."""
    quarantine = _quarantine(settings)
    entry = _find(quarantine, id)
    if original:
        with output(None) as out:
            out.write(quarantine.submission(entry).data)
    elif report:
        if entry.refusal.shacl is None:
            raise Failure(f"{entry.id} has no SHACL report, for it was not validated: {entry.refusal.error}")
        say(entry.refusal.shacl)
    else:
        _show(entry, language)


@rejected.command(
    cls=Command,
    examples=(
        "kg rejected retry 5f2c",
        "kg rejected retry --all",
        "kg rejected retry --all --server http://localhost:8000",
    ),
    exit_status=("all were accepted", "some were refused again", "there is no such entry"),
)
@click.argument("id", required=False)
@all_option
@click.option(
    "--server", metavar="URL", help="Have the server at that address do it, which has the store open."
)
@token_option
@extractor_option
@language_option
@pass_settings
def retry(
    settings: Settings,
    id: str | None,  # noqa: A002 - what users call it
    every: bool,
    server: str | None,
    token: str | None,
    extractor: str,
    language: Language,
) -> None:
    """Hand entries in again as they are, as when something that they refer to has come meanwhile."""
    chosen = _chosen(_quarantine(settings), id, every=every)
    if server is not None:
        accepted = [_retry_there(entry, server, token) for entry in chosen]
    else:
        accepted = _retry_here(settings, chosen, extractor, language)
    raise SystemExit(0 if all(accepted) else REJECTED)


@rejected.command(cls=Command, examples=("kg rejected drop 5f2c", "kg rejected drop --all"))
@click.argument("id", required=False)
@all_option
@pass_settings
def drop(settings: Settings, id: str | None, every: bool) -> None:  # noqa: A002 - what users call it
    """Remove entries for good."""
    quarantine = _quarantine(settings)
    known = quarantine.begins_with("") if every else _ids(quarantine, id)
    dropped = [key for key in known if quarantine.drop(key)]
    say(f"{len(dropped)} dropped")


def _quarantine(settings: Settings) -> "Quarantine":
    from kg.store.quarantine import Quarantine

    return Quarantine(settings.store)


def _ids(quarantine: "Quarantine", beginning: str | None) -> list[str]:
    """Return the one id that begins so.

    Raises:
        Failure: there is none, or there are several.
    """
    if not beginning:
        raise click.UsageError("Name an entry by its ID, or take --all; kg rejected list shows them.")
    found = quarantine.begins_with(beginning)
    if len(found) != 1:
        problem = f"{len(found)} entries begin" if found else "No entry that is kept begins"
        raise Failure(f"{problem} with {beginning}; kg rejected list shows what is kept.")
    return found


def _find(quarantine: "Quarantine", beginning: str) -> "Rejected":
    [key] = _ids(quarantine, beginning)
    entry = quarantine.find(key)
    if entry is None:
        raise Failure(
            f"The rejected entry {key} is damaged. Restore a backup, or drop it: kg rejected drop {key}"
        )
    return entry


def _chosen(quarantine: "Quarantine", beginning: str | None, *, every: bool) -> "list[Rejected]":
    return quarantine.entries() if every else [_find(quarantine, beginning or "")]


def _called(entry: "Rejected") -> str:
    return entry.name or entry.refusal.iri or entry.media_type


def _reason(entry: "Rejected") -> str:
    """Return why it was refused, on one line."""
    if entry.refusal.error:
        line = entry.refusal.error.partition(": ")[2] or entry.refusal.error
        return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
    violations = (entry.refusal.report or {}).get("violations", ())
    return f"{len(violations)} problem" + ("s" if len(violations) != 1 else "")


def _show(entry: "Rejected", language: Language) -> None:
    from kg.pipeline import kept_report

    by = f" by {entry.sender}" if entry.sender else ""
    again = f", {entry.times} times since {entry.first}" if entry.times > 1 else ""
    say(f"{entry.id}: {_called(entry)} ({entry.media_type}, {entry.size:,} bytes)")
    say(f"handed in through {entry.way}{by}, refused at {entry.last}{again}")
    report = kept_report(entry.refusal)
    say("")
    say(
        report.to_text(language)
        if report
        else entry.refusal.error or json.dumps(entry.refusal.report, indent=2)
    )


def _retry_here(
    settings: Settings, chosen: "list[Rejected]", extractor: str, language: Language
) -> list[bool]:
    """Hand entries in to the store; return which were accepted."""
    from kg.pipeline import Gate, extract_article

    quarantine = _quarantine(settings)
    extract = partial(extract_article, base=settings.base, extractor=extractor)
    try:
        with settings.open_to_write() as store:
            gate = Gate(store, quarantine, settings.base, extract)
            return [_told(entry, gate.submit(quarantine.submission(entry)), language) for entry in chosen]
    except StoreInUseError as error:
        remedy = "If it is kg serve, have it do that: kg rejected retry … --server http://localhost:8000"
        raise StoreInUseError(error.what, remedy) from error


def _told(entry: "Rejected", outcome: "Outcome", language: Language) -> bool:
    if outcome.status in ("ingested", "unchanged"):
        say(f"{entry.id}  {_called(entry)}: {outcome.status}")
        return True
    reason = f"{_called(entry)}: {outcome.report.to_text(language)}" if outcome.report else str(outcome.error)
    warn(f"{entry.id}  {in_colour(reason, sys.stderr)}")
    return False


def _retry_there(entry: "Rejected", server: str, token: str | None) -> bool:
    """Have a server hand an entry in again; return whether it was accepted."""
    try:
        answer = json.loads(request("POST", server, f"/rejected/{quote(entry.id)}/retry", token))
    except RefusedError as error:
        if "rejected" not in error.problem:
            raise
        warn(f"{entry.id}  {_called(entry)}: {error.problem['detail']}")
        return False
    say(f"{entry.id}  {_called(entry)}: {answer['status']}")
    return True
