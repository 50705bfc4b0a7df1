"""`kg validate`: RDF entries against the shapes."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli.command import Command
from kg.cli.errors import FAILED, REJECTED
from kg.cli.output import in_colour, say, warn
from kg.cli.settings import Settings, pass_settings
from kg.errors import InputError, UnreadableInputError, UnsupportedInputError

if TYPE_CHECKING:
    from kg.store import Store
    from kg.validation import Report


@click.command(
    cls=Command,
    examples=(
        "kg validate entry.ttl",
        "kg validate --language de entry.ttl",
        "kg validate --format json *.jsonld",
    ),
    exit_status=(
        "all conform",
        "some do not",
        "some could not be read",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "turtle", "json"]),
    default="text",
    show_default=True,
    help="For people, as a SHACL report, or as JSON.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "de"]),
    default="en",
    help="Language of the text.",
    show_default=True,
)
@pass_settings
def validate(settings: Settings, files: tuple[Path, ...], form: str, language: Literal["en", "de"]) -> None:
    """Check RDF entries against the shapes; nothing is stored.

    Reads .ttl .jsonld .nt .rdf .trig .nq. What an entry refers to without describing it may be described in
    the store, if there is one.
    """
    status = 0
    reports = {}
    store = settings.open_to_read() if settings.has_store() else None
    for file in files:
        try:
            reports[str(file)] = _check(file, store, settings.base)
        except InputError as error:
            warn(str(error))
            status = FAILED
    if not all(report.conforms for report in reports.values()):
        status = max(status, REJECTED)
    _write(reports, form, language)
    raise SystemExit(status)


def _check(file: Path, store: "Store | None", base: str) -> "Report":
    from kg.formats import GRAPH_FORMATS, graph_format_of
    from kg.pipeline import check_rdf

    syntax = graph_format_of(file)
    if syntax is None:
        known = " ".join(entry.suffix for entry in GRAPH_FORMATS)
        remedy = f"Known are {known}; articles are validated when they are ingested."
        raise UnsupportedInputError(str(file), "has a name that says no RDF syntax", remedy)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableInputError(
            str(file), f"cannot be read ({error.strerror})", "Check its path."
        ) from error
    return check_rdf(data, syntax, store, base, str(file))


def _write(reports: "dict[str, Report]", form: str, language: Literal["en", "de"]) -> None:
    match form:
        case "turtle":
            for report in reports.values():
                say(report.graph.serialize(format="turtle"))
        case "json":
            objects: list[dict[str, Any]] = [
                {"file": file, **report.to_json()} for file, report in reports.items()
            ]
            found = objects[0] if len(objects) == 1 else objects
            say(json.dumps(found, ensure_ascii=False, indent=2))
        case _:
            for file, report in reports.items():
                say(in_colour(f"{file}: {report.to_text(language)}", sys.stdout))
