"""JSON: one article an object, either in this program's short names or as a schema.org NewsArticle."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.article import Article
from kg.errors import InputError, UnreadableInputError, UnsupportedInputError
from kg.readers.content import MAX_BYTES, Content, check_characters, decode, empty, too_large
from kg.readers.fields import article_from_fields

TEXT = ("text", "articleBody")
_REST_OF_LINE = 1_000_000


def read(content: Content) -> Article:
    """Return the article of one JSON object; its text is the field ``text`` or ``articleBody``, unchanged.

    Raises:
        UnreadableInputError: it is not JSON (RFC 8259), or a field has an impossible value.
        UnsupportedInputError: it is no object, or has no text.
        InputError: see `kg.readers.content.decode`.
    """
    fields = _parse(decode(content).removeprefix("\ufeff"), content.source)
    if not isinstance(fields, dict):
        raise UnsupportedInputError(
            content.source,
            f"is JSON, but {_kind(fields)} instead of an object",
            "Write one article as an object; several go one a line into a .jsonl file.",
        )
    return article_from_fields(_text(fields, content.source), fields, content)


def lines(stream: BinaryIO, source: str, name: str) -> Iterator[Content | InputError]:
    """Yield each line of JSON Lines, an article, or the error of one that is too long; skip blank lines.

    One line is in memory at a time. An article without IRI or id of its own is named ``{name}#{line}``.
    """
    found_any = False
    for number, line in enumerate(iter(lambda: stream.readline(MAX_BYTES + 1), b""), start=1):
        if not line.strip():
            continue
        found_any = True
        place = f"{source}, line {number}"
        if len(line) > MAX_BYTES:
            _skip_line(stream, line)
            yield too_large(place)
            continue
        yield Content(line.rstrip(b"\r\n"), place, f"{name}#{number}")
    if not found_any:
        yield empty(source)


def _skip_line(stream: BinaryIO, beginning: bytes) -> None:
    part = beginning
    while part and not part.endswith(b"\n"):
        part = stream.readline(_REST_OF_LINE)


def _parse(text: str, source: str) -> Any:
    try:
        # Numbers stay as written: the year 2024 and the id 17 are names here, not quantities.
        return json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.strip() else ""
        raise UnreadableInputError(
            source, f"is not JSON ({line}column {error.colno}: {error.msg})", "Correct it there."
        ) from error
    except RecursionError as error:
        raise UnreadableInputError(
            source, "is JSON nested too deeply", "An article is one flat object."
        ) from error


def _text(fields: dict[str, Any], source: str) -> str:
    text = next((fields[name] for name in TEXT if fields.get(name)), None)
    if not isinstance(text, str) or not text.strip():
        raise UnsupportedInputError(
            source,
            "has no text",
            'Put the article into the field "text" (or "articleBody", as schema.org has it).',
        )
    check_characters(text, source)
    return text


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a single value"
