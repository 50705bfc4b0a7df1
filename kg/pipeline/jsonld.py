"""JSON-LD documents without anything to fetch: the project's own context is put in where they ask for it."""

import json
from functools import cache
from typing import Any

from kg.errors import ForeignContextError, UnreadableInputError
from kg.resources import resource

_PATH = "/context.jsonld"


def with_own_context(data: bytes, base: str, source: str) -> bytes:
    """Return the document with the project's context in place of its address.

    The address is ``{base}/context.jsonld``, or relative to the base.

    Raises:
        UnreadableInputError: it is not JSON.
        ForeignContextError: it asks for another context by its address.
    """
    try:
        document = json.loads(data)
        return json.dumps(_embed(document, (base + _PATH, _PATH, _PATH[1:]), source)).encode()
    except ValueError as error:
        raise UnreadableInputError(source, f"is not JSON: {error}", "Check that it is complete.") from error
    except RecursionError as error:
        raise UnreadableInputError(source, "is nested too deeply", "Flatten it.") from error


def _embed(value: Any, addresses: tuple[str, ...], source: str) -> Any:
    if isinstance(value, list):
        return [_embed(item, addresses, source) for item in value]
    if isinstance(value, dict):
        return {
            key: _embed(_resolved(key, item, addresses, source), addresses, source)
            for key, item in value.items()
        }
    return value


def _resolved(key: str, value: Any, addresses: tuple[str, ...], source: str) -> Any:
    """Return the value of a key, with contexts in place of their addresses where the key holds contexts."""
    if key == "@context" and isinstance(value, list):
        return [_resolved(key, item, addresses, source) for item in value]
    if key not in ("@context", "@import") or not isinstance(value, str):
        return value
    if value not in addresses:
        remedy = f"Write the context into the document, or use {addresses[0]}."
        raise ForeignContextError(source, f"asks for the context {value}, which is not fetched", remedy)
    return _own_context()


@cache
def _own_context() -> Any:
    return json.loads(resource("ontology/context.jsonld").read_bytes())["@context"]
