"""From an article or an RDF entry to a validated named graph in the store; one outcome each."""

from kg.pipeline.articles import check_article, ingest_article, ingest_files, to_graph
from kg.pipeline.changes import check_changes, finish_changes
from kg.pipeline.documents import parse_rdf
from kg.pipeline.entries import check_rdf, ingest_rdf
from kg.pipeline.outcome import Outcome

__all__ = [
    "Outcome",
    "check_article",
    "check_changes",
    "check_rdf",
    "finish_changes",
    "ingest_article",
    "ingest_files",
    "ingest_rdf",
    "parse_rdf",
    "to_graph",
]
