"""Queries that the engine alone would answer otherwise than SPARQL 1.1 says."""

from collections.abc import Iterator

import pytest

from kg.errors import QueryError
from kg.formats import result_format
from kg.store.embedded import EmbeddedStore

PREFIX = "PREFIX : <http://example.org/>\n"


@pytest.fixture
def filled(store: EmbeddedStore) -> Iterator[EmbeddedStore]:
    store.update(
        f"{PREFIX} INSERT DATA {{ GRAPH :g {{ :a :p :b . :b :p :c . :g :p :g }} GRAPH :h {{ :a :p :c }} }}"
    )
    return store


def answer(store: EmbeddedStore, query: str) -> str:
    text = store.query(PREFIX + query).serialize(result_format("tsv")).decode()
    return text.replace("http://example.org/", "")


def rows(store: EmbeddedStore, query: str) -> list[str]:
    return sorted(answer(store, query).splitlines()[1:])


@pytest.mark.parametrize("word", ["true", "TRUE", "True"])
def test_booleans_are_keywords_in_any_case(store: EmbeddedStore, word: str) -> None:
    assert rows(store, f"SELECT ({word} AS ?x) ('TRUE' AS ?y) {{}}") == ['true\t"TRUE"']


def test_concatenated_strings_have_no_language(store: EmbeddedStore) -> None:
    query = "SELECT (GROUP_CONCAT(?x; SEPARATOR=')') AS ?y) { VALUES ?x { 'a'@en 'b'@en } }"

    assert rows(store, query) in (['"a)b"'], ['"b)a"'])


def test_the_columns_stand_in_the_order_of_the_query(filled: EmbeddedStore) -> None:
    assert answer(filled, "SELECT * { ?z :p ?a . ?a :p ?m }").splitlines()[0] == "?z\t?a\t?m"
    assert answer(filled, "SELECT DISTINCT * { ?z :p ?a }").splitlines()[0] == "?z\t?a"
    assert answer(filled, "SELECT (COUNT(*) AS ?n) { ?z :p ?a }").splitlines()[0] == "?n"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?x { :nowhere :p* ?x }", ["<nowhere>"]),
        ("SELECT ?x { ?x :p? :nowhere }", ["<nowhere>"]),
        ("SELECT ?x { :a :p* ?x }", ["<a>", "<b>", "<c>"]),
        ("SELECT ?x { ?x (:p|^:p)? :b }", ["<a>", "<b>", "<c>"]),
        ("SELECT ?x { ?y :p :c . ?x ^:p* :nowhere FILTER (?y = :a) }", ["<nowhere>"]),
        ("SELECT ?x { :nowhere :p+ ?x }", []),
        ("SELECT ?x { :nowhere :p*/:p ?x }", []),
        ("SELECT ?x { ?x :p* ?x FILTER (?x = :nowhere) }", []),
    ],
)
def test_a_path_of_no_length_leads_from_a_constant_to_itself(
    filled: EmbeddedStore, query: str, found: list[str]
) -> None:
    assert rows(filled, query) == found


def test_blank_nodes_keep_a_pattern_with_such_a_path_together(filled: EmbeddedStore) -> None:
    assert rows(filled, "SELECT ?x { _:n :p ?y . :a :p* ?x . _:n :p :c }") != []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?g { GRAPH ?g { FILTER (BOUND(?g)) } }", []),
        ("SELECT ?g ?s { GRAPH ?g { ?s :p ?g } }", ["<g>\t<g>"]),
        ("SELECT ?g { GRAPH ?g { VALUES ?g { UNDEF } } }", ["<g>", "<h>"]),
        ("SELECT ?g { GRAPH ?g { :a :p :c } }", ["<h>"]),
        ("SELECT * { GRAPH ?g { ?s :p ?g } }", ["<g>\t<g>"]),
    ],
)
def test_the_variable_of_a_graph_is_not_bound_within_it(
    filled: EmbeddedStore, query: str, found: list[str]
) -> None:
    assert rows(filled, query) == found


@pytest.mark.parametrize("sloppy", ["FILTER (?x<?a&&?b>?y)", "FILTER (?x<?y>?z)"])
def test_the_longest_token_is_read(store: EmbeddedStore, sloppy: str) -> None:
    with pytest.raises(QueryError, match="cannot be parsed"):
        store.query(f"SELECT * {{ {sloppy} }}")


def test_an_iri_with_a_query_is_read_as_it_is(store: EmbeddedStore) -> None:
    assert rows(store, "SELECT ?x { BIND (<http://x.example/?a=1&b=$2#c> AS ?x) }") == [
        "<http://x.example/?a=1&b=$2#c>"
    ]
