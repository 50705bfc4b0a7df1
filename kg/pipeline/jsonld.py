"""JSON-LD documents without anything left to fetch: contexts are put in where their addresses are."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urljoin

from kg.errors import ForeignContextError, TooLargeError, UnreadableInputError
from kg.pipeline.nesting import check_json, check_terms, too_deep
from kg.resources import resource

ContextAt = Callable[[str], bytes | None]
"""Returns the document with the context at an absolute address; None where it may not be fetched."""

MOST_CONTEXTS = 16 * 1024 * 1024
_PATH = "/context.jsonld"


def with_contexts(
    data: bytes, base: str, source: str, *, address: str | None = None, context_at: ContextAt | None = None
) -> bytes:
    """Return the document with contexts in place of their addresses: the project's own, and those fetched.

    The address of its own is ``{base}/context.jsonld``, or, in a document without an address, relative to it.

    Args:
        data: the document.
        base: what the IRIs of the graph start with.
        source: what messages call the document.
        address: where it was fetched from, if it was.
        context_at: what fetches other contexts; None for nothing.

    Raises:
        UnreadableInputError: it is not JSON, or a context includes itself or is none.
        TooLargeError: its contexts are larger than `MOST_CONTEXTS` bytes where they are put in.
        ForeignContextError: it asks for another context by its address, which may not be fetched.
    """
    try:
        document = json.loads(data)
        check_json(document, source)
        whole = _Embedding(base, source, context_at).embedded(document, address, ())
        check_json(whole, source)
        check_terms(whole, source)
        return json.dumps(whole).encode()
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInputError(source, f"is not JSON: {error}", "Check that it is complete.") from error
    except ValueError as error:
        raise UnreadableInputError(
            source, "has a number that is too long", "Write it as a string."
        ) from error
    except RecursionError as error:
        raise too_deep(source) from error


class _Embedding:
    """Contexts, put into one document."""

    def __init__(self, base: str, source: str, context_at: ContextAt | None) -> None:
        self._own = base + _PATH
        self._source = source
        self._context_at = context_at
        self._known: dict[str, tuple[Any, int]] = {}
        self._left = MOST_CONTEXTS

    def embedded(self, value: Any, address: str | None, within: tuple[str, ...]) -> Any:
        """Return a value with the contexts in it.

        Args:
            value: of a document, or of a context.
            address: of the document it is in; None for that of an entry.
            within: the addresses of the contexts it is in.
        """
        if isinstance(value, list):
            return [self.embedded(item, address, within) for item in value]
        if isinstance(value, dict):
            return {
                key: (self._context if key == "@context" else self.embedded)(item, address, within)
                for key, item in value.items()
            }
        return value

    def _context(self, value: Any, address: str | None, within: tuple[str, ...]) -> Any:
        """Return a context (JSON-LD 1.1, section 9.15) with others in place of their addresses."""
        if isinstance(value, str):
            return self._at(value, address, within)
        if isinstance(value, list):
            contexts = [self._context(item, address, within) for item in value]
            return [item for part in contexts for item in (part if isinstance(part, list) else [part])]
        if not isinstance(value, dict) or not isinstance(value.get("@import"), str):
            return self.embedded(value, address, within)
        imported = self._at(value["@import"], address, within)
        if not isinstance(imported, dict):
            raise self._unreadable(value["@import"], "is none that another can import")
        rest = {key: item for key, item in value.items() if key != "@import"}
        return imported | self.embedded(rest, address, within)

    def _at(self, reference: str, address: str | None, within: tuple[str, ...]) -> Any:
        """Return the context at an address, with those that it asks for."""
        if reference == self._own or (address is None and reference in (_PATH, _PATH[1:])):
            found = self._known.setdefault(self._own, (_own_context(), len(json.dumps(_own_context()))))
            return self._counted(*found)
        url = urljoin(address or self._own, reference)
        if url in within:
            raise self._unreadable(url, "includes itself")
        if url not in self._known:
            context = self._fetched(reference, url, within)
            self._known[url] = (context, len(json.dumps(context)))
        return self._counted(*self._known[url])

    def _fetched(self, reference: str, url: str, within: tuple[str, ...]) -> Any:
        data = self._context_at(url) if self._context_at else None
        if data is None:
            remedy = f"Write the context into the document, or use {self._own}."
            problem = f"asks for the context {reference}, which is not fetched"
            raise ForeignContextError(self._source, problem, remedy)
        try:
            document = json.loads(data)
        except ValueError:
            document = None
        if not isinstance(document, dict) or "@context" not in document:
            raise self._unreadable(url, "is no JSON-LD context")
        return _without_base(self._context(document["@context"], url, (*within, url)))

    def _counted(self, context: Any, size: int) -> Any:
        self._left -= size
        if self._left < 0:
            remedy = "Ask for each once, at the beginning."
            raise TooLargeError(self._source, "asks for too much in its contexts", remedy)
        return context

    def _unreadable(self, url: str, problem: str) -> UnreadableInputError:
        return UnreadableInputError(self._source, f"asks for the context {url}, which {problem}")


def _without_base(context: Any) -> Any:
    """Return a context from elsewhere without the base, which counts in a document alone (section 4.1.3)."""
    if isinstance(context, list):
        return [_without_base(item) for item in context]
    if isinstance(context, dict):
        return {key: value for key, value in context.items() if key != "@base"}
    return context


@cache
def _own_context() -> Any:
    return json.loads(resource("ontology/context.jsonld").read_bytes())["@context"]
