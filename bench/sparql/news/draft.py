"""The triples of one article while it is written: its words, what they mean, what ties the two."""

from bench.sparql.news.terms import quoted, term
from bench.sparql.news.wording import Span, Text
from bench.sparql.news.world import BASE, Thing

_CONTEXT = 32  # code points before and after a quotation, as the mapping of articles has it

_TYPE = term("rdf:type")
_MENTIONS = term("kg:mentions")
_ANNOTATION = f"{_TYPE} {term('oa:Annotation')}"
_TARGET = f"{_TYPE} {term('oa:SpecificResource')}"
_POSITION = f"{_TYPE} {term('oa:TextPositionSelector')}"
_QUOTE = f"{_TYPE} {term('oa:TextQuoteSelector')}"
_BODY, _HAS_TARGET, _MOTIVATED = term("oa:hasBody"), term("oa:hasTarget"), term("oa:motivatedBy")
_SOURCE, _SELECTOR = term("oa:hasSource"), term("oa:hasSelector")
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_PREFIX, _SUFFIX = term("oa:prefix"), term("oa:suffix")
_INTEGER = term("xsd:integer")
IDENTIFYING, DESCRIBING = term("oa:identifying"), term("oa:describing")


class Draft:
    """One article.

    Attributes:
        key: what its IRIs have in common.
        iri: of the article and of its graph, in angle brackets.
        text: its words so far.
        facts: triples that no other article states.
        things: the actors, places and counted things that it describes, by IRI.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.iri = f"<{BASE}/article/{key}>"
        self.text = Text()
        self.facts: list[str] = []
        self.things: dict[str, Thing] = {}
        self._mentioned: set[str] = set()
        self._annotated: list[tuple[str, str, str, Span]] = []

    def add(self, subject: str, *said: tuple[str, str]) -> None:
        """State predicates and objects of a subject; the predicates are prefixed names."""
        self.facts.extend(f"{subject} {term(predicate)} {value}" for predicate, value in said)

    def describe(self, thing: Thing) -> Thing:
        """Have the article's graph describe a thing; return it."""
        self.things[thing.iri] = thing
        return thing

    def mention(self, thing: Thing, span: Span) -> None:
        """Say that a thing is named there."""
        if thing.iri not in self._mentioned:
            self._mentioned.add(thing.iri)
            self.facts.append(f"{self.iri} {_MENTIONS} {thing.iri}")
        self.describe(thing)
        key = thing.iri.rpartition("/")[2][:-1]
        self.annotate(f"mention-{key}-{span.start}-{span.end}", thing.iri, IDENTIFYING, span)

    def annotate(self, fragment: str, body: str, motivation: str, span: Span) -> None:
        """Tie a fact or a thing to its words."""
        self._annotated.append((fragment, body, motivation, span))

    def finish(self) -> None:
        """State the annotations, which quote what stands around the words."""
        body = self.text.whole()
        part = self.iri[:-1] + "#"
        spans = set()
        for fragment, about, motivation, span in self._annotated:
            annotation = f"{part}{fragment}>"
            target = f"{part}target-{span.start}-{span.end}>"
            self.facts += (
                f"{annotation} {_ANNOTATION}",
                f"{annotation} {_BODY} {about}",
                f"{annotation} {_MOTIVATED} {motivation}",
                f"{annotation} {_HAS_TARGET} {target}",
            )
            if span not in spans:
                spans.add(span)
                self.facts += _passage(part, target, self.iri, span, body)


def _passage(part: str, target: str, article: str, span: Span, body: str) -> list[str]:
    start, end = span
    position, quote = f"{part}position-{start}-{end}>", f"{part}quote-{start}-{end}>"
    before, after = body[max(0, start - _CONTEXT) : start], body[end : end + _CONTEXT]
    return [
        f"{target} {_TARGET}",
        f"{target} {_SOURCE} {article}",
        f"{target} {_SELECTOR} {position}",
        f"{target} {_SELECTOR} {quote}",
        f"{position} {_POSITION}",
        f'{position} {_START} "{start}"^^{_INTEGER}',
        f'{position} {_END} "{end}"^^{_INTEGER}',
        f"{quote} {_QUOTE}",
        f"{quote} {_EXACT} {quoted(body[start:end])}",
        *([f"{quote} {_PREFIX} {quoted(before)}"] if before else []),
        *([f"{quote} {_SUFFIX} {quoted(after)}"] if after else []),
    ]
