"""The terms of RDF, RDFS, OWL and SHACL that the validator knows by name."""

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Namespace:
    """A namespace."""

    def __init__(self, iri: str) -> None:
        self._iri = iri

    def __call__(self, name: str) -> ox.NamedNode:
        """Return the term of that local name."""
        return ox.NamedNode(self._iri + name)


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
SH = Namespace("http://www.w3.org/ns/shacl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

TYPE, FIRST, REST, NIL = RDF("type"), RDF("first"), RDF("rest"), RDF("nil")
SUBCLASS_OF, CLASS = RDFS("subClassOf"), RDFS("Class")
XSD_STRING, XSD_BOOLEAN, XSD_INTEGER = XSD("string"), XSD("boolean"), XSD("integer")
TRUE = ox.Literal(True)
