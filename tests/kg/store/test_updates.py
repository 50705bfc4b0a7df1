"""Updates of a store: what they do, and that the union of graphs stays the union."""

import re
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import EvaluationError, ForbiddenError, QueryError, StoreError
from kg.store import QueryDataset
from kg.store.embedded import EmbeddedStore
from kg.store.prospect import Prospect
from tests.kg.judging import Judge

PREFIX = "PREFIX : <http://example.org/>\n"
BASE = "http://example.org/"

# Each leaves something of its own behind, and together they go through every way of writing.
HISTORY = [
    "INSERT DATA { GRAPH :g { :a :p 1 , 2 } GRAPH :h { :a :p 2 , 3 } }",
    "DELETE DATA { GRAPH :g { :a :p 2 } }",
    "INSERT { GRAPH :i { ?s :q ?o } } WHERE { ?s :p ?o }",
    "DELETE { GRAPH ?g { ?s :p 3 } } INSERT { GRAPH ?g { ?s :p 4 } } WHERE { GRAPH ?g { ?s :p 3 } }",
    "WITH :h DELETE { ?s ?p 2 } INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }",
    "COPY :h TO :k ; ADD :g TO :k ; MOVE :g TO :l",
    "INSERT DATA { GRAPH :m { [] :p [ :q 5 ] } } ; DELETE WHERE { GRAPH :k { ?s ?p ?o } }",
    "INSERT DATA { GRAPH :g { :b :p 1 } } ; INSERT { GRAPH :n { ?s :seen true } } WHERE { ?s :p 1 }",
    "CLEAR GRAPH :h ; DROP SILENT GRAPH :none ; CREATE GRAPH :o",
    "DROP ALL ; INSERT DATA { GRAPH :g { :z :p 1 } }",
    "INSERT DATA { GRAPH :h { :z :p 1 . :z :q _:x } } ; DELETE DATA { GRAPH :g { :z :p 1 } }",
    "DELETE WHERE { GRAPH :h { ?s :q ?o } } ; COPY :h TO :i ; DROP GRAPH :h",
    "DELETE { GRAPH :i { ?s ?p ?o } } INSERT { GRAPH :j { ?s ?p ?o } } WHERE { GRAPH :i { ?s ?p ?o } }",
    "INSERT DATA { GRAPH :g { :a :into :h , :new ; :p 7 , 8 } GRAPH :h { :a :p 7 } }",
    "WITH :g INSERT { GRAPH ?to { ?s :copied ?o } } WHERE { ?s :into ?to ; :p ?o }",
    "INSERT { GRAPH ?g { :used ?p ?o } } USING :g USING NAMED :h WHERE { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }",
    "DELETE { GRAPH $g { ?s :copied 7 } } WHERE { { SELECT ?g ?s { GRAPH ?g { ?s :copied 7 } } LIMIT 9 } }",
    "WITH :h DELETE { GRAPH ?g { ?s ?p ?o } } USING NAMED :new WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DELETE WHERE { GRAPH ?g { ?s :copied ?o } GRAPH :g { ?s :p ?o } }",
    "INSERT { GRAPH ?g { ?s :p 9 } } WHERE { GRAPH :g { ?s :p 7 } BIND (UUID() AS ?g) }",
    "DELETE WHERE { GRAPH ?g { ?s :p 9 } }",
    "CLEAR NAMED ; INSERT DATA { GRAPH :g { :a :p 1 } } ; COPY :g TO :h",
    "DELETE WHERE { GRAPH :g { ?s ?p ?o } } ; DROP ALL ; INSERT DATA { GRAPH :k { _:x :p 2 ; :q _:x } }",
]


@pytest.fixture
def strict(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "strict", union=False)


def update(store: EmbeddedStore, text: str, **options: object) -> None:
    store.update(PREFIX + text, **options)


def triples(store: EmbeddedStore, pattern: str) -> list[tuple[str | None, ...]]:
    rows = store.rows(f"{PREFIX} SELECT ?s ?p ?o WHERE {{ {pattern} }}")
    return sorted(tuple(row[name] for name in ("s", "p", "o")) for row in rows)


