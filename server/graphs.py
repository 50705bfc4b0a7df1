"""Graphs in the syntaxes of `kg.formats`, with the project's prefixes."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format
from kg.terms import to_triples
from kg.vocabulary import PREFIXES, bind_prefixes

MEDIA_TYPES = tuple(syntax.media_type for syntax in GRAPH_FORMATS)

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def syntax_of(media_type: str) -> GraphFormat | None:
    """Return the RDF syntax of a media type; None when it is not one."""
    return graph_format(media_type) if media_type in MEDIA_TYPES else None


def graph_bytes(graph: Graph, syntax: GraphFormat) -> bytes:
    """Return a graph in a syntax, in an order for reading; TriG and N-Quads say its name if it has one.

    Oxigraph writes each literal as it is, which rdflib does not in Turtle; rdflib's JSON-LD has prefixes.
    """
    bind_prefixes(graph)
    if syntax.name == "jsonld":
        return graph.serialize(format=syntax.rdflib, encoding="utf-8", context=PREFIXES, auto_compact=True)
    name = str(graph.identifier) if isinstance(graph.identifier, URIRef) else None
    prefixes = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    return written(to_triples(graph), syntax, name, prefixes)


def written(
    triples: Iterable[ox.Triple],
    syntax: GraphFormat,
    name: str | None,
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """Return triples in a syntax, in an order for reading, with those of the prefixes that they use.

    Args:
        triples: what is written.
        syntax: how; TriG and N-Quads say the name of the graph.
        name: of the graph; None when it has none.
        prefixes: and their namespaces.
    """
    ordered = sorted(triples, key=_reading_order)
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    content = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in ordered] if syntax.quads else ordered
    return ox.serialize(content, format=syntax.rdf_format, prefixes=_used(prefixes, ordered)) or b""


def _reading_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return a key by which what is said of a thing stands together, its classes first."""
    return str(triple.subject), triple.predicate != _TYPE, str(triple.predicate), str(triple.object)


def _used(prefixes: Mapping[str, str], triples: Iterable[ox.Triple]) -> dict[str, str]:
    terms = {term for t in triples for term in (t.subject, t.predicate, t.object)}
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    iris |= {term.datatype.value for term in terms if isinstance(term, ox.Literal)}
    return {p: n for p, n in prefixes.items() if any(iri.startswith(n) for iri in iris)}
