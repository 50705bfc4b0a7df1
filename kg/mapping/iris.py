"""The IRIs of articles and of what they say; no other module mints them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import quote

from rdflib import URIRef

from kg.keys import digest, slug
from kg.language.extraction import Actor, Location, Span


def article_iri(name: str, base: str) -> str:
    """Return the IRI of the article of that name; equal names, equal IRIs."""
    return f"{base.rstrip('/')}/id/article/{_article_key(name)}"


def _article_key(name: str) -> str:
    return f"{slug(name)}-{digest(name)}"


def fact_keys(words: Iterable[str]) -> Iterator[str]:
    """Yield a key for each fact from its words and from how often the same words came before.

    A fact keeps its key when the article gains or loses other words.
    """
    seen: Counter[str] = Counter()
    for text in words:
        yield digest(text, str(seen[text]))
        seen[text] += 1


class Iris:
    """Mints the IRIs of one article's graph from its name and from what it says."""

    def __init__(self, name: str, base: str) -> None:
        self.article = URIRef(article_iri(name, base))
        self._article_key = _article_key(name)
        self._ids = f"{base.rstrip('/')}/id"

    def actor(self, actor: Actor) -> URIRef:
        """An actor that has no name of its own exists in this article only."""
        shared = actor.known is not None or actor.named
        return self._resource("actor", actor.id if shared else f"{self._article_key}-{actor.id}")

    def location(self, location: Location) -> URIRef:
        """A place is the same in all articles."""
        return self._resource("location", location.id)

    def concept(self, noun_phrase: str) -> URIRef:
        """What is counted is the same in all articles that call it so."""
        return self._resource("concept", slug(noun_phrase))

    def fact(self, kind: Literal["statement", "estimate"], key: str) -> URIRef:
        """A statement or estimate belongs to its article; `key` is one of `fact_keys`."""
        return self._resource(kind, f"{self._article_key}-{key}")

    def annotation(self, kind: Literal["statement", "estimate"], key: str) -> URIRef:
        """The annotation that ties a fact to its words."""
        return self._part(f"{kind}-{key}")

    def mention(self, thing: URIRef, span: Span) -> URIRef:
        """The annotation that ties an actor or place to one of its mentions."""
        return self._part(f"mention-{digest(thing.removeprefix(self._ids))}-{span.start}-{span.end}")

    def passage(self, part: Literal["target", "position", "quote"], span: Span) -> URIRef:
        """The target of annotations at that span, or one of its selectors."""
        return self._part(f"{part}-{span.start}-{span.end}")

    def _resource(self, kind: str, key: str) -> URIRef:
        return URIRef(f"{self._ids}/{kind}/{quote(key, safe='')}")

    def _part(self, fragment: str) -> URIRef:
        return URIRef(f"{self.article}#{fragment}")
