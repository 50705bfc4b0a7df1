"""RDF documents to quads, with nothing fetched that they refer to."""

import codecs
import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import UnreadableInputError
from kg.formats import GraphFormat
from kg.pipeline.jsonld import with_own_context


def parse_rdf(
    data: bytes, syntax: GraphFormat, base: str, source: str, *, relative_to: str | None = None
) -> Iterator[ox.Quad]:
    """Yield the quads of a document, whose blank nodes are different from those of every other.

    Args:
        data: the document.
        syntax: what it is written in.
        base: what the IRIs of the graph start with.
        source: what messages call it.
        relative_to: what relative IRIs are relative to, if not to `base`.

    Raises:
        UnreadableInputError: it cannot be parsed.
        ForeignContextError: it needs a JSON-LD context from elsewhere.
    """
    content = data.removeprefix(codecs.BOM_UTF8)
    if syntax.name == "jsonld":
        content = with_own_context(content, base, source)
    address = relative_to or f"{base}/"
    try:
        yield from ox.parse(content, syntax.rdf_format, base_iri=address, rename_blank_nodes=True)
    except SyntaxError as error:
        problem = f"is not valid {syntax.rdf_format.name}: {_without_columns(error.msg)}"
        raise UnreadableInputError(source, problem, "Correct it there.") from error


def _without_columns(message: str) -> str:
    found = re.fullmatch(r"Parser error at (line \d+)[^:]*: (.*)", message, re.DOTALL)
    return (f"{found[1]}: {found[2]}" if found else message).rstrip(".")
