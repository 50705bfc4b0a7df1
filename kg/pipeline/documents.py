"""RDF documents to quads, with nothing fetched that they refer to, but JSON-LD contexts that are allowed."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UnreadableInputError
from kg.formats import GraphFormat
from kg.pipeline.jsonld import ContextAt, with_contexts
from kg.pipeline.nesting import bounded


def parse_rdf(
    data: bytes,
    syntax: GraphFormat,
    base: str,
    source: str,
    *,
    relative_to: str | None = None,
    address: str | None = None,
    context_at: ContextAt | None = None,
    rename: bool = True,
) -> Iterator[ox.Quad]:
    """Yield the quads of a document, whose blank nodes are different from those of every other.

    Args:
        data: the document.
        syntax: what it is written in.
        base: what the IRIs of the graph start with.
        source: what messages call it.
        relative_to: what relative IRIs are relative to, if not to `address` or `base`.
        address: where the document was fetched from, if it was.
        context_at: what fetches JSON-LD contexts; None for nothing.
        rename: whether blank nodes get new labels; else they have those of the document, where it gives any.

    Raises:
        UnreadableInputError: it cannot be parsed, or is nested too deeply.
        ForeignContextError: it needs a JSON-LD context from elsewhere, which may not be fetched.
        TooLargeError: its JSON-LD contexts are too large, or see `kg.pipeline.nesting`.
    """
    content = data.removeprefix(codecs.BOM_UTF8)
    if syntax.name == "jsonld":
        content = with_contexts(content, base, source, address=address, context_at=context_at)
    relative_to = relative_to or address or f"{base}/"
    yield from parse_stream(io.BytesIO(content), syntax, source, relative_to, rename=rename)


def parse_stream(
    stream: BinaryIO, syntax: GraphFormat, source: str, relative_to: str, *, rename: bool = True
) -> Iterator[ox.Quad]:
    """Yield the quads of a document as it is read; JSON-LD must not need contexts. See `parse_rdf`."""
    try:
        safe = bounded(stream, syntax, source)
        yield from ox.parse(safe, syntax.rdf_format, base_iri=relative_to, rename_blank_nodes=rename)
    except SyntaxError as error:
        problem = f"is not valid {syntax.rdf_format.name}: {_without_columns(error.msg)}"
        raise UnreadableInputError(source, problem, "Correct it there.") from error


def _without_columns(message: str) -> str:
    found = re.fullmatch(r"Parser error at (line \d+)[^:]*: (.*)", message, re.DOTALL)
    return (f"{found[1]}: {found[2]}" if found else message).rstrip(".")
