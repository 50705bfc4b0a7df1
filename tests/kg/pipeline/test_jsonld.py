"""JSON-LD contexts by their address: the project's own, those that may be fetched, and no others."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from kg.errors import ForeignContextError, TooLargeError, UnreadableInputError
from kg.formats import graph_format
from kg.pipeline import parse_rdf

BASE = "https://news.example"
NAMES = {
    "name": "https://terms.example/name",
    "knows": {"@id": "https://terms.example/knows", "@type": "@id"},
}


class Elsewhere:
    """Contexts by their address; remembers which were asked for."""

    def __init__(self, contexts: Mapping[str, Any]) -> None:
        self.contexts = contexts
        self.asked: list[str] = []

    def context_at(self, address: str) -> bytes | None:
        """Return one as it comes."""
        self.asked.append(address)
        context = self.contexts.get(address)
        return context if context is None or isinstance(context, bytes) else json.dumps(context).encode()


def read(document: object, address: str | None = None, **contexts: Any) -> set[str]:
    """Return the triples of a document, where contexts are at ``https://terms.example/{name}``."""
    elsewhere = Elsewhere({f"https://terms.example/{name}": context for name, context in contexts.items()})
    data = json.dumps(document).encode()
    quads = parse_rdf(
        data,
        graph_format("jsonld"),
        BASE,
        "entry",
        address=address,
        context_at=elsewhere.context_at if contexts else None,
    )
    return {str(quad.triple) for quad in quads}


def triple(predicate: str, value: str) -> str:
    return f"<https://x.example/a> <https://terms.example/{predicate}> {value}"


def document(context: object, **properties: object) -> dict[str, object]:
    return {"@context": context, "@id": "https://x.example/a", **properties}


def test_a_context_that_may_be_fetched_is_put_in() -> None:
    found = read(document("https://terms.example/c", name="A"), c={"@context": NAMES})

    assert found == {triple("name", '"A"')}


def test_contexts_can_be_listed_nested_and_include_others() -> None:
    own = f"{BASE}/context.jsonld"
    outer = {"@context": [{"note": "https://terms.example/note"}, ["inner"], own]}
    contexts = [None, "https://terms.example/outer", {"tag": "https://terms.example/tag"}]
    inside = {"@context": "https://terms.example/inner", "@id": "https://x.example/a", "name": "B"}

    found = read(
        document(contexts, name="A", note="N", tag="T", knows=inside), outer=outer, inner={"@context": NAMES}
    )

    assert found == {
        triple("name", '"A"'),
        triple("name", '"B"'),
        triple("note", '"N"'),
        triple("tag", '"T"'),
        triple("knows", "<https://x.example/a>"),
    }


def test_a_context_can_be_imported_and_overridden() -> None:
    context = {"@version": 1.1, "@import": "https://terms.example/c", "name": "https://terms.example/other"}

    assert read(document(context, name="A"), c={"@context": NAMES}) == {triple("other", '"A"')}


def test_a_context_can_belong_to_a_term() -> None:
    context = {"in": {"@id": "https://terms.example/in", "@context": "https://terms.example/c"}}
    found = read(
        document(context, **{"in": {"@id": "https://x.example/a", "name": "A"}}), c={"@context": NAMES}
    )

    assert triple("name", '"A"') in found


def test_each_context_is_fetched_once() -> None:
    elsewhere = Elsewhere({"https://terms.example/c": {"@context": NAMES}})
    data = json.dumps([document("https://terms.example/c", name=str(n)) for n in range(50)]).encode()

    quads = list(parse_rdf(data, graph_format("jsonld"), BASE, "entry", context_at=elsewhere.context_at))

    assert len(quads) == 50
    assert elsewhere.asked == ["https://terms.example/c"]


def test_the_base_of_a_context_from_elsewhere_does_not_count() -> None:
    context = {"@context": [{"@base": "https://terms.example/", **NAMES}]}

    found = read({"@context": "https://terms.example/c", "@id": "a", "name": "A"}, c=context)

    assert found == {f'<{BASE}/a> <https://terms.example/name> "A"'}


def test_in_a_document_from_elsewhere_addresses_are_relative_to_its_own() -> None:
    found = read(
        document("context.jsonld", name="A"),
        "https://terms.example/doc",
        **{"context.jsonld": {"@context": NAMES}},
    )

    assert found == {triple("name", '"A"')}


@pytest.mark.parametrize("own", [f"{BASE}/context.jsonld", "/context.jsonld", "context.jsonld"])
def test_the_own_context_is_never_fetched(own: str) -> None:
    elsewhere = Elsewhere({})
    data = json.dumps(document(own, prefLabel="A")).encode()

    list(parse_rdf(data, graph_format("jsonld"), BASE, "entry", context_at=elsewhere.context_at))

    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "context",
    [
        "https://elsewhere.example/c",
        ["https://elsewhere.example/c"],
        {"@import": "https://elsewhere.example/c"},
        {"a": {"@id": "a:b", "@context": "https://elsewhere.example/c"}},
        "https://terms.example/foreign",
    ],
)
@pytest.mark.parametrize("contexts", [{}, {"foreign": {"@context": "https://elsewhere.example/c"}}])
def test_a_context_that_may_not_be_fetched_is_refused(context: object, contexts: dict[str, object]) -> None:
    with pytest.raises(ForeignContextError, match="which is not fetched"):
        read(document(context, name="A"), **contexts)


@pytest.mark.parametrize(
    ("contexts", "problem"),
    [
        ({"c": b"<html>"}, "no JSON-LD context"),
        ({"c": b"\xff"}, "no JSON-LD context"),
        ({"c": {"name": "A"}}, "no JSON-LD context"),
        ({"c": {"@context": "https://terms.example/c"}}, "includes itself"),
        ({"c": {"@context": "d"}, "d": {"@context": {"@import": "c"}}}, "includes itself"),
        ({"c": {"@context": {"@import": "d"}}, "d": {"@context": []}}, "import"),
    ],
)
def test_what_is_no_context_is_unreadable(contexts: dict[str, object], problem: str) -> None:
    with pytest.raises(UnreadableInputError, match=problem):
        read(document("https://terms.example/c", name="A"), **contexts)


def test_contexts_that_would_fill_the_memory_are_refused() -> None:
    contexts = {f"c{n}": {"@context": [f"c{n + 1}"] * 20} for n in range(8)} | {"c8": {"@context": NAMES}}

    with pytest.raises(TooLargeError, match="contexts"):
        read(document("https://terms.example/c0", name="A"), **contexts)
    with pytest.raises(TooLargeError, match="contexts"):
        read([document("/context.jsonld")] * 10_000)


def test_an_empty_document_says_nothing() -> None:
    assert read({}) == set()
