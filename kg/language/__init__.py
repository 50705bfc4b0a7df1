"""Reading German news: text in, frozen `Extraction` out. Knows nothing of RDF."""

from dataclasses import replace

from kg.article import Article
from kg.errors import TooLargeError
from kg.language.extraction import Extraction, Location, Span, Statement
from kg.language.figures.dates import time_in
from kg.language.figures.estimates import find_estimates
from kg.language.identification import require_german
from kg.language.names.evidence import name_evidence
from kg.language.names.linking import Register
from kg.language.names.mentions import find_mentions
from kg.language.places.locations import find_places
from kg.language.places.placing import locations
from kg.language.reporting.statements import find_statements
from kg.language.text.tokens import Document, analyse

__all__ = ["extract"]

LONGEST = 250_000
"""Code points that are read as one article: a few seconds of work, and more than any article has."""


def extract(article: Article) -> Extraction:
    """Return what the article says: actors, places, statements and figures, each with its words.

    The same article gives the same extraction.

    Raises:
        TooLargeError: the text is longer than any article.
        UnsupportedInputError: the text is not German or has no prose.
    """
    if len(article.text) > LONGEST:
        remedy = "Split it into one file an article, or into one line an article (.jsonl)."
        raise TooLargeError(article.name, f"is longer than {LONGEST:,} characters", remedy)
    language = require_german(article.text[article.body_start :], article.language, article.name)
    document = analyse(article.text, article.body_start)
    evidence = name_evidence(document)
    mentions = find_mentions(document, evidence)
    register = Register(document, mentions)
    statements = find_statements(document, mentions, register)
    actors = register.actors()
    places = locations(find_places(document, mentions, evidence), actors)
    dated = [_dated(document, s, places, article.published) for s in statements]
    estimates = find_estimates(document, dated, places, actors, article.published)
    return Extraction(
        article=article.name,
        language=language,
        published=article.published,
        title=article.title,
        actors=actors,
        locations=places,
        statements=tuple(dated),
        estimates=tuple(estimates),
    )


def _dated(
    document: Document, statement: Statement, places: tuple[Location, ...], published: str | None
) -> Statement:
    """Add when and where it was said, as the frame tells."""
    for frame in statement.frame:
        when = time_in(document, frame, published)
        where = next(
            (p.id for p in places for m in p.mentions if _is_scene(document, m, frame, statement)), None
        )
        statement = replace(statement, said_on=statement.said_on or when, said_at=statement.said_at or where)
    return statement


def _is_scene(document: Document, mention: Span, frame: Span, statement: Statement) -> bool:
    """Whether a place in the frame is where it was said ("sagte X in Brüssel"), not what was spoken of."""
    if not frame.start <= mention.start < frame.end:
        return False
    before = document.text[frame.start : mention.start].split()
    quoted = any(c.start <= mention.start < c.end for c in statement.content)
    return bool(before) and before[-1] in ("in", "im") and not quoted
