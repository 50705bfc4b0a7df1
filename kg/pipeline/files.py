"""Files and folders into the store: articles, and RDF, each entry accepted or refused on its own."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.article import Article
from kg.errors import InputError, UnsupportedInputError
from kg.extractors import BUILT_IN, load_extractor
from kg.keys import digest
from kg.mapping import article_iri
from kg.pipeline import dumps
from kg.pipeline.articles import ingest_article
from kg.pipeline.entries import ingest_entry
from kg.pipeline.outcome import Outcome
from kg.pipeline.submission import settle
from kg.pipeline.writer import WAY, Writer
from kg.readers import article_files, read_records
from kg.readers.files import SUFFIXES, Record, opened, printable, unreadable, without_gz
from kg.store import Store
from kg.store.quarantine import Quarantine, Submission

_KNOWN = (*SUFFIXES, *dumps.SUFFIXES)


def ingest_files(
    paths: Iterable[Path],
    store: Store,
    base: str,
    extractor: str = BUILT_IN,
    quarantine: Quarantine | None = None,
) -> Iterator[Outcome]:
    """Put what is in files and folders into the store; yield what became of each entry when it is known.

    What was yielded is stored; it survives a power failure, too, when the iteration has ended, also early.

    Args:
        paths: files of articles and of RDF, and folders of them.
        store: where it goes.
        base: what the IRIs of the graph start with.
        extractor: the name of the extractor that reads articles.
        quarantine: where it goes when it is refused.

    Raises:
        ExtractorError: the extractor is not there.
        StoreError: the store cannot take it; what was yielded before is stored.
    """
    load_extractor(extractor)
    run = _Run(Writer(store, base), extractor)
    try:
        for path in article_files(paths, _KNOWN):
            taken = run.rdf(path) if dumps.syntax_of_file(path) else run.articles(path)
            for outcome, submission in taken:
                yield settle(outcome, submission, quarantine) if quarantine and submission else outcome
    finally:
        store.flush()


class _Run:
    """What one call takes in; its articles must differ in their names."""

    def __init__(self, writer: Writer, extractor: str) -> None:
        self._writer = writer
        self._extractor = extractor
        self._contents: dict[str, str] = {}

    def articles(self, path: Path) -> "Iterator[_Taken]":
        """Take in the articles of a file."""
        for record in read_records(path, _KNOWN):
            yield self._article(record.read), _submission(record)

    def rdf(self, path: Path) -> "Iterator[_Taken]":
        """Take in an RDF file, graph by graph."""
        try:
            with dumps.read_rdf_file(path, self._writer.base) as file:
                yield from self._entries(file)
        except InputError as error:
            yield Outcome(error.source, "unreadable", error=error), _file_as_it_is(path)
        except OSError as error:
            source = printable(str(path))
            yield Outcome(source, "unreadable", error=unreadable(source, error)), None

    def _entries(self, file: dumps.RdfFile) -> "Iterator[_Taken]":
        """Take in each graph; what may only miss what a later one describes, once more at the end."""
        refused = []
        for graph in file.graphs:
            taken = self._entry(file, graph)
            if taken[0].report and not taken[0].report.conforms and len(file.graphs) > 1:
                refused.append(graph)
            else:
                yield taken
        for graph in refused:
            yield self._entry(file, graph)

    def _entry(self, file: dumps.RdfFile, graph: dumps.GraphName) -> "_Taken":
        entry = file.entry(graph)
        outcome = file.names.traced(ingest_entry(entry.graphs, self._writer, entry.source))
        return outcome, entry.submission(WAY)

    def _article(self, read: Article | InputError) -> Outcome:
        if isinstance(read, InputError):
            return Outcome(read.source, "unreadable", error=read)
        fingerprint = digest(repr(read))
        if self._contents.setdefault(read.name, fingerprint) != fingerprint:
            return self._refuse_namesake(read)
        return ingest_article(read, self._writer, self._extractor)

    def _refuse_namesake(self, article: Article) -> Outcome:
        error = UnsupportedInputError(
            article.name,
            "is the name of two different articles here, and the second would replace the first",
            "Give it a url or an id of its own, or rename the file.",
        )
        return Outcome(article.name, "rejected", article_iri(article.name, self._writer.base), error=error)


_Taken = tuple[Outcome, Submission | None]
"""What became of an entry, and what it was; None where its bytes cannot be had."""


def _submission(record: Record) -> Submission | None:
    content = record.content
    if content is None:
        return None
    media_type = record.media_type + (f"; charset={content.charset}" if content.charset else "")
    return Submission(content.data, media_type, content.name, WAY, url=content.url)


def _file_as_it_is(path: Path) -> Submission | None:
    """Return a file that cannot be parsed, if it is of a size that an entry may have."""
    syntax = dumps.syntax_of_file(path)
    try:
        with opened(path, printable(str(path)), _KNOWN) as stream:
            data = stream.read(dumps.LARGEST_ENTRY + 1)
    except (InputError, OSError):
        return None
    if syntax is None or len(data) > dumps.LARGEST_ENTRY:
        return None
    return Submission(data, syntax.media_type, printable(without_gz(path.name)), WAY)
