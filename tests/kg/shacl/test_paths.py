"""Property paths."""

import pyoxigraph as ox
import pytest

from kg.errors import ShapesError
from kg.shacl import Data
from kg.shacl.paths import follower, path_to_sparql, path_to_triples, read_path
from kg.shacl.terms import SH
from tests.kg.shacl.checking import parsed, written

DATA = Data(parsed(":a :p :b . :b :p :c . :c :p :a . :a :q :x , :y . :x :r :z . :y :r :z . :z :p :z ."))
A = ox.NamedNode("https://example.org/a")
PATHS = [
    (":p", "<p>", ["<b>"]),
    ("[ sh:inversePath :p ]", "^<p>", ["<c>"]),
    ("( :p :p )", "<p>/<p>", ["<c>"]),
    ("( :q :r )", "<q>/<r>", ["<z>"]),
    ("[ sh:alternativePath ( :p :q ) ]", "<p>|<q>", ["<b>", "<x>", "<y>"]),
    ("[ sh:zeroOrMorePath :p ]", "<p>*", ["<a>", "<b>", "<c>"]),
    ("[ sh:oneOrMorePath :p ]", "<p>+", ["<a>", "<b>", "<c>"]),
    ("[ sh:oneOrMorePath :q ]", "<q>+", ["<x>", "<y>"]),
    ("[ sh:zeroOrOnePath :p ]", "<p>?", ["<a>", "<b>"]),
    ("[ sh:zeroOrMorePath :nothing ]", "<nothing>*", ["<a>"]),
    ("[ sh:inversePath ( :p :p ) ]", "^(<p>/<p>)", ["<b>"]),
    ("[ sh:inversePath [ sh:oneOrMorePath :p ] ]", "^(<p>+)", ["<a>", "<b>", "<c>"]),
    ("[ sh:inversePath [ sh:inversePath :q ] ]", "^(^<q>)", ["<x>", "<y>"]),
    ("[ sh:inversePath [ sh:alternativePath ( :p :q ) ] ]", "^(<p>|<q>)", ["<c>"]),
    (
        "( [ sh:alternativePath ( :p :q ) ] [ sh:zeroOrOnePath :r ] )",
        "(<p>|<q>)/(<r>?)",
        ["<b>", "<x>", "<y>", "<z>"],
    ),
]


@pytest.mark.parametrize(("path", "sparql", "nodes"), PATHS, ids=lambda value: str(value))
def test_a_path_leads_to_each_node_once(path: str, sparql: str, nodes: list[str]) -> None:
    shapes = Data(parsed(f":s sh:path {path} ."))
    (node,) = shapes.objects_of(SH("path"))

    assert sorted(written(end) for end in follower(read_path(shapes, node))(DATA, A)) == nodes


@pytest.mark.parametrize(("path", "sparql", "nodes"), PATHS, ids=lambda value: str(value))
def test_a_path_is_written_as_in_sparql_and_means_the_same_there(
    path: str, sparql: str, nodes: list[str]
) -> None:
    shapes = Data(parsed(f":s sh:path {path} ."))
    (node,) = shapes.objects_of(SH("path"))
    store = ox.Store()
    store.extend(DATA.quads(ox.DefaultGraph()))

    query = path_to_sparql(read_path(shapes, node))

    assert query.replace("https://example.org/", "") == sparql
    solutions = store.query(f"SELECT DISTINCT ?end WHERE {{ {A} {query} ?end }}")
    assert sorted(written(solution["end"]) for solution in solutions) == nodes


@pytest.mark.parametrize("path", [path for path, _, _ in PATHS if path != ":p"])
def test_a_path_written_as_triples_reads_back_as_the_same(path: str) -> None:
    shapes = Data(parsed(f":s sh:path {path} ."))
    (node,) = shapes.objects_of(SH("path"))
    read, again = read_path(shapes, node), ox.BlankNode()

    assert read_path(Data(path_to_triples(read, again)), again) == read


@pytest.mark.parametrize(
    "path",
    [
        '"p"',
        "[]",
        "( :p )",
        "[ sh:alternativePath ( :p ) ]",
        "_:loop . _:loop sh:inversePath _:loop",
        "[ rdf:first :p ]",
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    shapes = Data(parsed(f":s sh:path {path} ."))
    (node,) = shapes.objects_of(SH("path"))

    with pytest.raises(ShapesError):
        read_path(shapes, node)
