"""A store on disk: what replacing, querying and describing do."""

import io
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import QueryError, StoreError, UnreadableInputError
from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format, result_format
from kg.store.embedded import EmbeddedStore

A, B = "http://example.org/a", "http://example.org/b"
S, P = "http://example.org/s", "http://example.org/p"
MakeGraph = Callable[..., Graph]
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def count(store: EmbeddedStore) -> int:
    return int(store.rows(COUNT)[0]["n"] or 0)


def test_a_graph_comes_back_as_it_was_stored(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    graph = make_graph(
        A,
        (S, P, Literal('Er sagte: "Nein"\n\\ {1} ✓', lang="de")),
        (S, P, Literal("2024-10", datatype=XSD.gYearMonth)),
        (S, P, Literal(600000)),
        (S, P, URIRef(B)),
    )
    assert store.replace(graph)
    stored = store.graph(A)
    assert set(stored) == set(graph)
    assert stored.identifier == URIRef(A)


def test_an_unknown_graph_is_empty(store: EmbeddedStore) -> None:
    assert len(store.graph(A)) == 0


def test_replacing_leaves_nothing_of_the_old_graph(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    store.replace(make_graph(A, (S, P, Literal("old"))))
    assert store.replace(make_graph(A, (S, P, Literal("new"))))
    assert [row["o"] for row in store.rows("SELECT ?o WHERE { ?s ?p ?o }")] == ["new"]


def test_replacing_by_the_same_changes_nothing(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    store.replace(make_graph(A, (S, P, Literal("same"))))
    version = store.version()
    assert not store.replace(make_graph(A, (S, P, Literal("same"))))
    assert store.version() == version


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [("1.50", XSD.decimal), ("007", XSD.integer), ("1.0E3", XSD.double), ("1", XSD.boolean)],
)
def test_a_number_written_another_way_is_the_same_graph(
    store: EmbeddedStore, make_graph: MakeGraph, lexical: str, datatype: URIRef
) -> None:
    graph = make_graph(A, (S, P, Literal(lexical, datatype=datatype, normalize=False)))
    assert store.replace(graph)
    assert not store.replace(graph)


def test_several_graphs_are_replaced_together(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    one, other = make_graph(A, (S, P, Literal(1))), make_graph(B, (S, P, Literal(2)))
    assert store.replace(one, other)
    assert not store.replace(one, other)
    assert set(store.graph_names()) == {A, B}


def test_of_several_graphs_none_is_replaced_when_one_cannot_be(
    store: EmbeddedStore, make_graph: MakeGraph
) -> None:
    broken = make_graph(B)
    broken.add((URIRef(S), URIRef(P), URIRef("http://example.org/not an iri")))
    with pytest.raises(UnreadableInputError, match=r"http://example\.org/b: holds <.*>, which is not an IRI"):
        store.replace(make_graph(A, (S, P, Literal(1))), broken)
    assert count(store) == 0


def test_what_two_graphs_state_alike_is_in_the_union_once(
    store: EmbeddedStore, make_graph: MakeGraph
) -> None:
    shared = (S, P, Literal("shared"))
    store.replace(make_graph(A, shared, (S, P, Literal("a"))))
    store.replace(make_graph(B, shared, (S, P, Literal("b"))))
    assert count(store) == 3


def test_what_two_graphs_state_alike_stays_while_one_states_it(
    store: EmbeddedStore, make_graph: MakeGraph
) -> None:
    store.replace(make_graph(A, (S, P, Literal("shared"))))
    store.replace(make_graph(B, (S, P, Literal("shared"))))
    store.remove(A)
    assert count(store) == 1
    store.replace(make_graph(B, (S, P, Literal("other"))))
    assert [row["o"] for row in store.rows("SELECT ?o WHERE { ?s ?p ?o }")] == ["other"]


def test_blank_nodes_are_replaced_too(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    node = BNode()
    graph = make_graph(A, (S, P, node))
    graph.add((node, URIRef(P), Literal("deep")))
    store.replace(graph)
    assert isomorphic(store.graph(A), graph)
    store.replace(make_graph(A, (S, P, Literal("flat"))))
    assert count(store) == 1


def test_an_empty_graph_is_no_graph(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    store.replace(make_graph(A, (S, P, Literal(1))))
    assert store.replace(make_graph(A))
    assert list(store.graph_names()) == []
    assert not store.replace(make_graph(A))


def test_a_graph_can_be_removed_once(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    store.replace(make_graph(A, (S, P, Literal(1))))
    assert store.remove(A)
    assert not store.remove(A)
    assert count(store) == 0


def test_the_default_graph_of_a_query_is_the_union_unless_told_otherwise(
    store: EmbeddedStore, make_graph: MakeGraph
) -> None:
    store.replace(make_graph(A, (S, P, Literal(1))))
    csv = result_format("csv")
    assert store.query(COUNT).serialize(csv) == b"n\r\n1\r\n"
    assert store.query(COUNT, union=False).serialize(csv) == b"n\r\n0\r\n"
    assert store.query("ASK { GRAPH ?g { ?s ?p ?o } }", union=False).serialize(csv) == b"true"


def test_a_store_can_be_made_without_the_union(tmp_path: Path, make_graph: MakeGraph) -> None:
    with EmbeddedStore(tmp_path / "strict", union=False) as store:
        store.replace(make_graph(A, (S, P, Literal(1))))
        assert store.query(COUNT, union=False).serialize(result_format("csv")) == b"n\r\n0\r\n"
        assert count(store) == 1


def test_the_prefixes_of_the_project_need_no_declaration(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    store.replace(make_graph(A, (S, "https://w3id.org/newskg/ontology#cue", Literal("sagte"))))
    assert store.rows("SELECT ?cue WHERE { ?s kg:cue ?cue }") == [{"cue": "sagte"}]


def test_an_unbound_variable_is_none(store: EmbeddedStore) -> None:
    assert store.rows("SELECT ?x ?y WHERE { VALUES (?x ?y) { (1 UNDEF) } }") == [{"x": "1", "y": None}]


def test_an_answer_is_a_graph_or_solutions(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    store.replace(make_graph(A, (S, P, Literal(1))))
    graph = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert graph.is_graph
    assert graph.serialize(graph_format("ntriples")).startswith(b"<http://example.org/s>")
    assert not store.query("ASK {}").is_graph


def test_an_answer_that_a_syntax_cannot_carry_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="SELECT or ASK cannot be written as turtle"):
        store.query("ASK {}").serialize(graph_format("turtle"))
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE cannot be written as csv"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }").serialize(result_format("csv"))
    with pytest.raises(QueryError, match="Only a SELECT has rows"):
        store.rows("ASK {}")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE { ?s ?p }", "near “WHERE { ?s ?p }” in line 1"),
        ("SELECT *\nWHERE { ?s ?p ?o", "near “WHERE { ?s ?p ?o” in line 2"),
        ("SELECT * WHERE { ?s <http://a#b> ?o } ODER BY ?o", "near “<http://a#b> ?o } ODER BY”"),
        ("SELECT * WHERE { ?s foo:p ?o ; bar:q 1 }", "uses bar:, foo: without declaring it"),
        ("SELECT ?s WHERE { ?s ?p ?o } GROUP BY ?o", "The SELECT contains a variable that is unbound"),
        ("SELECT (kg:guess(1) AS ?x) WHERE {}", "cannot be evaluated: The custom function"),
        ("INSERT DATA { <http://a> <http://b> 1 }", "cannot be parsed"),
        ("", "The query is empty"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why_and_where(
    store: EmbeddedStore, query: str, message: str
) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        store.rows(query)


def test_describing_gives_the_parts_of_a_thing_too(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    geometry, annotation = f"{S}#geometry", f"{A}#statement-1"
    store.replace(
        make_graph(
            A,
            (S, P, URIRef(geometry)),
            (geometry, P, Literal("POINT(1 2)")),
            (S, P, URIRef(f"{S}2")),
            (f"{S}2", P, Literal("another thing")),
            (annotation, P, URIRef(S)),
        )
    )
    assert {str(s) for s in store.describe(S).subjects()} == {S, geometry}
    assert {str(s) for s in store.describe(A).subjects()} == {annotation}


def test_the_version_changes_with_the_contents_and_outlives_the_process(
    folder: Path, make_graph: MakeGraph
) -> None:
    with EmbeddedStore(folder) as store:
        versions = {store.version()}
        store.replace(make_graph(A, (S, P, Literal(1))))
        versions.add(store.version())
        store.remove(A)
        versions.add(store.version())
        last = store.version()
    assert len(versions) == 3
    with EmbeddedStore(folder) as store:
        assert store.version() == last


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_a_dump_has_everything_once(store: EmbeddedStore, make_graph: MakeGraph, syntax: GraphFormat) -> None:
    shared = (S, P, Literal("shared", lang="de"))
    store.replace(make_graph(A, shared), make_graph(B, shared, (S, P, Literal(2))))
    out = io.BytesIO()
    store.dump(out, syntax)
    assert len(list(ox.parse(out.getvalue(), syntax.rdf_format))) == (3 if syntax.quads else 2)


def test_threads_may_share_a_store(store: EmbeddedStore, make_graph: MakeGraph) -> None:
    def work(name: str) -> None:
        for number in range(20):
            store.replace(make_graph(name, (S, P, Literal(number)), (S, P, Literal("shared"))))
            store.rows(COUNT)

    threads = [threading.Thread(target=work, args=(f"{A}{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == 2


def test_a_store_opened_for_reading_cannot_be_changed(folder: Path, make_graph: MakeGraph) -> None:
    EmbeddedStore(folder).close()
    with (
        EmbeddedStore(folder, read_only=True) as store,
        pytest.raises(StoreError, match="opened for reading only"),
    ):
        store.replace(make_graph(A, (S, P, Literal(1))))


def test_several_may_read_a_store_at_a_time(folder: Path, make_graph: MakeGraph) -> None:
    with EmbeddedStore(folder) as store:
        store.replace(make_graph(A, (S, P, Literal(1))))
    with EmbeddedStore(folder, read_only=True) as one, EmbeddedStore(folder, read_only=True) as other:
        assert count(one) == count(other) == 1
        assert one.version() == other.version()
