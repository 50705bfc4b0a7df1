"""Statements and estimates."""

from collections.abc import Iterable, Mapping

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import SKOS

from kg.language.extraction import Estimate, Statement, StatementType, When
from kg.mapping.annotations import annotate
from kg.mapping.draft import Draft
from kg.mapping.iris import fact_keys
from kg.mapping.literals import date_literal, is_later, number_literal
from kg.vocabulary import KG, OA, SCHEMA

_GAP = " … "
"""Between the pieces of a statement that the article interrupts."""

_STATEMENT_CLASSES: Mapping[StatementType, URIRef] = {
    "direct": KG.DirectStatement,
    "indirect": KG.IndirectStatement,
    "reported": KG.ReportedStatement,
}


def add_statements(
    draft: Draft,
    statements: Iterable[Statement],
    actors: Mapping[str, URIRef],
    locations: Mapping[str, URIRef],
    published: str | None,
) -> dict[str, URIRef]:
    """Add statements of an article of that date with their annotations; return their IRIs by id."""
    in_order = sorted(statements, key=lambda statement: statement.content)
    texts = [_GAP.join(draft.words(span) for span in statement.content) for statement in in_order]
    iris: dict[str, URIRef] = {}
    for statement, text, key in zip(in_order, texts, fact_keys(texts), strict=True):
        iri = iris[statement.id] = draft.iris.fact("statement", key)
        draft.add(iri, SCHEMA.text, draft.tagged(text))
        _add_statement(draft, iri, statement, actors, locations)
        _add_date(draft, iri, KG.saidOn, statement.said_on, latest=published)
        annotate(draft, draft.iris.annotation("statement", key), iri, OA.describing, statement.content)
    return iris


def _add_statement(
    draft: Draft,
    iri: URIRef,
    statement: Statement,
    actors: Mapping[str, URIRef],
    locations: Mapping[str, URIRef],
) -> None:
    draft.add(iri, RDF.type, KG.Statement, _STATEMENT_CLASSES[statement.type])
    draft.add(iri, KG.reportedIn, draft.iris.article)
    draft.add(iri, KG.reviewStatus, KG.machine)
    draft.add(iri, KG.speaker, actors[statement.speaker])
    draft.add(iri, KG.relayedBy, *(actors[actor] for actor in statement.relayed_by))
    if statement.cue:
        draft.add(iri, KG.cue, draft.tagged(draft.words(statement.cue)))
    if statement.said_at:
        draft.add(iri, KG.saidAt, locations[statement.said_at])


def add_estimates(
    draft: Draft,
    estimates: Iterable[Estimate],
    actors: Mapping[str, URIRef],
    locations: Mapping[str, URIRef],
    statements: Mapping[str, URIRef],
) -> None:
    """Add estimates with their annotations."""
    in_order = sorted(estimates, key=lambda estimate: estimate.span)
    keys = fact_keys(draft.words(estimate.span) for estimate in in_order)
    for estimate, key in zip(in_order, keys, strict=True):
        iri = draft.iris.fact("estimate", key)
        _add_estimate(draft, iri, estimate, actors)
        _add_figures(draft, iri, estimate)
        if estimate.location:
            draft.add(iri, KG.location, locations[estimate.location])
        if estimate.statement:
            draft.add(iri, KG.inStatement, statements[estimate.statement])
        annotate(draft, draft.iris.annotation("estimate", key), iri, OA.describing, [estimate.span])


def _add_estimate(draft: Draft, iri: URIRef, estimate: Estimate, actors: Mapping[str, URIRef]) -> None:
    draft.add(iri, RDF.type, KG.Estimate)
    draft.add(iri, KG.reportedIn, draft.iris.article)
    draft.add(iri, KG.reviewStatus, KG.machine)
    draft.add(iri, KG.counts, _counted(draft, estimate.counts))
    draft.add(iri, KG.relayedBy, *(actors[actor] for actor in estimate.relayed_by))
    if estimate.estimated_by:
        draft.add(iri, KG.estimatedBy, actors[estimate.estimated_by])
    if estimate.unit:
        draft.add(iri, SCHEMA.unitText, Literal(estimate.unit))
    _add_date(draft, iri, KG.asOf, estimate.as_of)


def _add_figures(draft: Draft, iri: URIRef, estimate: Estimate) -> None:
    """State the bounds that the words give and no others: an approximate figure has a value but no bounds."""
    lower, upper = estimate.lower, estimate.upper
    draft.add(iri, KG.qualifier, KG[estimate.qualifier])
    if lower is not None and lower == upper and estimate.qualifier in ("exact", "approximately"):
        draft.add(iri, SCHEMA.value, number_literal(lower))
        if estimate.qualifier == "approximately":
            return
    if lower is not None:
        draft.add(iri, SCHEMA.minValue, number_literal(lower))
    if upper is not None:
        draft.add(iri, SCHEMA.maxValue, number_literal(upper))


def _counted(draft: Draft, noun_phrase: str) -> URIRef:
    """Describe what is counted; a second spelling of the same thing is an alternative label."""
    concept = draft.iris.concept(noun_phrase)
    label = draft.tagged(noun_phrase)
    draft.add(concept, RDF.type, SKOS.Concept)
    is_preferred = draft.labels.setdefault(concept, label) == label
    draft.add(concept, SKOS.prefLabel if is_preferred else SKOS.altLabel, label)
    return concept


def _add_date(
    draft: Draft, iri: URIRef, predicate: URIRef, when: When | None, latest: str | None = None
) -> None:
    """State the resolved date where there is one, and the article's own words for it always.

    What is later than `latest` is the date of something else, such as of what somebody announces.
    """
    if when is None:
        return
    draft.add(iri, KG.dateText, draft.tagged(when.phrase))
    if when.resolved and (latest is None or not is_later(when.resolved, latest)):
        draft.add(iri, predicate, date_literal(when.resolved))
