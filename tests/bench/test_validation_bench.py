"""What the bench of new entries sends, and how."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.validation.articles import LENGTH, articles
from bench.validation.entries import copy_store
from bench.validation.posting import Others, posted
from bench.validation.rdf import TRIPLES, entries
from kg.pipeline import to_graph
from kg.readers import read_bytes
from kg.store.embedded import EmbeddedStore
from kg.validation import validate_triples
from tests.bench.sparql.test_load import server

BASE = "http://localhost:8000"


def test_articles_have_300_words_and_no_two_are_alike() -> None:
    found = list(islice(articles("seed"), 20))

    assert len(set(found)) == 20
    assert all(LENGTH <= len(text.split()) <= LENGTH + 30 for text in found)


def test_articles_say_things_that_conform_to_the_shapes() -> None:
    text = next(articles("seed"))

    extraction, graph = to_graph(read_bytes(text.encode(), "text/plain", "a.txt"), BASE)

    assert extraction.statements
    assert extraction.estimates
    assert extraction.published
    assert validate_triples(graph.triples).conforms


def test_rdf_entries_have_50_triples_that_conform_and_no_two_are_alike() -> None:
    parsed = [
        [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)] for text in islice(entries("seed"), 10)
    ]

    assert {len(triples) for triples in parsed} == {TRIPLES}
    assert len({triples[0].subject for triples in parsed}) == 10
    assert all(validate_triples(triples).conforms for triples in parsed)


def test_equal_seeds_give_equal_entries() -> None:
    assert list(islice(entries("a"), 3)) == list(islice(entries("a"), 3))
    assert list(islice(articles("a"), 3)) == list(islice(articles("a"), 3))


def test_a_copy_of_a_store_is_a_store_and_leaves_the_original_as_it_was(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> <urn:x:p> 1 } }")

    copy_store(tmp_path / "store", tmp_path / "copy")

    with EmbeddedStore(tmp_path / "copy", create=False) as copy:
        assert list(copy.graph_names()) == ["urn:x:g"]
        copy.remove("urn:x:g")
    with EmbeddedStore(tmp_path / "store", create=False) as store:
        assert list(store.graph_names()) == ["urn:x:g"]


def requests(query: str) -> Iterator[bytes]:
    while True:
        yield f"GET /?query={query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def test_an_entry_that_is_not_stored_ends_the_bench() -> None:
    with server() as port, pytest.raises(SystemExit, match="200, not stored"):
        posted(port, requests("length"), 1, 5, Others())
