"""Articles into the store: read, extract, map, validate, replace."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph

from kg.article import Article
from kg.errors import InputError, KgError, StoreError, UnsupportedInputError
from kg.extractors import BUILT_IN, faults_of, load_extractor
from kg.keys import digest
from kg.language.extraction import Extraction
from kg.mapping import article_graph, article_iri
from kg.pipeline.outcome import Outcome, complete, store_valid
from kg.readers import article_files, read_file
from kg.store import Store
from kg.validation import Report, validate


def to_graph(article: Article, base: str, extractor: str = BUILT_IN) -> tuple[Extraction, Graph]:
    """Return what an article says, and that as its named graph.

    Args:
        article: the article.
        base: what the IRIs of the graph start with.
        extractor: the name of the extractor that reads it (`kg.extractors`).

    Raises:
        UnsupportedInputError: it is not in German, or has no prose.
        ExtractorError: the extractor is not there or does not do what it should.
    """
    extraction = load_extractor(extractor)(article)
    with faults_of(extractor, f"returned an Extraction for {article.name} of which no graph can be made"):
        return extraction, article_graph(article, extraction, base)


def check_article(article: Article, base: str, extractor: str = BUILT_IN) -> Report:
    """Return what validation finds in an article's graph; nothing is stored.

    Raises:
        UnsupportedInputError: see `to_graph`.
        ExtractorError: see `to_graph`.
    """
    _, graph = to_graph(article, base, extractor)
    return validate(graph)


def ingest_article(article: Article, store: Store, base: str, extractor: str = BUILT_IN) -> Outcome:
    """Put one article into the store and bring the disputes up to date.

    Raises:
        StoreError: the store cannot take it.
    """
    return complete(_ingest(article, store, base, extractor), store, base)


def ingest_files(
    paths: Iterable[Path], store: Store, base: str, extractor: str = BUILT_IN
) -> Iterator[Outcome]:
    """Put the articles of files and folders into the store; yield what became of each when it is known.

    Disputes are brought up to date when the iteration ends, also when it ends early.

    Raises:
        ExtractorError: the extractor is not there.
        StoreError: the store cannot take it; what was yielded before is stored.
    """
    load_extractor(extractor)
    run = _Run(store, base, extractor)
    try:
        for path in article_files(paths):
            for read in read_file(path):
                yield run.ingest(read)
    finally:
        run.finish()


class _Run:
    """The articles of one call, which must differ in their names."""

    def __init__(self, store: Store, base: str, extractor: str) -> None:
        self._store = store
        self._base = base
        self._extractor = extractor
        self._contents: dict[str, str] = {}
        self._last_change: Outcome | None = None

    def ingest(self, read: Article | InputError) -> Outcome:
        if isinstance(read, InputError):
            return Outcome(read.source, "unreadable", error=read)
        if self._contents.setdefault(read.name, _fingerprint(read)) != _fingerprint(read):
            return self._refuse_namesake(read)
        outcome = _ingest(read, self._store, self._base, self._extractor)
        if outcome.status == "ingested":
            self._last_change = outcome
        return outcome

    def finish(self) -> None:
        if self._last_change:
            complete(self._last_change, self._store, self._base)

    def _refuse_namesake(self, article: Article) -> Outcome:
        error = UnsupportedInputError(
            article.name,
            "is the name of two different articles here, and the second would replace the first",
            "Give it a url or an id of its own, or rename the file.",
        )
        return Outcome(article.name, "rejected", article_iri(article.name, self._base), error=error)


def _ingest(article: Article, store: Store, base: str, extractor: str) -> Outcome:
    try:
        _, graph = to_graph(article, base, extractor)
        return store_valid(article.name, (graph,), store)
    except StoreError:
        raise
    except KgError as error:
        return Outcome(article.name, "rejected", article_iri(article.name, base), error=error)


def _fingerprint(article: Article) -> str:
    return digest(repr(article))
