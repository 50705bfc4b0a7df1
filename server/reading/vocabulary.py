"""The terms of the ontology, as its page shows them."""

from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.vocabulary import KG


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept: label and comment in the reader's language, and what it is aligned to."""

    iri: str
    name: str
    label: str
    comment: str
    broader: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms of the ontology, by kind and name."""

    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    concepts: tuple[Term, ...]


def vocabulary(ontology: Graph, language: str) -> Vocabulary:
    """Return the ontology's own terms."""

    def terms(*kinds: URIRef) -> tuple[Term, ...]:
        found = {s for kind in kinds for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef)}
        return tuple(_term(ontology, subject, language) for subject in sorted(found) if subject in KG)

    return Vocabulary(
        classes=terms(OWL.Class),
        properties=terms(OWL.ObjectProperty, OWL.DatatypeProperty),
        concepts=terms(SKOS.Concept),
    )


def _term(ontology: Graph, subject: URIRef, language: str) -> Term:
    def related(*predicates: URIRef) -> tuple[str, ...]:
        found = {o for p in predicates for o in ontology.objects(subject, p) if isinstance(o, URIRef)}
        return tuple(sorted(_short(ontology, o) for o in found))

    return Term(
        iri=str(subject),
        name=str(subject).removeprefix(str(KG)),
        label=_in_language(ontology, subject, (RDFS.label, SKOS.prefLabel), language),
        comment=_in_language(ontology, subject, (RDFS.comment, SKOS.definition), language),
        broader=related(RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty, OWL.equivalentClass),
        domain=related(RDFS.domain),
        range=related(RDFS.range),
    )


def _in_language(ontology: Graph, subject: URIRef, predicates: tuple[URIRef, ...], language: str) -> str:
    texts = [o for p in predicates for o in ontology.objects(subject, p)]
    own = [str(o) for o in texts if getattr(o, "language", None) == language]
    return next(iter(sorted(own) or sorted(map(str, texts))), "")


def _short(ontology: Graph, iri: URIRef) -> str:
    return ontology.namespace_manager.normalizeUri(iri).strip("<>")
