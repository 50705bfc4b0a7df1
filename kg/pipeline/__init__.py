"""From an article or an RDF entry to a validated named graph in the store; one outcome each."""

from kg.pipeline.articles import check_article, ingest_article, ingest_files, to_graph
from kg.pipeline.entries import check_rdf, ingest_rdf
from kg.pipeline.outcome import Outcome

__all__ = [
    "Outcome",
    "check_article",
    "check_rdf",
    "ingest_article",
    "ingest_files",
    "ingest_rdf",
    "to_graph",
]
