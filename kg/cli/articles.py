"""`kg ingest` and `kg extract`: what becomes of articles."""

import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from kg.cli.command import Command
from kg.cli.errors import FAILED, REJECTED, Failure
from kg.cli.extractor import extractor_option
from kg.cli.output import in_colour, output, progress, say, warn
from kg.cli.settings import Settings, pass_settings
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.article import Article
    from kg.language.extraction import Extraction
    from kg.pipeline import Outcome
    from kg.terms import NamedGraph

Language = Literal["en", "de"]

_Result = TypeVar("_Result")

_NEW_OBJECTS = 50_000
"""After so many new objects garbage is looked for. Reading makes hardly any: each search is in vain."""
_STATUSES = ("ingested", "unchanged", "rejected")


@click.command(
    cls=Command,
    examples=(
        "kg ingest seeds/articles",
        "kg --store /srv/news ingest today.jsonl.gz archive/",
        "kg ingest news.nq.gz",
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
@extractor_option
@pass_settings
def ingest(
    settings: Settings, paths: tuple[Path, ...], as_json: bool, language: Language, extractor: str
) -> None:
    """Put articles and RDF into the store.

    Reads articles as .txt .md .html .json .jsonl .warc and RDF as .ttl .nt .rdf .jsonld .trig .nq, each also
    with .gz; folders recursively. Each article becomes one validated graph, and so does each graph of an RDF
    file. The same again changes nothing, a changed one replaces its graph, and one that does not conform is
    not stored, but kept aside (kg rejected list).
    """
    from kg.pipeline import ingest_files
    from kg.store.quarantine import Quarantine

    counts: Counter[str] = Counter()
    with settings.open_to_write() as store, progress("entries") as advance:
        for outcome in ingest_files(paths, store, settings.base, extractor, Quarantine(settings.store)):
            counts[outcome.status] += 1
            counts["kept"] += outcome.kept_as is not None
            counts["released"] += len(outcome.released)
            _report(outcome, language)
            advance()
    _summarise(counts, paths, as_json=as_json)
    raise SystemExit(FAILED if counts["unreadable"] else REJECTED if counts["rejected"] else 0)


def _report(outcome: "Outcome", language: Language) -> None:
    """Say what is wrong with one article, if anything is."""
    if outcome.error:
        warn(str(outcome.error))
    elif outcome.report and not outcome.report.conforms:
        warn(in_colour(f"{outcome.name}: {outcome.report.to_text(language)}", sys.stderr))
    if outcome.not_kept:
        warn(outcome.not_kept)


def _summarise(counts: Counter[str], paths: tuple[Path, ...], *, as_json: bool) -> None:
    if not counts:
        raise Failure(f"There are no articles and no RDF in {', '.join(map(str, paths))}.")
    if counts["kept"]:
        warn(f"{counts['kept']} of them kept aside with the reason; look at it with: kg rejected list")
    if counts["released"]:
        warn(f"{counts['released']} that had been refused earlier dropped, as what replaces it was accepted")
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
@extractor_option
@pass_settings
def extract(settings: Settings, files: tuple[Path, ...], syntax: str, extractor: str) -> None:
    """Show what would be stored of articles, without storing it.

    As json, one article is an object and several are an array; as jsonl each article is one line, in the
    order given. The RDF syntaxes have the same graphs as the store would.
    """
    gc.set_threshold(_NEW_OBJECTS)
    run = _Run(files, extractor)
    if syntax in ("json", "jsonl"):
        _write_json(run, as_lines=syntax == "jsonl")
    else:
        _write_graphs(run, syntax, settings.base)
    raise SystemExit(run.status)


class _Run:
    """The articles of files as they are read; what cannot be extracted is reported, and sets the status."""

    def __init__(self, files: tuple[Path, ...], extractor: str) -> None:
        self.status = 0
        self._files = files
        self._extractor = extractor

    def extractions(self) -> Iterator["Extraction"]:
        """Yield what each article says."""
        from kg.extractors import load_extractor

        return self._results(load_extractor(self._extractor))

    def graphs(self, base: str) -> Iterator["NamedGraph"]:
        """Yield the graph of each article."""
        from kg.extractors import load_extractor
        from kg.pipeline import to_graph

        load_extractor(self._extractor)
        return self._results(lambda article: to_graph(article, base, self._extractor)[1])

    def _results(self, extract: "Callable[[Article], _Result]") -> Iterator["_Result"]:
        from kg.readers import article_files, read_file

        with progress("articles") as advance:
            for file in article_files(self._files):
                for read in read_file(file):
                    if isinstance(read, InputError):
                        self._note(read, FAILED)
                        continue
                    try:
                        yield extract(read)
                    except KgError as error:
                        self._note(error, REJECTED)
                    advance()

    def _note(self, error: KgError, status: int) -> None:
        warn(str(error))
        self.status = max(self.status, status)


def _write_json(run: _Run, *, as_lines: bool) -> None:
    found = (extraction.to_json() for extraction in run.extractions())
    if as_lines:
        for one in found:
            say(json.dumps(one, ensure_ascii=False))
        return
    every = list(found)
    if every:
        say(json.dumps(every[0] if len(every) == 1 else every, ensure_ascii=False, indent=2))


def _write_graphs(run: _Run, syntax: str, base: str) -> None:
    import pyoxigraph as ox

    from kg.formats import graph_format
    from kg.vocabulary import PREFIXES

    named = syntax in ("trig", "nquads")
    with output(None) as out:
        ox.serialize(_quads(run, base, named=named), out, graph_format(syntax).rdf_format, prefixes=PREFIXES)


def _quads(run: _Run, base: str, *, named: bool) -> "Iterator[ox.Quad]":
    """Yield the graphs of the articles in order; without their names, what they say alike comes once."""
    import pyoxigraph as ox

    seen: set[ox.Triple] = set()
    for graph in run.graphs(base):
        name = ox.NamedNode(graph.name)
        for triple in sorted(graph.triples, key=str):
            if named:
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
            elif triple not in seen:
                seen.add(triple)
                yield ox.Quad(triple.subject, triple.predicate, triple.object)
