"""The terms of the graph of history, as Oxigraph has them."""

import pyoxigraph as ox
from rdflib.namespace import PROV, RDF, RDFS

from kg.vocabulary import KG, SCHEMA

TYPE = ox.NamedNode(str(RDF.type))
LABEL, COMMENT = ox.NamedNode(str(RDFS.label)), ox.NamedNode(str(RDFS.comment))

ENTITY, ACTIVITY, AGENT = (ox.NamedNode(str(term)) for term in (PROV.Entity, PROV.Activity, PROV.Agent))
SPECIALIZATION_OF = ox.NamedNode(str(PROV.specializationOf))
WAS_REVISION_OF = ox.NamedNode(str(PROV.wasRevisionOf))
WAS_GENERATED_BY, GENERATED_AT = (
    ox.NamedNode(str(term)) for term in (PROV.wasGeneratedBy, PROV.generatedAtTime)
)
WAS_INVALIDATED_BY, INVALIDATED_AT = (
    ox.NamedNode(str(term)) for term in (PROV.wasInvalidatedBy, PROV.invalidatedAtTime)
)
INVALIDATED = ox.NamedNode(str(PROV.invalidated))
WAS_ASSOCIATED_WITH, ENDED_AT = (
    ox.NamedNode(str(term)) for term in (PROV.wasAssociatedWith, PROV.endedAtTime)
)
VERSION, POSITION = ox.NamedNode(str(SCHEMA.version)), ox.NamedNode(str(SCHEMA.position))

REVIEW, DECISION = ox.NamedNode(str(KG.Review)), ox.NamedNode(str(KG.decision))
ITEM_REVIEWED = ox.NamedNode(str(SCHEMA.itemReviewed))
STATUS, MACHINE = ox.NamedNode(str(KG.reviewStatus)), ox.NamedNode(str(KG.machine))
FACTS = frozenset(ox.NamedNode(str(cls)) for cls in (KG.Statement, KG.Estimate))
