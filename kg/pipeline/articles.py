"""Articles into the store: read, extract, map, validate, replace."""

from rdflib import Graph

from kg.article import Article
from kg.errors import KgError, StoreError
from kg.extractors import BUILT_IN, faults_of, load_extractor
from kg.language.extraction import Extraction
from kg.mapping import article_graph, article_iri
from kg.pipeline.outcome import Outcome, complete, store_valid
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
    return complete(store_article(article, store, base, extractor), store, base)


def store_article(article: Article, store: Store, base: str, extractor: str) -> Outcome:
    """Put one article into the store; what is derived is not yet brought up to date.

    Raises:
        StoreError: the store cannot take it.
    """
    try:
        _, graph = to_graph(article, base, extractor)
        return store_valid(article.name, (graph,), store)
    except StoreError:
        raise
    except KgError as error:
        return Outcome(article.name, "rejected", article_iri(article.name, base), error=error)
