"""The figures of an article with who puts them forward, through whom, when and where."""

from kg.language.extraction import Estimate, Location, Span, Statement
from kg.language.figures.dates import time_in
from kg.language.figures.quantities import Quantity, quantities
from kg.language.text.tokens import Document, Sentence


def find_estimates(
    document: Document,
    statements: list[Statement],
    locations: tuple[Location, ...],
    published: str | None,
) -> list[Estimate]:
    """Return the estimates in order; a figure inside a statement belongs to its speaker."""
    surroundings = _Surroundings(document, statements, locations)
    estimates: list[Estimate] = []
    counted = ""
    for number, sentence in enumerate(document.sentences):
        own_time = time_in(document, Span(sentence.start, sentence.end), published)
        for quantity in quantities(sentence):
            counted = quantity.counts or counted or "ohne Angabe"
            statement = surroundings.statement(number, quantity.span)
            source, relays = _source(sentence, quantity, statement, estimates)
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
                    as_of=own_time or (statement.said_on if statement else None),
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


def _source(
    sentence: Sentence, quantity: Quantity, statement: Statement | None, estimates: list[Estimate]
) -> tuple[str | None, tuple[str, ...]]:
    """Return whose figure it is and through whom; a figure taken up keeps the source that it had."""
    source = statement.speaker if statement else None
    earlier = _referred(sentence, quantity, estimates)
    if earlier is not None and earlier.estimated_by != source:
        return earlier.estimated_by, (source,) if source else ()
    return source, statement.relayed_by if statement else ()


def _referred(sentence: Sentence, quantity: Quantity, estimates: list[Estimate]) -> Estimate | None:
    """Return the sourced figure that a definite one takes up: "einige der 10.000 Soldaten"."""
    before = sentence.tokens[quantity.first - 1].text if quantity.first else ""
    if before not in ("der", "die", "den", "diese", "dieser", "diesen"):
        return None
    value = (quantity.lower, quantity.upper)
    return next((e for e in estimates if (e.lower, e.upper) == value and e.estimated_by), None)
