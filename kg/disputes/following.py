"""What a write does to the graph of disputes: only figures that it touches are compared again."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import cast

import pyoxigraph as ox
from rdflib.namespace import RDF, SKOS

from kg.disputes.comparable import figures_beside
from kg.disputes.comparison import dispute
from kg.disputes.derived import disputes_iri
from kg.disputes.figures import ESTIMATES, Figure, figures
from kg.store.answer import rows_of
from kg.store.difference import Difference
from kg.store.prospect import Prospect
from kg.vocabulary import KG, PREFIXES, SCHEMA

_DISPUTES = ox.NamedNode(str(KG.disputes))
_COUNTS, _IN_ARTICLE = ox.NamedNode(str(KG.counts)), ox.NamedNode(str(KG.reportedIn))
_IN_STATEMENT = ox.NamedNode(str(KG.inStatement))
_TYPE, _ESTIMATE = ox.NamedNode(str(RDF.type)), ox.NamedNode(str(KG.Estimate))
_SAID_ON, _PUBLISHED = ox.NamedNode(str(KG.saidOn)), ox.NamedNode(str(SCHEMA.datePublished))
_LABEL = ox.NamedNode(str(SKOS.prefLabel))

_OF_ESTIMATES = frozenset(
    ox.NamedNode(str(term))
    for term in (
        *(KG.counts, KG.reportedIn, KG.location, KG.inStatement, KG.estimatedBy, KG.asOf, KG.saidOn),
        *(KG.qualifier, SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.unitText),
    )
)
"""What an estimate itself has to do with its disputes."""

_ELSEWHERE = {_SAID_ON: _IN_STATEMENT, _PUBLISHED: _IN_ARTICLE, _LABEL: _COUNTS}
"""What other things have to do with the disputes of estimates that refer to them, and by which property."""

_REFERRED = (_IN_ARTICLE, _IN_STATEMENT, _COUNTS)

_Pair = tuple[ox.NamedNode, ox.NamedNode]


def following(prospect: Prospect, base: str) -> Difference:
    """Return what a write does to the graph of disputes.

    Args:
        prospect: the write.
        base: what the IRIs of the graph start with.
    """
    touched = _touched(prospect)
    if not touched:
        return Difference()
    graph = ox.NamedNode(disputes_iri(base))
    pairs = chain.from_iterable(_pairs_now(prospect, estimate, graph) for estimate in touched)
    before = frozenset() if prospect.difference.cleared else frozenset(pairs)
    after = set(_pairs_then(prospect, touched))
    removed, added = _stated(before - after, graph), _stated(after - before, graph)
    if removed and not added and _is_all(removed, prospect, graph):
        return Difference(dropped=[graph])
    return Difference(removed=removed, added=added)


def _touched(prospect: Prospect) -> set[ox.NamedNode]:
    """Return the estimates that may dispute others than before."""
    found: set[ox.NamedNode] = set()
    for triples in (prospect.gained, prospect.lost):
        for triple in triples:
            subject, predicate = triple.subject, triple.predicate
            if not isinstance(subject, ox.NamedNode):
                continue
            if predicate in _OF_ESTIMATES or triple.object == _ESTIMATE:
                found.add(subject)
            if predicate in _ELSEWHERE:
                found.update(_referring(prospect, _ELSEWHERE[predicate], subject))
    return {node for node in found if _is_estimate(prospect, node)}


def _referring(prospect: Prospect, by: ox.NamedNode, thing: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """Yield what refers to a thing now; what will do so is itself changed."""
    for triple in prospect.now(None, by, thing):
        if isinstance(triple.subject, ox.NamedNode):
            yield triple.subject


def _is_estimate(prospect: Prospect, node: ox.NamedNode) -> bool:
    """Whether something is or will be an estimate."""
    return ox.Triple(node, _TYPE, _ESTIMATE) in prospect.gained or any(prospect.now(node, _TYPE, _ESTIMATE))


def _pairs_now(prospect: Prospect, estimate: ox.NamedNode, graph: ox.NamedNode) -> Iterator[_Pair]:
    for triple in prospect.now(estimate, _DISPUTES, None, graph):
        if isinstance(triple.object, ox.NamedNode):
            yield _pair(estimate, triple.object)


def _pairs_then(prospect: Prospect, touched: set[ox.NamedNode]) -> Iterator[_Pair]:
    """Yield the disputes that the touched estimates will have, with each other and with those that stay."""
    changed = list(_figures_then(prospect, touched))
    by_subject: dict[tuple[str | None, ...], list[Figure]] = {}
    for figure in figures_beside(prospect, changed):
        if ox.NamedNode(figure.iri) in touched:
            continue  # as it was; it is among the changed as it will be
        by_subject.setdefault(figure.subject, []).append(figure)
    for one in changed:  # which joins the others then, so that each two of the touched are compared once
        comparable = by_subject.setdefault(one.subject, [])
        for other in comparable:
            if dispute(one, other):
                yield _pair(ox.NamedNode(one.iri), ox.NamedNode(other.iri))
        comparable.append(one)


def _figures_then(prospect: Prospect, touched: set[ox.NamedNode]) -> Iterator[Figure]:
    """Yield the figures of estimates as they will be."""
    memory = ox.Store()
    for estimate in touched:
        about = prospect.then(estimate)
        for triple in list(about):
            if triple.predicate in _REFERRED and isinstance(triple.object, ox.NamedNode):
                about |= prospect.then(triple.object)
        memory.extend(ox.Quad(t.subject, t.predicate, t.object) for t in about)
    found = memory.query(ESTIMATES.replace("__WHICH__", ""), prefixes=PREFIXES)
    return figures(rows_of(cast("ox.QuerySolutions", found)))


def _is_all(quads: list[ox.Quad], prospect: Prospect, graph: ox.NamedNode) -> bool:
    """Whether a graph has no others."""
    triples = {quad.triple for quad in quads}
    return all(triple in triples for triple in prospect.now(None, None, None, graph))


def _pair(one: ox.NamedNode, other: ox.NamedNode) -> _Pair:
    return (one, other) if one.value < other.value else (other, one)


def _stated(pairs: Iterable[_Pair], graph: ox.NamedNode) -> list[ox.Quad]:
    """Return disputes as quads; each is stated both ways."""
    return [ox.Quad(a, _DISPUTES, b, graph) for one, other in pairs for a, b in ((one, other), (other, one))]