def numbers(store: EmbeddedStore, graph: str) -> list[str | None]:
    return [o for _, _, o in triples(store, f"GRAPH {graph} {{ ?s ?p ?o }}")]


def test_after_every_update_the_default_graph_has_each_triple_of_the_others_once(
    store: EmbeddedStore,
) -> None:
    for step in HISTORY:
        update(store, step)

        union = "SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
        [named] = store.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {union} }} }}")
        [unnamed] = store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        [missing] = store.rows(
            "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
        )
        assert (unnamed["n"], missing["n"]) == (named["n"], "0"), step


def test_a_store_with_a_union_does_to_named_graphs_what_one_without_does(
    store: EmbeddedStore, strict: EmbeddedStore
) -> None:
    with strict:
        for step in HISTORY:
            if "WHERE { ?s :p" not in step:  # which reads the default graph
                update(store, step)
                update(strict, step)
        named = "GRAPH ?g { ?s ?p ?o FILTER (!ISBLANK(?s)) }"
        assert triples(store, named) == triples(strict, named)


def test_a_later_operation_sees_what_an_earlier_one_wrote(store: EmbeddedStore) -> None:
    update(
        store,
        """INSERT DATA { GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 } } ;
        DELETE WHERE { GRAPH :g { ?s ?p ?o } } ;
        INSERT { GRAPH :i { ?s ?p ?o } } WHERE { ?s ?p ?o }""",
    )

    assert numbers(store, ":i") == ["2"]


def test_each_later_operation_sees_the_union_as_it_is_by_then(store: EmbeddedStore) -> None:
    update(
        store,
        """INSERT DATA { GRAPH :g { :a :p 1 } GRAPH :h { :a :p 1 , 2 } } ;
        INSERT { GRAPH :first { ?s :p ?n } } WHERE { ?s :p ?n } ;
        DELETE WHERE { GRAPH :g { ?s ?p ?o } } ; DELETE WHERE { GRAPH :h { ?s :p 2 } } ; DROP GRAPH :first ;
        INSERT { GRAPH :second { ?s :p ?n } } WHERE { ?s :p ?n } ;
        DROP ALL ; INSERT DATA { GRAPH :g { :a :p 5 } } ;
        INSERT { GRAPH :third { ?s :p ?n } } WHERE { ?s :p ?n }""",
    )

    assert numbers(store, ":third") == ["5"]
    assert [o for _, _, o in triples(store, "?s ?p ?o")] == ["5"]


def test_a_blank_node_in_several_graphs_stays_one(store: EmbeddedStore) -> None:
    update(store, "INSERT DATA { GRAPH :g { _:x :p 1 ; :q [ :p 2 ] } GRAPH :h { _:x :p 3 } }")
    update(store, "INSERT { GRAPH :i { ?x :p ?n } } WHERE { GRAPH ?g { ?x :p ?n } }")
    update(store, "DELETE WHERE { GRAPH :g { ?x :p 1 } }")

    shared = "GRAPH :h { ?x :p 3 } GRAPH :i { ?x :p 1 , 3 } GRAPH :g { ?x :q ?y . ?y :p 2 }"
    assert len(store.rows(f"{PREFIX} SELECT DISTINCT ?x WHERE {{ {shared} }}")) == 1
    assert numbers(store, ":g").count("1") == 0


def test_a_blank_node_within_a_triple_term_stays_the_same(store: EmbeddedStore) -> None:
    update(store, "INSERT DATA { GRAPH :g { _:x :p <<( _:x :q 1 )>> } }")

    assert store.query(f"{PREFIX} ASK {{ GRAPH :g {{ ?x :p <<( ?x :q 1 )>> }} }}").rows


def test_an_update_is_carried_out_as_a_whole_or_not_at_all(
    store: EmbeddedStore, strict: EmbeddedStore
) -> None:
    with strict:
        for either in (store, strict):
            before = either.version()
            with pytest.raises(EvaluationError, match="does not exist"):
                update(either, "INSERT DATA { GRAPH :g { :a :p 1 } } ; DROP GRAPH :none")

            assert numbers(either, ":g") == []
            assert either.version() == before


