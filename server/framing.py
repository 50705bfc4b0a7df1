"""JSON-LD as web developers like it: a tree that begins with the thing, in the terms of the context.

This is what framing and compaction (https://www.w3.org/TR/json-ld11-framing/) make of a document when each
node is embedded once, as near to the thing as it can be; what points to a node stands in its ``@reverse``.
"""

import json
from collections import defaultdict, deque
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pyoxigraph as ox

from kg.resources import resource
from kg.vocabulary import PREFIXES

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = PREFIXES["xsd"]
_MOST_EXACT = 2**53
_DEEPEST = 8  # so that no reader runs out of stack

Node = dict[str, Any]
Resource = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the context: `type` is ``@id`` or a datatype, `container` as in JSON-LD; else None."""

    name: str
    iri: str
    type: str | None = None
    container: str | None = None

    def definition(self) -> str | dict[str, str]:
        """Return the term as a context has it."""
        further = {"@type": self.type, "@container": self.container}
        stated = {key: value for key, value in further.items() if value}
        return {"@id": self.iri, **stated} if stated else self.iri


def framed(triples: Collection[ox.Triple], topic: str) -> bytes:
    """Return triples as JSON-LD, the topic first and what is connected with it inside.

    Args:
        triples: what is to be said.
        topic: the IRI of the thing that they are about.
    """
    frame = _Frame(triples)
    trees = frame.trees(ox.NamedNode(topic))
    content = trees[0] if len(trees) == 1 else {"@graph": trees}
    document = {"@context": frame.context(), **content}
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


class _Frame:
    """Arranges triples, and remembers which terms and prefixes that took."""

    def __init__(self, triples: Collection[ox.Triple]) -> None:
        self._about: dict[Resource, list[ox.Triple]] = defaultdict(list)
        self._pointing: dict[Resource, list[ox.Triple]] = defaultdict(list)
        for triple in sorted(triples, key=str):
            self._about[cast("Resource", triple.subject)].append(triple)
            if not isinstance(triple.object, ox.Literal):
                self._pointing[cast("Resource", triple.object)].append(triple)
        self._names = _Names(str(node.value) for node in (*self._about, *self._pointing))
        self._nodes: dict[Resource, Node] = {}
        self._pending: deque[tuple[Resource, int]] = deque()

    def context(self) -> Node:
        """Return the part of the context that was used."""
        return self._names.context()

    def trees(self, topic: ox.NamedNode) -> list[Node]:
        """Return the topic, and whatever is not connected with it."""
        found = []
        for root in (topic, *self._about):
            if root in self._about and root not in self._nodes:
                found.append(self._claim(root, 0))
                while self._pending:
                    self._fill(*self._pending.popleft())
        return found

    def _claim(self, resource: Resource, depth: int) -> Node:
        self._nodes[resource] = {"id": self._names.of(resource)}
        self._pending.append((resource, depth))
        return self._nodes[resource]

    def _may_embed(self, resource: object, depth: int) -> bool:
        return resource in self._about and resource not in self._nodes and depth < _DEEPEST

    def _fill(self, resource: Resource, depth: int) -> None:
        node = self._nodes[resource]
        for triple in self._about[resource]:
            if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
                _append(node, "type", self._names.class_of(triple.object))
            else:
                self._add(node, triple.predicate.value, triple.object, depth)
        reverse: Node = {}
        for triple in self._pointing.get(resource, ()):
            if triple.predicate.value != _TYPE and self._may_embed(triple.subject, depth):
                key = self._names.reverse_key(triple.predicate.value)
                _append(reverse, key, self._claim(cast("Resource", triple.subject), depth + 1), listed=True)
        if reverse:
            node["@reverse"] = reverse

    def _add(self, node: Node, predicate: str, value: ox.Literal | Resource | ox.Triple, depth: int) -> None:
        if isinstance(value, ox.Literal):
            self._add_literal(node, predicate, value)
            return
        key, term = self._names.key(predicate, "@id")
        target = cast("Resource", value)
        listed = term is not None and term.container == "@set"
        if self._may_embed(target, depth):
            _append(node, key, self._claim(target, depth + 1), listed=listed)
        else:
            name = self._names.of(target)
            _append(
                node, key, name if term is not None and term.type == "@id" else {"id": name}, listed=listed
            )

    def _add_literal(self, node: Node, predicate: str, value: ox.Literal) -> None:
        key, term = self._names.key(
            predicate, value.language or value.datatype.value, is_text=bool(value.language)
        )
        if term is not None and term.container == "@language":
            _append(node.setdefault(key, {}), value.language or "", value.value)
        elif term is not None and term.type:
            _append(node, key, value.value)
        else:
            _append(node, key, self._plain(value))

    def _plain(self, value: ox.Literal) -> object:
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if datatype == f"{_XSD}string":
            return value.value
        if datatype == f"{_XSD}integer" and _is_exact(value.value):
            return int(value.value)
        if datatype == f"{_XSD}boolean" and value.value in ("true", "false"):
            return value.value == "true"
        return {"@value": value.value, "@type": self._names.of(value.datatype)}


class _Names:
    """Short names for IRIs. A prefix that some IRI has as its scheme is left alone."""

    def __init__(self, iris: Any) -> None:
        schemes = {iri.partition(":")[0] for iri in iris}
        self._prefixes = {p: namespace for p, namespace in PREFIXES.items() if p not in schemes}
        self._used: dict[str, str | dict[str, str]] = {}

    def context(self) -> Node:
        """Return the definitions of all names given so far."""
        return {"id": "@id", "type": "@type", **dict(sorted(self._used.items()))}

    def of(self, resource: Resource) -> str:
        """Return what a node is called as a value."""
        return str(resource) if isinstance(resource, ox.BlankNode) else self._compact(resource.value)

    def class_of(self, resource: ox.NamedNode) -> str:
        """Return what a class is called."""
        term = next((t for t in terms().get(resource.value, ()) if not t.type and not t.container), None)
        return self._use(term) if term else self._compact(resource.value)

    def key(self, predicate: str, kind: str, *, is_text: bool = False) -> tuple[str, Term | None]:
        """Return what a property is called that has a value of a kind: ``@id``, a datatype or a language."""
        for term in terms().get(predicate, ()):
            fits = term.container == "@language" if is_text else term.container in (None, "@set")
            if fits and term.type in (None, kind):
                return self._use(term), term
        return self._compact(predicate), None

    def reverse_key(self, predicate: str) -> str:
        """Return what a property is called in ``@reverse``."""
        term = next((t for t in terms().get(predicate, ()) if t.type == "@id"), None)
        return self._use(term) if term else self._compact(predicate)

    def _use(self, term: Term) -> str:
        self._used[term.name] = term.definition()
        return term.name

    def _compact(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            local = iri.removeprefix(namespace)
            if local != iri and not local.startswith("//"):
                self._used[prefix] = namespace
                return f"{prefix}:{local}"
        return iri


@cache
def terms() -> dict[str, list[Term]]:
    """Return the terms of the project's context by what they stand for."""
    context: Node = json.loads(resource("ontology/context.jsonld").read_bytes())["@context"]
    found: dict[str, list[Term]] = defaultdict(list)
    for name, value in context.items():
        definition: dict[str, str] = value if isinstance(value, dict) else {"@id": str(value)}
        iri = definition.get("@id", "")
        if name.startswith("@") or iri.startswith("@") or iri in PREFIXES.values():
            continue
        kind = definition.get("@type")
        term = Term(name, _expanded(iri), _expanded(kind) if kind else None, definition.get("@container"))
        found[term.iri].append(term)
    return found


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _is_exact(lexical: str) -> bool:
    """Whether a number is read from JSON as it is written here."""
    digits = lexical.removeprefix("-")
    return (
        digits.isdecimal() and len(digits) < 17 and str(int(lexical)) == lexical and int(digits) < _MOST_EXACT
    )


def _append(node: Node, key: str, value: object, *, listed: bool = False) -> None:
    """Add a value to a member: one stands alone unless a list is wanted."""
    if key not in node:
        node[key] = [value] if listed else value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]
