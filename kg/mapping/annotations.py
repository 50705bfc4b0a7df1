"""What ties facts to their words: W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Iterable

from rdflib import RDF, Literal, URIRef

from kg.language.extraction import Span
from kg.mapping.draft import Draft
from kg.vocabulary import OA

_CONTEXT = 32
"""How many code points a quote selector repeats before and after the words."""


def annotate(
    draft: Draft, annotation: URIRef, body: URIRef, motivation: URIRef, spans: Iterable[Span]
) -> None:
    """Say that `body` stands in the article at each of `spans`."""
    draft.add(annotation, RDF.type, OA.Annotation)
    draft.add(annotation, OA.motivatedBy, motivation)
    draft.add(annotation, OA.hasBody, body)
    draft.add(annotation, OA.hasTarget, *(_target(draft, span) for span in spans))


def _target(draft: Draft, span: Span) -> URIRef:
    target = draft.iris.passage("target", span)
    if span not in draft.passages:
        draft.passages.add(span)
        draft.add(target, RDF.type, OA.SpecificResource)
        draft.add(target, OA.hasSource, draft.iris.article)
        draft.add(target, OA.hasSelector, _position(draft, span), _quote(draft, span))
    return target


def _position(draft: Draft, span: Span) -> URIRef:
    """Select by offsets, in code points (Web Annotation Data Model, 4.2.5)."""
    selector = draft.iris.passage("position", span)
    draft.add(selector, RDF.type, OA.TextPositionSelector)
    draft.add(selector, OA.start, Literal(span.start))
    draft.add(selector, OA.end, Literal(span.end))
    return selector


def _quote(draft: Draft, span: Span) -> URIRef:
    """Select by the words and some of what surrounds them (Web Annotation Data Model, 4.2.4)."""
    selector = draft.iris.passage("quote", span)
    before = draft.text[max(0, span.start - _CONTEXT) : span.start]
    after = draft.text[span.end : span.end + _CONTEXT]
    draft.add(selector, RDF.type, OA.TextQuoteSelector)
    draft.add(selector, OA.exact, Literal(draft.words(span)))
    draft.add(selector, OA.prefix, *(Literal(text) for text in (before,) if text))
    draft.add(selector, OA.suffix, *(Literal(text) for text in (after,) if text))
    return selector
