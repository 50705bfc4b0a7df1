"""Markdown (CommonMark): the article as plain text; its metadata from front matter in YAML."""

import re
from collections.abc import Iterable, Mapping

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.article import Article
from kg.errors import TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers.content import Content, decode
from kg.readers.fields import article_from_fields

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LONGEST_FRONT_MATTER = 20_000
_MOST_NESTED = 100  # brackets: the parser of YAML takes quadratic time in them
_LONGEST_PARAGRAPH = 100_000
_MOST_BRACKETS = 10_000
"""That open: for each, the parser looks through what is left of its paragraph."""
_LONGEST = 300_000
"""The longest body in characters: a long reportage has 100,000."""

# Tables are switched on so that they are recognised, and left out, instead of read as prose.
_PARSER = MarkdownIt("commonmark").enable("table")


def read(content: Content) -> Article:
    """Return the article; its text is the rendered body, paragraphs separated by a blank line.

    Headings, paragraphs, list items and quotes stay, links and emphasis are reduced to their words;
    code blocks, tables, images and HTML are left out.

    Raises:
        UnreadableInputError: the front matter is not closed, is not YAML, or has an impossible value.
        UnsupportedInputError: no prose is left.
        TooLargeError: it, or a paragraph, exceeds any sensible length.
        InputError: see `kg.readers.content.decode`.
    """
    front_matter, body = _split(decode(content), content.source)
    if len(body) > _LONGEST or body.count("[") > _MOST_BRACKETS:
        raise TooLargeError(
            content.source,
            f"has more than {_LONGEST:,} characters, or {_MOST_BRACKETS:,} brackets",
            "Write one file an article.",
        )
    if any(len(paragraph) > _LONGEST_PARAGRAPH for paragraph in _BLANK_LINE.split(body)):
        raise TooLargeError(
            content.source,
            f"has a paragraph of more than {_LONGEST_PARAGRAPH:,} characters",
            "Separate paragraphs by a blank line.",
        )
    fields = _fields(front_matter, content.source)
    text = "\n\n".join(_paragraphs(_PARSER.parse(body)))
    if not text:
        raise UnsupportedInputError(
            content.source, "holds no prose", "Tables, code, images and HTML in Markdown are not read."
        )
    return article_from_fields(text, fields, content)


def _split(text: str, source: str) -> tuple[str, str]:
    opening = _OPENING.match(text)
    if not opening:
        return "", text.removeprefix("\ufeff")
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise UnreadableInputError(
            source, "has front matter that is never closed", "End it with a line that holds only ---."
        )
    return text[opening.end() : closing.start()], text[closing.end() :]


def _fields(front_matter: str, source: str) -> Mapping[str, object]:
    if len(front_matter) > _LONGEST_FRONT_MATTER:
        raise UnreadableInputError(
            source, "has front matter that is too long", "Keep title, date, url, language."
        )
    if sum(map(front_matter.count, "[{")) > _MOST_NESTED:
        raise UnreadableInputError(
            source,
            "has front matter that is not YAML (nested too deeply)",
            "Write one 'name: value' a line.",
        )
    try:
        # The base loader is the safe loader less its guesses: every scalar is text, so that a date stays
        # as written and the language "no" is not False.
        fields = yaml.load(front_matter, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableInputError(
            source, f"has front matter that is not YAML ({_reason(error)})", "Write one 'name: value' a line."
        ) from error
    if not isinstance(fields, dict):
        if front_matter.strip():
            raise UnreadableInputError(
                source, "has front matter without names", "Write one 'name: value' a line."
            )
        return {}
    return fields


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        # The file's first line is the --- before the front matter, and marks count from 0.
        return f"line {error.problem_mark.line + 2}: {error.problem}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _paragraphs(tokens: Iterable[Token]) -> Iterable[str]:
    in_table = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "inline" and not in_table:
            words = "".join(_words(token.children or [])).strip()
            if words:
                yield words


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield "\n"
