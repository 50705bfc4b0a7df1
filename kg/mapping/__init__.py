"""From an extraction to RDF: which IRI a thing gets and which triples a fact becomes."""

from kg.mapping.graph import article_graph
from kg.mapping.iris import article_iri

__all__ = ["article_graph", "article_iri"]
