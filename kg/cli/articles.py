"""`kg ingest` and `kg extract`: what becomes of articles."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli.command import Command
from kg.cli.errors import FAILED, REJECTED, Failure
from kg.cli.output import output, progress, say, warn
from kg.cli.settings import Settings, pass_settings
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.language.extraction import Extraction
    from kg.pipeline import Outcome

Language = Literal["en", "de"]

_STATUSES = ("ingested", "unchanged", "rejected")


@click.command(
    cls=Command,
    examples=(
        "kg ingest seeds/articles",
        "kg --store /srv/news ingest today.jsonl.gz archive/",
        "kg ingest --json articles | tail -1",
    ),
    exit_status=(
        "all articles are in the store",
        "some were rejected",
        "some could not be read",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="End with the counts as a JSON object.")
@click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", help="Language of validation reports."
)
@pass_settings
def ingest(settings: Settings, paths: tuple[Path, ...], as_json: bool, language: Language) -> None:
    """Put articles into the store.

    Reads .txt .md .html .json .jsonl .warc, each also with .gz; folders recursively. Each article becomes one
    validated graph. The same article again changes nothing, a changed one replaces its graph, and one that
    does not conform is not stored.
    """
    from kg.pipeline import ingest_files

    counts: Counter[str] = Counter()
    with settings.open_to_write() as store, progress("articles") as advance:
        for outcome in ingest_files(paths, store, settings.base):
            counts[outcome.status] += 1
            _report(outcome, language)
            advance()
    _summarise(counts, paths, as_json=as_json)
    raise SystemExit(FAILED if counts["unreadable"] else REJECTED if counts["rejected"] else 0)


def _report(outcome: "Outcome", language: Language) -> None:
    """Say what is wrong with one article, if anything is."""
    if outcome.error:
        warn(str(outcome.error))
    elif outcome.report and not outcome.report.conforms:
        warn(f"{outcome.name}: {outcome.report.to_text(language)}")


def _summarise(counts: Counter[str], paths: tuple[Path, ...], *, as_json: bool) -> None:
    if not counts:
        raise Failure(f"There are no articles in {', '.join(map(str, paths))}.")
    told = {status: counts[status] for status in _STATUSES}
    told["rejected"] += counts["unreadable"]
    say(", ".join(f"{count} {status}" for status, count in told.items()))
    if as_json:
        say(json.dumps(told))


@click.command(
    cls=Command,
    examples=(
        "kg extract article.txt",
        "kg extract --format jsonl archive/*.txt > facts.jsonl",
        "kg extract --format turtle article.html",
    ),
    exit_status=(
        "done",
        "some were not in German or had no prose",
        "some could not be read",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--format",
    "syntax",
    type=click.Choice(["json", "jsonl", "turtle", "jsonld", "trig", "nquads"]),
    default="json",
    show_default=True,
    help="What to write.",
)
@pass_settings
def extract(settings: Settings, files: tuple[Path, ...], syntax: str) -> None:
    """Show what would be stored of articles, without storing it.

    As json, one article is an object and several are an array; as jsonl each article is one line, in the
    order given. The RDF syntaxes have the same graphs as the store would.
    """
    run = _Extraction(files, settings.base)
    if syntax in ("json", "jsonl"):
        _write_json((extraction.to_json() for extraction, _ in run), as_lines=syntax == "jsonl")
    else:
        _write_graphs(run, syntax)
    raise SystemExit(run.status)


class _Extraction:
    """The extractions of files as they come; what cannot be extracted is reported, and sets the status."""

    def __init__(self, files: tuple[Path, ...], base: str) -> None:
        self.status = 0
        self._files = files
        self._base = base

    def __iter__(self) -> Iterator[tuple["Extraction", Any]]:
        from kg.pipeline import to_graph
        from kg.readers import article_files, read_file

        with progress("articles") as advance:
            for file in article_files(self._files):
                for read in read_file(file):
                    if isinstance(read, InputError):
                        self._note(read, FAILED)
                        continue
                    try:
                        yield to_graph(read, self._base)
                    except KgError as error:
                        self._note(error, REJECTED)
                    advance()

    def _note(self, error: KgError, status: int) -> None:
        warn(str(error))
        self.status = max(self.status, status)


def _write_json(objects: Iterator[dict[str, Any]], *, as_lines: bool) -> None:
    if as_lines:
        for found in objects:
            say(json.dumps(found, ensure_ascii=False))
        return
    every = list(objects)
    if every:
        say(json.dumps(every[0] if len(every) == 1 else every, ensure_ascii=False, indent=2))


def _write_graphs(run: _Extraction, syntax: str) -> None:
    import pyoxigraph as ox

    from kg.formats import graph_format
    from kg.vocabulary import PREFIXES

    named = syntax in ("trig", "nquads")
    with output(None) as out:
        ox.serialize(_quads(run, named=named), out, graph_format(syntax).rdf_format, prefixes=PREFIXES)


def _quads(run: _Extraction, *, named: bool) -> "Iterator[ox.Quad]":
    """Yield the graphs of the articles in order; without their names, what they say alike comes once."""
    import pyoxigraph as ox

    from kg.store.terms import to_triples

    seen: set[ox.Triple] = set()
    for _, graph in run:
        name = ox.NamedNode(str(graph.identifier))
        for triple in sorted(to_triples(graph), key=str):
            if named:
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
            elif triple not in seen:
                seen.add(triple)
                yield ox.Quad(triple.subject, triple.predicate, triple.object)
