"""Reads transcripts, where a line "Ada Lund: Die Brücke bleibt offen." is what she said."""

import re

from kg.article import Article
from kg.keys import slug
from kg.language.extraction import Actor, Extraction, Span, Statement

TURN = re.compile(r"^(?P<speaker>[^\n:]+): (?P<words>.+)$", re.MULTILINE)


def read(article: Article) -> Extraction:
    """Return the speakers of a transcript, and each turn as a direct statement."""
    mentions: dict[str, list[Span]] = {}
    statements = []
    for number, turn in enumerate(TURN.finditer(article.text, article.body_start), 1):
        mentions.setdefault(turn["speaker"], []).append(Span(*turn.span("speaker")))
        statements.append(
            Statement(
                id=f"s{number}",
                type="direct",
                content=(Span(*turn.span("words")),),
                speaker=slug(turn["speaker"]),
            )
        )
    return Extraction(
        article=article.name,
        language=article.language or "de",
        published=article.published,
        actors=tuple(Actor(slug(name), "Person", name, tuple(spans)) for name, spans in mentions.items()),
        statements=tuple(statements),
    )
