"""Which reader reads which media type, and which media type a file's suffix stands for."""

import hashlib
from collections.abc import Callable

from kg.article import Article
from kg.errors import UnsupportedInputError
from kg.readers import json, text
from kg.readers.content import Content, split_media_type

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
}
"""The suffixes of files that hold one article each."""


def read_content(content: Content, media_type: str) -> Article:
    """Return the article of those bytes.

    Raises:
        UnsupportedInputError: no reader is there for the media type, or the reader finds no article.
        InputError: see the reader.
    """
    return _reader(media_type, content.source)(content)


def read_bytes(data: bytes, media_type: str, name: str | None, *, url: str | None = None) -> Article:
    """Return the article that a request carries.

    Args:
        data: the body.
        media_type: its Content-Type: text/plain, text/markdown, text/html or application/json, with or
            without a charset.
        name: what the client calls the article; None names it by its content, unless it states an IRI.
        url: where it was published, where that is known from elsewhere.

    Raises:
        InputError: as `read_content`.
    """
    plain_type, charset = split_media_type(media_type)
    fallback = f"article-{hashlib.sha256(data).hexdigest()[:10]}"
    content = Content(data, name or "request body", name or fallback, charset=charset, url=url)
    return read_content(content, plain_type)


def _reader(media_type: str, source: str) -> Callable[[Content], Article]:
    match media_type:
        case "text/plain":
            return text.read
        case "application/json":
            return json.read
        # The libraries behind these take up to a second to import.
        case "text/markdown":
            from kg.readers import markdown

            return markdown.read
        case "text/html" | "application/xhtml+xml":
            from kg.readers import html

            return html.read
    raise UnsupportedInputError(
        source,
        f"is of type {media_type!r}, which is no article format",
        "Use text/plain, text/markdown, text/html or application/json.",
    )
