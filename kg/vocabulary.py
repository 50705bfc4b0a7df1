"""Namespaces and terms of the graph.

`KG` holds exactly the terms of `ontology/news.ttl`, and each other closed namespace only terms of
`ontology/external-terms.csv`; tests hold them together. A term that is not listed raises AttributeError.
"""

from rdflib import Graph
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD, ClosedNamespace

KG = ClosedNamespace(
    "https://w3id.org/newskg/ontology#",
    terms=[
        *("Article", "Actor", "Person", "Organization", "State", "Group"),
        *("Statement", "DirectStatement", "IndirectStatement", "ReportedStatement", "Estimate", "Location"),
        *("speaker", "relayedBy", "estimatedBy", "inStatement", "reportedIn", "mentions", "cue"),
        *("saidOn", "asOf", "dateText", "saidAt", "location", "counts", "disputes"),
        *("qualifier", "QualifierScheme"),
        *("exact", "approximately", "atLeast", "atMost", "moreThan", "lessThan", "between"),
        *("reviewStatus", "ReviewStatusScheme", "machine", "reviewed", "disputed", "retracted"),
        *("Review", "decision"),
    ],
)

# rdflib's SDO is https://schema.org/, another namespace than the http one that schema.org's own context uses.
SCHEMA = ClosedNamespace(
    "http://schema.org/",
    terms=[
        *("Country", "City", "AdministrativeArea"),
        *("identifier", "inLanguage", "datePublished", "headline", "url", "publisher", "articleBody"),
        *("text", "value", "minValue", "maxValue", "unitText", "jobTitle", "description"),
        *("version", "itemReviewed", "position"),
    ],
)

# rdflib's WGS starts with https, which is not the namespace of the vocabulary.
WGS = ClosedNamespace("http://www.w3.org/2003/01/geo/wgs84_pos#", terms=["lat", "long"])

OA = ClosedNamespace(
    "http://www.w3.org/ns/oa#",
    terms=[
        *("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector"),
        *("hasBody", "hasTarget", "hasSource", "hasSelector", "motivatedBy", "describing", "identifying"),
        *("start", "end", "exact", "prefix", "suffix"),
    ],
)

KG_SHAPES = "https://w3id.org/newskg/shapes#"

PREFIXES: dict[str, str] = {
    "kg": str(KG),
    "schema": str(SCHEMA),
    "oa": str(OA),
    "prov": str(PROV),
    "skos": str(SKOS),
    "foaf": str(FOAF),
    "org": str(ORG),
    "geo": str(GEO),
    "wgs": str(WGS),
    "cito": "http://purl.org/spar/cito/",
    "adms": "http://www.w3.org/ns/adms#",
    "dcterms": str(DCTERMS),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "sh": str(SH),
    "kgsh": KG_SHAPES,
}


def bind_prefixes(graph: Graph) -> None:
    """Make a graph write IRIs with the project's prefixes, whatever rdflib had bound before."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