@pytest.mark.parametrize(
    "step",
    [
        "INSERT DATA { :a :p 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR DEFAULT",
        "COPY :g TO DEFAULT",
        "MOVE DEFAULT TO :g",
        "INSERT { ?s ?p ?o } WHERE { GRAPH :g { ?s ?p ?o } }",
    ],
)
def test_nobody_writes_to_a_default_graph_that_is_the_union(store: EmbeddedStore, step: str) -> None:
    with pytest.raises(ForbiddenError, match="union of the named graphs"):
        update(store, step)


def test_without_a_union_the_default_graph_is_a_graph_like_others(strict: EmbeddedStore) -> None:
    with strict:
        update(strict, "INSERT DATA { :a :p 1 } ; COPY DEFAULT TO :g ; CLEAR DEFAULT")
        assert numbers(strict, ":g") == ["1"]
        assert strict.query("ASK { ?s ?p ?o }", union=False).serialize is not None


def test_relative_iris_are_relative_to_the_base(store: EmbeddedStore) -> None:
    store.update("INSERT DATA { GRAPH <g> { <a> <p> 1 } } ; ADD <g> TO <h>", base=BASE)

    assert numbers(store, ":h") == ["1"]


def test_the_request_can_say_which_graphs_are_seen(store: EmbeddedStore) -> None:
    update(store, "INSERT DATA { GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 } }")
    update(store, "INSERT { GRAPH :i { ?s ?p ?o } } WHERE { ?s ?p ?o }", dataset=QueryDataset((f"{BASE}h",)))

    assert numbers(store, ":i") == ["2"]


def test_what_would_be_changed_can_be_refused(store: EmbeddedStore) -> None:
    seen: dict[str, int] = {}

    def refuse(prospect: Prospect) -> None:
        seen.update({change.name.value: len(change.after) for change in prospect.changes})
        raise QueryError("No.")

    update(store, "INSERT DATA { GRAPH :g { :a :p 1 } GRAPH :h { :a :p 1 } }")
    with pytest.raises(QueryError, match="No"):
        update(store, "INSERT DATA { GRAPH :g { :a :p 1 , 2 } } ; CLEAR GRAPH :h", acceptance=Judge(refuse))

    assert seen == {f"{BASE}g": 2, f"{BASE}h": 0}
    assert numbers(store, ":g") == ["1"]


def test_triples_are_added_to_a_graph(store: EmbeddedStore) -> None:
    graph = Graph(identifier=f"{BASE}g")
    graph.parse(data=f"<{BASE}a> <{BASE}p> 2 .", format="turtle")
    update(store, "INSERT DATA { GRAPH :g { :a :p 1 } }")

    assert store.add(graph) is True
    assert store.add(graph) is False
    assert numbers(store, ":g") == ["1", "2"]
    assert len(triples(store, "?s ?p ?o")) == 2


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("INSERT DATA { GRAPH :g { :a :p } }", "near “:g { :a :p }” in line 2"),
        ("INSERT DATA { GRAPH 'g' { :a :p 1 } }", "'g' does not name graphs"),
        ("INSERT DATA { GRAPH nope:g { :a :p 1 } }", "nope: without declaring"),
        ("DELETE { GRAPH ?g { ?s ?p } } WHERE { GRAPH ?g { ?s ?p ?o } }", "near “"),
        ("CREATE GRAPH :g ; INSERT DATA { GRAPH :g { :a :p } }", "in “"),
    ],
)
def test_an_update_that_cannot_be_parsed_says_where(store: EmbeddedStore, text: str, where: str) -> None:
    with pytest.raises(QueryError, match=re.escape(where)):
        update(store, text)


def test_a_store_opened_for_reading_takes_no_updates(folder: Path) -> None:
    EmbeddedStore(folder).close()
    with (
        EmbeddedStore(folder, create=False, read_only=True) as store,
        pytest.raises(StoreError, match="for reading only"),
    ):
        update(store, "CLEAR ALL")


def test_nothing_is_left_of_a_trial(store: EmbeddedStore, folder: Path) -> None:
    update(store, "INSERT DATA { GRAPH :g { :a :p 1 } }")

    assert [entry.name for entry in folder.iterdir() if entry.name.startswith("trial")] == []
