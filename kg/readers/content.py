"""Bytes as they came in, and what every format does first: check them and decode them."""

import re
from dataclasses import dataclass

from kg.errors import TooLargeError, UnreadableInputError, UnsupportedInputError

MAX_BYTES = 10_000_000
"""The largest article, in bytes after decompression. A long reportage has 100,000."""

CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "windows-1252": "windows-1252",
    "iso-8859-15": "iso-8859-15",
}
"""The labels that a web page or a request may declare; ISO 8859-1 means Windows-1252 on the web
(WHATWG Encoding Standard, section 4.2). Short on purpose: some of Python's codecs take quadratic time."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one article and what is known about them.

    Attributes:
        data: the bytes, decompressed.
        source: what messages call them: a path, a line of a file, "request body".
        name: what identifies the article unless it states an IRI itself.
        charset: the encoding, where the protocol around the bytes declares one.
        url: where they were fetched, where the container says so.
    """

    data: bytes
    source: str
    name: str
    charset: str | None = None
    url: str | None = None


def decode(content: Content, charset: str = "utf-8") -> str:
    """Return the bytes as text, changed in nothing: line ends and a byte order mark stay.

    Args:
        content: the bytes; the charset declared around them precedes the other one.
        charset: the encoding that the format prescribes or that the bytes declare themselves.

    Raises:
        TooLargeError: they exceed `MAX_BYTES`.
        UnreadableInputError: they are empty, or not text in that encoding.
        UnsupportedInputError: the encoding is not one of `CHARSETS`.
    """
    label = (content.charset or charset).lower()
    if label not in CHARSETS:
        raise UnsupportedInputError(
            content.source, f"declares the encoding {label!r}, which is not supported", "Convert it to UTF-8."
        )
    if len(content.data) > MAX_BYTES:
        raise too_large(content.source)
    try:
        text = content.data.decode(CHARSETS[label])
    except UnicodeDecodeError as error:
        raise _undecodable(content, label) from error
    if not text.strip("\ufeff").strip():
        raise empty(content.source)
    check_characters(text, content.source)
    return text


def check_characters(text: str, source: str) -> None:
    """Refuse what no text has: a NUL, or half of a surrogate pair (as a JSON escape can make).

    Raises:
        UnreadableInputError: there is one.
    """
    if "\0" in text:
        raise UnreadableInputError(
            source,
            "contains NUL characters, so it is not text",
            "Is it a PDF, an image or a word processor's file?",
        )
    if re.search("[\ud800-\udfff]", text):
        raise UnreadableInputError(source, "contains half of a surrogate pair", "Write the character itself.")


def split_media_type(header: str) -> tuple[str, str | None]:
    """Return the media type of a Content-Type header in lower case, and its charset if it has one.

    RFC 9110, section 8.3.1.
    """
    media_type, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*\"?([^\s;\"]+)", parameters, re.IGNORECASE)
    return media_type.strip().lower(), charset[1] if charset else None


def too_large(source: str) -> TooLargeError:
    """Return the error for an input beyond `MAX_BYTES`."""
    return TooLargeError(
        source,
        f"is larger than {MAX_BYTES // 1_000_000} MB",
        "Split it into one file an article, or into one line an article (.jsonl).",
    )


def empty(source: str) -> UnreadableInputError:
    """Return the error for an input without any visible character."""
    return UnreadableInputError(source, "is empty", "Give it the text of an article.")


def _undecodable(content: Content, label: str) -> UnreadableInputError:
    data = content.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        remedy = _conversion("utf-16")
    elif b"\0" in data or data.startswith((b"%PDF", b"PK\3\4", b"\x1f\x8b")):
        remedy = "Is it a PDF, an image, an archive or a word processor's file?"
    else:
        remedy = _conversion("windows-1252")
    return UnreadableInputError(content.source, f"is not {label.upper()} text", remedy)


def _conversion(charset: str) -> str:
    return f"If it is {charset} text, convert it: iconv -f {charset} -t utf-8 OLD > NEW."
