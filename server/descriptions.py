"""What the server says of its endpoint: the SPARQL service description."""

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.vocabulary import bind_prefixes
from server.config import DefaultGraph

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

_FORMAT_NAMES = {
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}


def service_description(
    root: str, default_graph: DefaultGraph, *, federates: bool, dereferences: bool
) -> Graph:
    """Describe the endpoint (SPARQL 1.1 Service Description, section 3).

    Args:
        root: address of the server, ending in a slash.
        default_graph: what a query without FROM sees.
        federates: whether queries may ask other services.
        dereferences: whether documents elsewhere may be in their datasets.
    """
    graph = new_graph()
    endpoint = URIRef(root + "sparql")
    dataset, default = URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default-graph")
    graph.add((endpoint, RDF.type, SD.Service))
    graph.add((endpoint, SD.endpoint, endpoint))
    for supported in (SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update):
        graph.add((endpoint, SD.supportedLanguage, supported))
    for syntax in (*RESULT_FORMATS, *GRAPH_FORMATS):
        graph.add((endpoint, SD.resultFormat, FORMATS[_FORMAT_NAMES[syntax.name]]))
    if default_graph == "union":
        graph.add((endpoint, SD.feature, SD.UnionDefaultGraph))
    if federates:
        graph.add((endpoint, SD.feature, SD.BasicFederatedQuery))
    if dereferences:
        graph.add((endpoint, SD.feature, SD.DereferencesURIs))
    graph.add((endpoint, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((endpoint, DCTERMS.relation, URIRef(root + "dataset")))
    return graph


def new_graph() -> Graph:
    """Return an empty graph that writes the terms of descriptions with prefixes."""
    graph = Graph()
    bind_prefixes(graph)
    for prefix, namespace in (("sd", SD), ("formats", FORMATS), ("dcat", DCAT), ("void", VOID)):
        graph.bind(prefix, namespace)
    return graph
