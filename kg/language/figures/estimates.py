"""The figures of an article with who puts them forward, through whom, when and where."""

from kg.language.extraction import Estimate, Location, Span, Statement, When
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
    estimates: list[Estimate] = []
    counted = ""
    for sentence in document.sentences:
        for quantity in quantities(sentence):
            counted = quantity.counts or counted or "ohne Angabe"
            estimates.append(
                _estimate(document, sentence, quantity, counted, statements, locations, published, estimates)
            )
    return estimates


def _estimate(
    document: Document,
    sentence: Sentence,
    quantity: Quantity,
    counts: str,
    statements: list[Statement],
    locations: tuple[Location, ...],
    published: str | None,
    estimates: list[Estimate],
) -> Estimate:
    statement = _innermost(quantity.span, statements)
    source = statement.speaker if statement else None
    relays = statement.relayed_by if statement else ()
    earlier = _referred(sentence, quantity, estimates)
    if earlier is not None and earlier.estimated_by != source:
        source, relays = earlier.estimated_by, (source,) if source else ()
    return Estimate(
        id=f"e{len(estimates) + 1}-{quantity.span.start}",
        span=quantity.span,
        lower=quantity.lower,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        counts=counts,
        unit=quantity.unit,
        estimated_by=source,
        relayed_by=relays,
        as_of=_when(document, sentence, statement, published),
        location=_nearest(quantity.span, sentence, locations),
        statement=statement.id if statement else None,
    )


def _referred(sentence: Sentence, quantity: Quantity, estimates: list[Estimate]) -> Estimate | None:
    """Return the sourced figure that a definite one takes up: "einige der 10.000 Soldaten"."""
    before = sentence.tokens[quantity.first - 1].text if quantity.first else ""
    if before not in ("der", "die", "den", "diese", "dieser", "diesen"):
        return None
    value = (quantity.lower, quantity.upper)
    return next((e for e in estimates if (e.lower, e.upper) == value and e.estimated_by), None)


def _innermost(span: Span, statements: list[Statement]) -> Statement | None:
    """Return the smallest statement whose words cover the figure."""
    covering = [s for s in statements if any(c.start < span.end and span.start < c.end for c in s.content)]
    return min(covering, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


def _when(
    document: Document, sentence: Sentence, statement: Statement | None, published: str | None
) -> When | None:
    """The time in the figure's own words, else when it was said."""
    own = time_in(document, Span(sentence.start, sentence.end), published)
    if own is not None:
        return own
    return statement.said_on if statement else None


def _nearest(span: Span, sentence: Sentence, locations: tuple[Location, ...]) -> str | None:
    """Return the first place after the figure in its sentence, else the last before it."""
    inside = [
        (mention, place.id)
        for place in locations
        for mention in place.mentions
        if sentence.start <= mention.start < sentence.end
    ]
    after = sorted(m for m in inside if m[0].start >= span.end)
    before = sorted(m for m in inside if m[0].end <= span.start)
    if after:
        return after[0][1]
    return before[-1][1] if before else None
