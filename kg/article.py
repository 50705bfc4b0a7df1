"""What a news article is to this program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, as read.

    Attributes:
        name: what identifies it: its IRI where it states one, else its file name (without folder and
            without ``.gz``). The article's own IRI is minted from it, so the same name is the same article.
        text: the text exactly as read. All offsets anywhere in this program are Unicode code points into it,
            half-open [start, end), as in the Web Annotation Data Model's TextPositionSelector.
        body_start: offset where prose begins; what precedes it (a date line) is metadata.
        title: the headline, where the format has one beside the text.
        published: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None when the article does not say.
        language: BCP 47 tag; None when the article does not say (the pipeline then detects it).
        url: where it was published.
        publisher: who published it.
    """

    name: str
    text: str
    body_start: int = 0
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
