"""From an article or an RDF entry to a validated named graph in the store; one outcome each."""

from kg.pipeline.articles import check_article, extract_article, ingest_article, to_graph
from kg.pipeline.documents import parse_rdf
from kg.pipeline.entries import check_rdf, ingest_rdf
from kg.pipeline.files import ingest_files
from kg.pipeline.judgement import Precondition
from kg.pipeline.outcome import Outcome
from kg.pipeline.revisions import STATUSES, decide, restore, retract, version_contents
from kg.pipeline.submission import Gate, kept_report
from kg.pipeline.writer import Writer

__all__ = [
    "STATUSES",
    "Gate",
    "Outcome",
    "Precondition",
    "Writer",
    "check_article",
    "check_rdf",
    "decide",
    "extract_article",
    "ingest_article",
    "ingest_files",
    "ingest_rdf",
    "kept_report",
    "parse_rdf",
    "restore",
    "retract",
    "to_graph",
    "version_contents",
]
