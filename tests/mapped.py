"""The graph of an article as rdflib has it, which is easy to ask and to change."""

from rdflib import Graph

from kg import mapping
from kg.article import Article
from kg.language.extraction import Extraction
from kg.terms import to_graph
from kg.vocabulary import bind_prefixes


def article_graph(article: Article, extraction: Extraction, base: str) -> Graph:
    """Return the graph of an article, named by its IRI."""
    mapped = mapping.article_graph(article, extraction, base)
    graph = to_graph(mapped.triples, mapped.name)
    bind_prefixes(graph)
    return graph
