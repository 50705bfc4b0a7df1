"""`kg history`: what graphs were, who wrote them, and back to what they were."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli.command import Command
from kg.cli.histories import Histories, histories
from kg.cli.output import output, say
from kg.cli.remote import token_option
from kg.cli.revision import (
    json_option,
    note_option,
    posted,
    server_option,
    stop_unless_conforming,
    tell,
    writing,
)
from kg.cli.settings import Settings, pass_settings
from kg.errors import UnknownError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.pipeline import Outcome

_SYNTAXES = ("turtle", "ntriples", "jsonld", "rdfxml")
_IRI = "http://localhost:8000/id/article/protest-txt-f3601b1335"
_RESTORED = {"ingested": "restored", "unchanged": "unchanged"}

version_argument = click.argument("number", metavar="[N]", required=False, type=click.IntRange(min=1))


@click.group()
def history() -> None:
    """Look at the versions of a graph, and bring one back.

    Each write of a graph makes a version: who wrote it, when, by which way and, where they said it, why.
    """


@history.command(
    "list",
    cls=Command,
    examples=("kg history list", f"kg history list {_IRI}", "kg history list --json | jq '.[].graph'"),
)
@click.argument("graph", metavar="[IRI]", required=False)
@server_option
@token_option
@click.option("--json", "as_json", is_flag=True, help="As JSON: an array of graphs, or one graph's history.")
@pass_settings
def list_history(
    settings: Settings, graph: str | None, server: str | None, token: str | None, as_json: bool
) -> None:
    """List the graphs that have a history, or the versions of one; the newest first.

    Of a graph: when it changed last, how many versions it has, whether it was withdrawn. Of a version: its
    number, when it was written, by whom, by which way, why.
    """
    with histories(settings, server, token) as known:
        found: Any = known.graphs() if graph is None else known.history(graph)
    if as_json:
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _graph_lines(found) if graph is None else _version_lines(found["versions"]):
        say(line)


@history.command(
    cls=Command,
    examples=(
        f"kg history show {_IRI}",
        f"kg history show {_IRI} 1 --format jsonld",
        f"kg history show {_IRI} 2 --diff",
    ),
)
@click.argument("graph", metavar="IRI")
@version_argument
@click.option("--format", "syntax", type=click.Choice(_SYNTAXES), help="By default turtle.")
@click.option("--diff", is_flag=True, help="What changed against the version before, as N-Triples.")
@server_option
@token_option
@pass_settings
def show(
    settings: Settings,
    graph: str,
    number: int | None,
    syntax: str | None,
    diff: bool,
    server: str | None,
    token: str | None,
) -> None:
    """Write what a graph was in a version, by default the last one.

    With --diff, lines begin with + for what is new in that version and with - for what it no longer says.
    """
    if diff and syntax is not None:
        raise click.UsageError("--diff writes N-Triples; leave out --format.")
    with histories(settings, server, token) as known:
        versions = known.history(graph)["versions"]
        wanted = number or versions[0]["number"]
        after = _contents(known, graph, versions, wanted)
        before = _contents(known, graph, versions, wanted - 1) if diff and wanted > 1 else set()
    with output(None) as out:
        out.write(_difference(before, after) if diff else _written(after, syntax or "turtle"))


@history.command(
    cls=Command,
    examples=(
        f"kg history restore {_IRI}",
        f"kg history restore {_IRI} 1 --note 'The correction was wrong.'",
        f"kg history restore {_IRI} --server http://localhost:8000",
    ),
    exit_status=("done", "that version does not conform to the shapes", "there is no such version"),
)
@click.argument("graph", metavar="IRI")
@version_argument
@note_option
@server_option
@token_option
@json_option
@pass_settings
def restore(
    settings: Settings,
    graph: str,
    number: int | None,
    note: str,
    server: str | None,
    token: str | None,
    as_json: bool,
) -> None:
    """Make a graph again what it was in a version, which is then a new version.

    Without N: what a graph was that is withdrawn, or else the version before the last one.
    """
    if server is None:
        with writing(settings, "history restore", note) as writer:
            from kg.history import versions_of
            from kg.pipeline import restore as restore_here

            status = _status(restore_here(graph, number, writer))
            newest = versions_of(writer.store, graph, writer.base)[0].number
        became: Mapping[str, object] = {"graph": graph, "status": status, "version": newest}
    else:
        asked = {"graph": graph, "version": number, "note": note}
        became = posted(server, "/restorations", token, asked)
    tell(became, graph, as_json=as_json)


def _status(outcome: "Outcome") -> str:
    """Return what became of a restoration; end the command where it was refused."""
    stop_unless_conforming(outcome.report)
    return _RESTORED[outcome.status]


def _graph_lines(graphs: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for graph in graphs:
        count, withdrawn = graph["versions"], "withdrawn" if graph["withdrawn"] else ""
        versions = f"{count} version{'' if count == 1 else 's'}"
        yield f"{_time(graph['changed'])}  {versions:>12}  {withdrawn:9}  {graph['graph']}"


def _version_lines(versions: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for version in versions:
        if version["until"]:
            yield f"      {_time(version['until'])}  withdrawn"
        agent, way, note = (_line(version[part] or "") for part in ("agent", "way", "note"))
        line = f"{version['number']:>4}  {_time(version['since'])}  {agent:12}  {way:20}  {note}"
        yield line.rstrip()


def _time(time: str | None) -> str:
    """Return a time (xsd:dateTime, UTC) to the second."""
    return f"{(time or 'unknown')[:19].replace('T', ' '):19}"


def _line(text: str) -> str:
    """Return a text on one line, without what a terminal would obey."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _contents(
    known: Histories, graph: str, versions: Iterable[Mapping[str, Any]], number: int
) -> "set[ox.Triple]":
    version = next((version for version in versions if version["number"] == number), None)
    if version is None:
        raise UnknownError(graph, f"has no version {number}", f"List them: kg history list {graph}")
    return set(known.contents(graph, version))


def _difference(before: "set[ox.Triple]", after: "set[ox.Triple]") -> bytes:
    """Return what is new and what is gone, sorted by what it says, not by which of both it is."""
    signed = [(f"{triple} .", "-") for triple in before - after]
    signed += [(f"{triple} .", "+") for triple in after - before]
    return "".join(f"{sign} {line}\n" for line, sign in sorted(signed)).encode()


def _written(triples: "set[ox.Triple]", syntax: str) -> bytes:
    import pyoxigraph as ox

    from kg.formats import graph_format
    from kg.vocabulary import PREFIXES

    ordered = sorted(triples, key=str)
    data = ox.serialize(ordered, format=graph_format(syntax).rdf_format, prefixes=PREFIXES) or b""
    return data if data.endswith(b"\n") else data + b"\n"
