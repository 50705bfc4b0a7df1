"""The one table of media types, file suffixes and option names for RDF and for SPARQL results.

Everything that reads or writes a syntax looks it up here: the command line by option name, files by suffix,
the server by media type.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """An RDF syntax: `name` on the command line, `rdflib` the name of its rdflib plug-in."""

    name: str
    media_type: str
    suffix: str
    rdflib: str
    rdf_format: RdfFormat
    quads: bool = False


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A SPARQL results syntax for SELECT and ASK."""

    name: str
    media_type: str
    suffix: str
    results_format: QueryResultsFormat


GRAPH_FORMATS = (
    GraphFormat("turtle", "text/turtle", ".ttl", "turtle", RdfFormat.TURTLE),
    GraphFormat("jsonld", "application/ld+json", ".jsonld", "json-ld", RdfFormat.JSON_LD, quads=True),
    GraphFormat("ntriples", "application/n-triples", ".nt", "nt", RdfFormat.N_TRIPLES),
    GraphFormat("rdfxml", "application/rdf+xml", ".rdf", "xml", RdfFormat.RDF_XML),
    GraphFormat("trig", "application/trig", ".trig", "trig", RdfFormat.TRIG, quads=True),
    GraphFormat("nquads", "application/n-quads", ".nq", "nquads", RdfFormat.N_QUADS, quads=True),
)

RESULT_FORMATS = (
    ResultFormat("json", "application/sparql-results+json", ".srj", QueryResultsFormat.JSON),
    ResultFormat("xml", "application/sparql-results+xml", ".srx", QueryResultsFormat.XML),
    ResultFormat("csv", "text/csv", ".csv", QueryResultsFormat.CSV),
    ResultFormat("tsv", "text/tab-separated-values", ".tsv", QueryResultsFormat.TSV),
)


Format = TypeVar("Format", GraphFormat, ResultFormat)


def _named(formats: tuple[Format, ...], name: str) -> Format:
    for entry in formats:
        if name in (entry.name, entry.media_type, entry.suffix):
            return entry
    raise KeyError(name)


def graph_format(name: str) -> GraphFormat:
    """Return the RDF syntax of that option name, media type or suffix.

    Raises:
        KeyError: there is none.
    """
    return _named(GRAPH_FORMATS, name)


def result_format(name: str) -> ResultFormat:
    """Return the results syntax of that option name, media type or suffix.

    Raises:
        KeyError: there is none.
    """
    return _named(RESULT_FORMATS, name)


def graph_format_of(file: PurePath) -> GraphFormat | None:
    """Return the RDF syntax that a file's suffix stands for; None when it is another kind of file."""
    suffix = file.suffix.lower()
    return next((entry for entry in GRAPH_FORMATS if entry.suffix == suffix), None)
