"""The dataset described for catalogues and crawlers: VoID (W3C note) and DCAT 3 (W3C recommendation)."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, VOID, XSD

from kg.dumps.offered import Dump
from kg.keys import digest
from kg.vocabulary import KG
from server.descriptions import new_graph
from server.reading.contents import Contents

IANA = "https://www.iana.org/assignments/media-types/"
DCAT_VERSION = URIRef(f"{DCAT}version")
"""Which is new in DCAT 3, and unknown to rdflib."""

LANGUAGE = URIRef("http://id.loc.gov/vocabulary/iso639-1/de")
LINKED = {"wikidata": URIRef("http://www.wikidata.org/"), "geonames": URIRef("https://www.geonames.org/")}

_TITLES = {"en": "News knowledge graph", "de": "Nachrichten-Wissensgraph"}
_DESCRIPTIONS = {
    "en": "Who says what in the news, and which figures are given, each with the words of the article.",
    "de": "Wer in den Nachrichten was sagt und welche Zahlen genannt werden, mit dem Wortlaut der Artikel.",
}
_RIGHTS = {
    "en": "The texts of articles, and what is quoted from them, are their publishers'.",
    "de": "Die Texte der Artikel und was daraus zitiert ist gehören den Verlagen.",
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """What there is to say of the dataset.

    Attributes:
        root: the address of the server, ending in a slash.
        base: what the IRIs of the graph begin with.
        version: of the contents.
        licence: the IRI of the licence of the data; None where nobody gave one.
        contents: what is in it.
        dumps: as which files it can be had, and how many bytes each has, where that is known.
    """

    root: str
    base: str
    version: str
    licence: str | None
    contents: Contents
    dumps: Iterable[tuple[Dump, int | None]]

    @property
    def iri(self) -> URIRef:
        """The IRI of the dataset."""
        return URIRef(f"{self.root}dataset")


def dataset_description(about: Dataset) -> Graph:
    """Describe the dataset."""
    graph = new_graph()
    _add_general(graph, about)
    _add_partitions(graph, about)
    _add_linksets(graph, about)
    _add_service(graph, about)
    for dump, size in about.dumps:
        _add_distribution(graph, about, dump, size)
    return graph


def _add_general(graph: Graph, about: Dataset) -> None:
    dataset = about.iri
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    for predicate, texts in (
        (DCTERMS.title, _TITLES),
        (DCTERMS.description, _DESCRIPTIONS),
        (DCTERMS.rights, _RIGHTS),
    ):
        for language, text in texts.items():
            graph.add((dataset, predicate, Literal(text, lang=language)))
    if about.licence is not None:
        graph.add((dataset, DCTERMS.license, URIRef(about.licence)))
    graph.add((dataset, DCTERMS.language, LANGUAGE))
    graph.add((dataset, DCAT_VERSION, Literal(about.version)))
    graph.add((dataset, DCTERMS.provenance, URIRef(f"{about.base}/id/graph/history")))
    graph.add((dataset, DCTERMS.conformsTo, URIRef(f"{about.root}shapes")))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{about.root}sparql")))
    graph.add((dataset, VOID.uriSpace, Literal(f"{about.base}/id/")))
    graph.add((dataset, VOID.vocabulary, URIRef(str(KG).rstrip("#"))))
    graph.add((dataset, FOAF.homepage, URIRef(about.root)))


def _add_partitions(graph: Graph, about: Dataset) -> None:
    """Say how much there is: all in all, by class and by property (VoID, section 4)."""
    dataset, contents = about.iri, about.contents
    _count(graph, dataset, VOID.triples, contents.triples)
    _count(graph, dataset, VOID.classes, len(contents.classes))
    _count(graph, dataset, VOID.properties, len(contents.properties))
    for iri, things in contents.classes.items():
        part = URIRef(f"{dataset}#class-{digest(iri)}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(iri)))
        _count(graph, part, VOID.entities, things)
    for iri, triples in contents.properties.items():
        part = URIRef(f"{dataset}#property-{digest(iri)}")
        graph.add((dataset, VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(iri)))
        _count(graph, part, VOID.triples, triples)


def _add_linksets(graph: Graph, about: Dataset) -> None:
    """Say to which datasets it links, and how often (VoID, section 5)."""
    for name, triples in about.contents.links.items():
        links = URIRef(f"{about.iri}#links-{name}")
        graph.add((links, RDF.type, VOID.Linkset))
        graph.add((links, VOID.subjectsTarget, about.iri))
        graph.add((links, VOID.objectsTarget, LINKED[name]))
        graph.add((links, VOID.linkPredicate, SKOS.exactMatch))
        graph.add((about.iri, VOID.subset, links))
        _count(graph, links, VOID.triples, triples)


def _add_service(graph: Graph, about: Dataset) -> None:
    service = URIRef(f"{about.iri}#service")
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCTERMS.title, Literal("SPARQL 1.1", lang="en")))
    graph.add((service, DCAT.endpointURL, URIRef(f"{about.root}sparql")))
    graph.add((service, DCAT.endpointDescription, URIRef(f"{about.root}openapi.json")))
    graph.add((service, DCAT.servesDataset, about.iri))


def _add_distribution(graph: Graph, about: Dataset, dump: Dump, size: int | None) -> None:
    file = URIRef(about.root + dump.address)
    distribution = URIRef(f"{about.iri}#{dump.address.replace('/', '-')}")
    graph.add((about.iri, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCTERMS.title, Literal(dump.address.rpartition("/")[2])))
    graph.add((distribution, DCAT.downloadURL, file))
    graph.add((distribution, DCAT.mediaType, URIRef(IANA + dump.media_type)))
    if dump.compressed:
        graph.add((distribution, DCAT.compressFormat, URIRef(IANA + "application/gzip")))
    if dump.table is None:
        graph.add((about.iri, VOID.dataDump, file))
    if size is not None:
        graph.add((distribution, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger)))
    if about.licence is not None:
        graph.add((distribution, DCTERMS.license, URIRef(about.licence)))


def _count(graph: Graph, subject: URIRef, predicate: URIRef, number: int) -> None:
    graph.add((subject, predicate, Literal(number)))
