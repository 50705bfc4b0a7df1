"""Articles into the store: read, extract, map, validate, replace."""

from kg.article import Article
from kg.errors import InputError, KgError, PreconditionError, StoreError
from kg.extraction import Extracted
from kg.extractors import BUILT_IN, faults_of, load_extractor
from kg.language.extraction import Extraction
from kg.mapping import article_graph, article_iri
from kg.pipeline.outcome import Outcome
from kg.pipeline.writer import Writer
from kg.readers import read_bytes
from kg.store.quarantine import Submission
from kg.terms import NamedGraph
from kg.validation import Report, validate_triples


def to_graph(article: Article, base: str, extractor: str = BUILT_IN) -> tuple[Extraction, NamedGraph]:
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


def extract_article(submission: Submission, base: str, extractor: str = BUILT_IN) -> Extracted:
    """Return what becomes of the bytes of an article before anything is validated or stored.

    Args:
        submission: the bytes, in a format that `kg.readers` reads.
        base: what the IRIs of the graph start with.
        extractor: the name of the extractor that reads it.
    """
    try:
        article = read_bytes(submission.data, submission.media_type, submission.name, url=submission.url)
    except InputError as error:
        return Extracted(None, error.with_traceback(None))
    return _extracted(article, base, extractor)


def check_article(extracted: Extracted) -> Report:
    """Return what validation finds in an article's graph; nothing is stored.

    Raises:
        KgError: there is no graph; the error says why.
    """
    return validate_triples(extracted.graph().triples)


def ingest_article(article: Article, writer: Writer, extractor: str = BUILT_IN) -> Outcome:
    """Put one article into the store.

    Raises:
        PreconditionError: the writer's precondition does not hold.
        StoreError: the store cannot take it.
    """
    return ingest_extracted(_extracted(article, writer.base, extractor), writer, article.name)


def ingest_extracted(extracted: Extracted, writer: Writer, source: str) -> Outcome:
    """Put what was made of an article into the store.

    Args:
        extracted: that.
        writer: writes it.
        source: what messages call the input when it has no name of its own.

    Raises:
        PreconditionError, StoreError: see `ingest_article`.
    """
    name = extracted.name
    try:
        return writer.replace(name or source, (extracted.graph(),))
    except (PreconditionError, StoreError):
        raise
    except KgError as error:
        error = error.with_traceback(None)  # whose frames would keep the database open
        if name is None:
            return Outcome(source, "unreadable", error=error)
        return Outcome(name, "rejected", article_iri(name, writer.base), error=error)


def _extracted(article: Article, base: str, extractor: str) -> Extracted:
    try:
        _, graph = to_graph(article, base, extractor)
        return Extracted(article.name, graph)
    except KgError as error:
        return Extracted(article.name, error.with_traceback(None))
