"""HTML: the article's text and metadata without what stands around it, found by trafilatura."""

import logging
import re
from collections.abc import Mapping
from typing import Any

import trafilatura
from lxml import etree
from trafilatura.settings import Document

from kg.article import Article
from kg.errors import TooLargeError, UnsupportedInputError
from kg.readers.content import Content, decode
from kg.readers.dates import parse_date
from kg.readers.fields import language_tag, new_article, web_address

MAX_ELEMENTS = 20_000
"""The largest page, in elements: at worst extraction takes 8 seconds for 20,000, a minute for 50,000."""

MAX_ATTRIBUTES = 200
"""The most attributes of an element: parsing takes quadratic time in them."""

# Of a page without article a menu remains: words, but no sentence.
_SENTENCE = re.compile(r"\b(?:\w++\W++){3}\w++\W{0,2}[.!?…]")

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_PRESCAN = 1024

# Only what a page declares as its date counts, never a date guessed from its text; and the latest date is
# fixed because the default, today, would make the result depend on the day.
_DATE_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}

# What it cannot use, this program reports itself; without a handler Python would print the warnings as well.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read(content: Content) -> Article:
    """Return the article of a page; its text has one line a paragraph, no navigation, tables or comments.

    Raises:
        TooLargeError: the page has more than `MAX_ELEMENTS` elements, or one more than `MAX_ATTRIBUTES`.
        UnsupportedInputError: no article was found in it.
        InputError: see `kg.readers.content.decode`.
    """
    tree = _tree(content)
    document = trafilatura.bare_extraction(
        tree,
        url=content.url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # Its memory of what was seen spans all pages read, so the text would depend on their order.
        deduplicate=False,
        date_extraction_params=_DATE_SEARCH,
    )
    if not isinstance(document, Document) or not document.text or not _SENTENCE.search(document.text):
        raise _no_article(content.source)
    url = content.url or web_address(document.url or "")
    return new_article(
        document.text,
        name=url or content.name,
        title=document.title,
        published=parse_date(document.date or ""),
        language=language_tag(tree.get("lang") or ""),
        url=url,
        publisher=document.sitename,
    )


def _tree(content: Content) -> Any:
    page = decode(content, _declared_charset(content.data)).removeprefix("\ufeff")
    # The same parser first without making a tree of it, which is what takes time and memory.
    etree.fromstring(page.encode(), etree.HTMLParser(target=_Counts(content.source), encoding="utf-8"))
    tree = trafilatura.load_html(page)
    if tree is None:
        raise _no_article(content.source)
    return tree


class _Counts:
    """What is counted while a page is parsed; too much of it ends that."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._elements = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(attributes) > MAX_ATTRIBUTES:
            problem = f"has more than {MAX_ELEMENTS:,} HTML elements, or {MAX_ATTRIBUTES} attributes of one"
            raise TooLargeError(self._source, problem, "Save the article alone, not the site.")

    def close(self) -> None:
        """Be what a target must have."""


def _declared_charset(data: bytes) -> str:
    """Return what the page's first bytes declare (HTML Standard, section 13.2.3.2), else UTF-8."""
    declared = _META_CHARSET.search(data[:_PRESCAN])
    if data.startswith(b"\xef\xbb\xbf") or not declared:
        return "utf-8"
    return declared[1].decode("ascii")


def _no_article(source: str) -> UnsupportedInputError:
    return UnsupportedInputError(
        source,
        "holds no article text",
        "Is it a start page or a list? Give the page of one article, or its text.",
    )
