"""The figures of an article with who puts them forward, through whom, when and where."""

from kg.language.extraction import Actor, Estimate, Location, Span, Statement
from kg.language.figures.dating import times_of
from kg.language.figures.quantities import quantities
from kg.language.figures.sourcing import Counters, source_of
from kg.language.text.tokens import Document


def find_estimates(
    document: Document,
    statements: list[Statement],
    locations: tuple[Location, ...],
    actors: tuple[Actor, ...],
    published: str | None,
) -> list[Estimate]:
    """Return the estimates in order; a figure inside a statement belongs to its speaker.

    What a body has counted without saying so is its figure too: "Die Polizei zählte 340 Fahrzeuge".
    """
    surroundings = _Surroundings(document, statements, locations)
    counters = Counters(document, actors)
    estimates: list[Estimate] = []
    counted = ""
    for number, sentence in enumerate(document.sentences):
        found = quantities(sentence)
        spans = [Span(q.span.start - sentence.start, q.span.end - sentence.start) for q in found]
        text = document.words(Span(sentence.start, sentence.end))
        for quantity, time in zip(found, times_of(text, spans, published), strict=True):
            counted = quantity.counts or counted or "ohne Angabe"
            statement = surroundings.statement(number, quantity.span)
            counter = counters.of(number, sentence, quantity)
            source, relays = source_of(sentence, quantity, statement, estimates, counter)
            estimates.append(
                Estimate(
                    id=f"e{len(estimates) + 1}-{quantity.span.start}",
                    span=quantity.span,
                    lower=quantity.lower,
                    upper=quantity.upper,
                    qualifier=quantity.qualifier,
                    counts=counted,
                    unit=quantity.unit,
                    estimated_by=source,
                    relayed_by=relays,
                    as_of=time or (statement.said_on if statement else None),
                    location=surroundings.place(number, quantity.span),
                    statement=statement.id if statement else None,
                )
            )
    return estimates


class _Surroundings:
    """The statements and places of each sentence, by its number."""

    def __init__(
        self, document: Document, statements: list[Statement], locations: tuple[Location, ...]
    ) -> None:
        self._statements: dict[int, list[Statement]] = {}
        self._places: dict[int, list[tuple[Span, str]]] = {}
        for statement in statements:
            for content in statement.content:
                first, last = document.sentence_at(content.start), document.sentence_at(content.end - 1)
                for number in range(first, last + 1):
                    self._statements.setdefault(number, []).append(statement)
        for mention, place in sorted((m, location.id) for location in locations for m in location.mentions):
            self._places.setdefault(document.sentence_at(mention.start), []).append((mention, place))

    def statement(self, number: int, span: Span) -> Statement | None:
        """Return the smallest statement whose words cover a figure."""
        near = self._statements.get(number, [])
        covering = [s for s in near if any(c.start < span.end and span.start < c.end for c in s.content)]
        return min(covering, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def place(self, number: int, span: Span) -> str | None:
        """Return the first place after a figure in its sentence, else the last before it."""
        near = self._places.get(number, [])
        after = [place for mention, place in near if mention.start >= span.end]
        before = [place for mention, place in near if mention.end <= span.start]
        return after[0] if after else before[-1] if before else None
