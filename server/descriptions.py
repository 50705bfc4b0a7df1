"""What the server says of itself: SPARQL service description, and the dataset in VoID and DCAT."""

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.vocabulary import KG, bind_prefixes
from server.config import DefaultGraph

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
IANA = "https://www.iana.org/assignments/media-types/"

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
DUMPS = {"nq": "application/n-quads", "trig": "application/trig"}


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
    graph = _new_graph()
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


def dataset_description(root: str, base: str, counts: dict[str, int], triples: int) -> Graph:
    """Describe the dataset (VoID; DCAT 3) with the counts as they are now."""
    graph = _new_graph()
    dataset = URIRef(root + "dataset")
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    graph.add((dataset, DCTERMS.title, Literal("News knowledge graph", lang="en")))
    graph.add((dataset, DCTERMS.title, Literal("Nachrichten-Wissensgraph", lang="de")))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(root + "sparql")))
    graph.add((dataset, VOID.uriSpace, Literal(base + "/id/")))
    graph.add((dataset, VOID.vocabulary, URIRef(str(KG).rstrip("#"))))
    graph.add((dataset, VOID.triples, Literal(triples)))
    graph.add((dataset, FOAF.homepage, URIRef(root)))
    _add_partitions(graph, dataset, counts)
    _add_distributions(graph, dataset, root)
    return graph


def _add_partitions(graph: Graph, dataset: URIRef, counts: dict[str, int]) -> None:
    classes = {
        "articles": KG.Article,
        "statements": KG.Statement,
        "figures": KG.Estimate,
        "actors": KG.Actor,
        "locations": KG.Location,
    }
    for name, kind in classes.items():
        part = URIRef(f"{dataset}#{name}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], kind))
        graph.add((part, VOID.entities, Literal(counts[name])))


def _add_distributions(graph: Graph, dataset: URIRef, root: str) -> None:
    service = URIRef(f"{dataset}#service")
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCTERMS.title, Literal("SPARQL 1.1", lang="en")))
    graph.add((service, DCAT.endpointURL, URIRef(root + "sparql")))
    graph.add((service, DCAT.servesDataset, dataset))
    for suffix, media_type in DUMPS.items():
        dump = URIRef(f"{root}dump.{suffix}.gz")
        distribution = URIRef(f"{dataset}#dump-{suffix}")
        graph.add((dataset, VOID.dataDump, dump))
        graph.add((dataset, DCAT.distribution, distribution))
        graph.add((distribution, RDF.type, DCAT.Distribution))
        graph.add((distribution, DCAT.downloadURL, dump))
        graph.add((distribution, DCAT.mediaType, URIRef(IANA + media_type)))
        graph.add((distribution, DCAT.compressFormat, URIRef(IANA + "application/gzip")))


def _new_graph() -> Graph:
    graph = Graph()
    bind_prefixes(graph)
    for prefix, namespace in (("sd", SD), ("formats", FORMATS), ("dcat", DCAT), ("void", VOID)):
        graph.bind(prefix, namespace)
    return graph
