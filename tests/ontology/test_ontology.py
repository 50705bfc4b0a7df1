"""The ontology: what the contract fixes, in two languages, sane as OWL 2 DL."""

from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, PROV, SKOS

from kg.resources import resource
from kg.vocabulary import KG

ONTOLOGY = URIRef("https://w3id.org/newskg/ontology")
TERMS = [KG[name] for name in dir(KG)]
SCHEMA_ORG = "http://schema.org/"
ALIGNED = [
    (KG.Article, URIRef(SCHEMA_ORG + "NewsArticle")),
    (KG.Article, PROV.Entity),
    (KG.Actor, PROV.Agent),
    (KG.Person, FOAF.Person),
    (KG.Organization, ORG.Organization),
    (KG.State, ORG.FormalOrganization),
    (KG.Group, FOAF.Group),
    (KG.Statement, URIRef(SCHEMA_ORG + "Claim")),
    (KG.DirectStatement, URIRef(SCHEMA_ORG + "Quotation")),
    (KG.Estimate, URIRef(SCHEMA_ORG + "QuantitativeValue")),
    (KG.Location, URIRef(SCHEMA_ORG + "Place")),
    (KG.Location, GEO.Feature),
    (KG.speaker, PROV.wasAttributedTo),
    (KG.estimatedBy, PROV.wasAttributedTo),
    (KG.reportedIn, URIRef(SCHEMA_ORG + "appearance")),
    (KG.reportedIn, PROV.wasDerivedFrom),
    (KG.mentions, URIRef(SCHEMA_ORG + "mentions")),
    (KG.disputes, URIRef("http://purl.org/spar/cito/disagreesWith")),
    (KG.reviewStatus, URIRef("http://www.w3.org/ns/adms#status")),
]
PROPERTY_CLASSES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(resource("ontology/news.ttl"))


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(text.language for text in graph.objects(subject, predicate))


def members(graph: Graph, scheme: URIRef) -> set[str]:
    return {concept.removeprefix(str(KG)) for concept in graph.subjects(SKOS.inScheme, scheme)}


def test_the_vocabulary_module_lists_exactly_the_terms_of_the_ontology(ontology: Graph) -> None:
    defined = set(ontology.subjects(RDFS.isDefinedBy, ONTOLOGY))

    assert defined == set(TERMS)
    assert {
        subject for subject in ontology.subjects() if subject in KG or str(subject).startswith(KG)
    } == defined


@pytest.mark.parametrize("term", TERMS)
def test_every_term_has_one_label_and_one_comment_in_english_and_in_german(
    ontology: Graph, term: URIRef
) -> None:
    assert languages(ontology, term, RDFS.label) == ["de", "en"]
    assert languages(ontology, term, RDFS.comment) == ["de", "en"]


@pytest.mark.parametrize(("term", "above"), ALIGNED)
def test_a_term_is_aligned_as_the_contract_says(ontology: Graph, term: URIRef, above: URIRef) -> None:
    assert {above} & {*ontology.objects(term, RDFS.subClassOf), *ontology.objects(term, RDFS.subPropertyOf)}


def test_every_actor_is_exactly_one_of_four_kinds(ontology: Graph) -> None:
    kinds = Collection(ontology, ontology.value(KG.Actor, OWL.disjointUnionOf))

    assert set(kinds) == {KG.Person, KG.Organization, KG.State, KG.Group}


def test_the_qualifiers_are_a_concept_scheme(ontology: Graph) -> None:
    assert members(ontology, KG.QualifierScheme) == {
        "exact", "approximately", "atLeast", "atMost", "moreThan", "lessThan", "between",
    }  # fmt: skip


def test_the_review_statuses_are_a_concept_scheme(ontology: Graph) -> None:
    assert members(ontology, KG.ReviewStatusScheme) == {"machine", "reviewed", "disputed", "retracted"}


def test_disputing_goes_both_ways(ontology: Graph) -> None:
    assert (KG.disputes, RDF.type, OWL.SymmetricProperty) in ontology


def test_every_property_says_what_it_is_a_property_of(ontology: Graph) -> None:
    for kind in PROPERTY_CLASSES:
        for term in set(ontology.subjects(RDF.type, kind)) & set(TERMS):
            assert (term, RDFS.domain, None) in ontology, term


def test_every_class_and_property_in_an_axiom_is_declared(ontology: Graph) -> None:
    used = {
        node
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
        for node in ontology.objects(None, predicate)
        if not isinstance(node, BNode) and node != RDF.langString
    }

    assert {node for node in used if (node, RDF.type, None) not in ontology} == set()


def test_no_term_is_a_class_and_a_property_or_two_kinds_of_property(ontology: Graph) -> None:
    kinds = (OWL.Class, *PROPERTY_CLASSES, OWL.AnnotationProperty, SKOS.Concept)

    for subject in set(ontology.subjects()):
        assert sum((subject, RDF.type, kind) in ontology for kind in kinds) <= 1, subject


def test_the_ontology_names_its_version_and_licence(ontology: Graph) -> None:
    version = ontology.value(ONTOLOGY, OWL.versionInfo)

    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert ontology.value(ONTOLOGY, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert languages(ontology, ONTOLOGY, DCTERMS.title) == ["de", "en"]


def inconsistencies(ontology: Graph, data: Graph) -> list[str]:
    reasoner = owlrl.OWLRL_Extension(ontology + data, axioms=False, daxioms=False, rdfs=False)
    reasoner.closure()
    return reasoner.error_messages


def test_a_valid_entry_is_consistent_with_the_ontology(ontology: Graph) -> None:
    entry = Graph().parse(Path(__file__).parent.parent / "shapes" / "valid" / "entry.ttl")

    assert inconsistencies(ontology, entry) == []


def test_a_person_that_is_a_place_is_not_consistent_with_the_ontology(ontology: Graph) -> None:
    thing = URIRef("https://example.org/id/x")
    data = Graph().add((thing, RDF.type, KG.Person)).add((thing, RDF.type, KG.Location))

    assert inconsistencies(ontology, data)
