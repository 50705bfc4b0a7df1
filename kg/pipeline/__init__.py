"""From an article or an RDF entry to a validated named graph in the store; one outcome each."""

from kg.pipeline.articles import check_article, ingest_article, to_graph
from kg.pipeline.changes import check_changes, finish_changes
from kg.pipeline.documents import parse_rdf
from kg.pipeline.entries import check_rdf, ingest_rdf
from kg.pipeline.files import ingest_files
from kg.pipeline.outcome import Outcome
from kg.pipeline.submission import Gate, kept_report

__all__ = [
    "Gate",
    "Outcome",
    "check_article",
    "check_changes",
    "check_rdf",
    "finish_changes",
    "ingest_article",
    "ingest_files",
    "ingest_rdf",
    "kept_report",
    "parse_rdf",
    "to_graph",
]
