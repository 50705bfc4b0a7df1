"""Articles into the store: read, extract, map, validate, replace."""

from rdflib import Graph

from kg.article import Article
from kg.errors import KgError, PreconditionError, StoreError
from kg.extractors import BUILT_IN, faults_of, load_extractor
from kg.language.extraction import Extraction
from kg.mapping import article_graph, article_iri
from kg.pipeline.outcome import Outcome
from kg.pipeline.writer import Writer
from kg.terms import NamedGraph
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


def ingest_article(article: Article, writer: Writer, extractor: str = BUILT_IN) -> Outcome:
    """Put one article into the store.

    Raises:
        PreconditionError: the writer's precondition does not hold.
        StoreError: the store cannot take it.
    """
    try:
        _, graph = to_graph(article, writer.base, extractor)
        return writer.replace(article.name, (NamedGraph.of(graph),))
    except (PreconditionError, StoreError):
        raise
    except KgError as error:
        return Outcome(article.name, "rejected", article_iri(article.name, writer.base), error=error)
