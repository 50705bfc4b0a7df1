"""What an article says about itself beside its text, under the names that front matter and JSON use."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from kg.article import Article
from kg.errors import UnreadableInputError
from kg.readers.content import Content, check_characters
from kg.readers.dates import date_line, parse_date

TITLE = ("title", "headline")
DATE = ("date", "published", "datePublished")
URL = ("url",)
IDENTIFIER = ("id", "@id")
LANGUAGE = ("language", "inLanguage")
PUBLISHER = ("publisher",)

_LONGEST_HEADLINE = 150
_CLOSING_MARKS = "“”\"«»‹›‘’'"
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_NOT_IN_IRI = re.compile(
    r"[^!#$%&-;=?-Z_a-z~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd]|%(?![0-9A-Fa-f]{2})"
)


def article_from_fields(text: str, fields: Mapping[str, object], content: Content) -> Article:
    """Return the article of that text and those fields; fields of other names are ignored.

    Raises:
        UnreadableInputError: a field has a value that it cannot have.
    """
    identifier = text_field(fields, IDENTIFIER, content.source)
    stated_url = text_field(fields, URL, content.source)
    url = web_address(stated_url or identifier or "")
    if stated_url and not url:
        raise _bad_field(content.source, "url", stated_url, "Write an address that begins with https://.")
    return new_article(
        text,
        name=url or identifier or content.name,
        title=text_field(fields, TITLE, content.source),
        published=_date_field(fields, content.source),
        language=_language_field(fields, content.source),
        url=url,
        publisher=text_field(fields, PUBLISHER, content.source),
    )


def new_article(
    text: str,
    *,
    name: str,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Article:
    """Return the article; a date or title that is not stated is taken from its first lines."""
    line_date, body_start = date_line(text)
    return Article(
        name=name,
        text=text,
        body_start=body_start,
        title=title or headline(text[body_start:]),
        published=published or line_date,
        language=language,
        url=url,
        publisher=publisher,
    )


def headline(prose: str) -> str | None:
    """Return the first line where it is a headline: short, no sentence, and more follows."""
    first, _, rest = prose.partition("\n")
    first = first.strip()
    sentence = first.rstrip(_CLOSING_MARKS).endswith((".", "…", ":", ",", ";"))
    return None if sentence or len(first) > _LONGEST_HEADLINE or not rest.strip() else first


def text_field(fields: Mapping[str, object], names: tuple[str, ...], source: str) -> str | None:
    """Return the first of those fields that has a value; of an object, as schema.org has it, its name.

    Raises:
        UnreadableInputError: the value is no text.
    """
    for name in names:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise _bad_field(source, name, value, "Write it as text.")
        check_characters(value, source)
        return value.strip() or None
    return None


def web_address(value: str) -> str | None:
    """Return an absolute http(s) IRI, or None.

    Characters that no IRI may hold (RFC 3987, section 2.2) are percent-encoded.
    """
    try:
        parts = urlsplit(value.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:
        return None
    if not usable or _NOT_IN_IRI.search(parts.netloc):
        return None
    address, hash_sign, fragment = value.strip().partition("#")
    return _NOT_IN_IRI.sub(lambda found: quote(found[0]), address + hash_sign + fragment.replace("#", "%23"))


def language_tag(value: str) -> str | None:
    """Return a BCP 47 tag ("de_AT" becomes "de-AT"), or None when the value has not the form of one."""
    return value.replace("_", "-") if _LANGUAGE_TAG.fullmatch(value) else None


def _date_field(fields: Mapping[str, object], source: str) -> str | None:
    stated = text_field(fields, DATE, source)
    if stated is None:
        return None
    published = parse_date(stated)
    if published is None:
        raise _bad_field(source, "date", stated, "Write it as 2024-10-28, 2024-10 or 28.10.2024.")
    return published


def _language_field(fields: Mapping[str, object], source: str) -> str | None:
    stated = text_field(fields, LANGUAGE, source)
    if stated is None:
        return None
    tag = language_tag(stated)
    if tag is None:
        raise _bad_field(source, "language", stated, "Write a language tag such as de or de-AT.")
    return tag


def _bad_field(source: str, field: str, value: object, remedy: str) -> UnreadableInputError:
    shown = value[:60] if isinstance(value, str) else _kind(value)
    return UnreadableInputError(source, f"has a {field} that cannot be read: {shown!r}", remedy)


def _kind(value: object) -> str:
    """Return what something that is no text is; all of it may be endless (YAML's aliases)."""
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else str(value)
