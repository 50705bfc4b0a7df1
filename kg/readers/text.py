"""Plain text: the article as it is, perhaps below a line with its date."""

from kg.article import Article
from kg.readers.content import Content, decode
from kg.readers.fields import new_article


def read(content: Content) -> Article:
    """Return the article; its text is the decoded bytes, unchanged.

    Raises:
        InputError: see `kg.readers.content.decode`.
    """
    return new_article(decode(content), name=content.name, url=content.url)
