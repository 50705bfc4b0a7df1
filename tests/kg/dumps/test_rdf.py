"""Dumps as RDF: all that there is, in an order that depends on nothing else."""

import io

import pyoxigraph as ox
import pytest

from kg.dumps import CLASSES, Source
from kg.dumps.rdf import write_rdf
from kg.formats import GRAPH_FORMATS, GraphFormat, graph_format
from tests.kg.dumps.conftest import Made

NAMES = "PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX : <http://example.org/>"
ONE = f'{NAMES} GRAPH :b {{ :s :p "a .\\n b", 1 . :place a kg:Location ; :at <http://example.org/place#g> }}'
OTHER = f"""{NAMES} GRAPH :a {{
    :s :p 1 . :place a kg:Location . <http://example.org/place#g> :x 2 . :places :x 3 }}"""


def dumped(source: Source, name: str, kind: str | None = None) -> bytes:
    out = io.BytesIO()
    write_rdf(source, out, graph_format(name), kind)
    return out.getvalue()


def quads(data: bytes, syntax: GraphFormat) -> set[ox.Quad]:
    return set(ox.parse(data, syntax.rdf_format))


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
@pytest.mark.parametrize("keeps_union", [True, False])
def test_it_is_all_that_is_in_the_store(made: Made, syntax: GraphFormat, keeps_union: bool) -> None:
    stored = {quad for part in (ONE, OTHER) for quad in ox.parse(part, ox.RdfFormat.TRIG)}
    expected = stored if syntax.quads else {ox.Quad(*quad.triple) for quad in stored}

    assert quads(dumped(made(ONE, OTHER, keeps_union=keeps_union), syntax.name), syntax) == expected


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_equal_graphs_are_equal_bytes_however_they_came_about(made: Made, syntax: GraphFormat) -> None:
    here = made(ONE, OTHER, keeps_union=True)
    there = made(OTHER, ONE)

    assert dumped(here, syntax.name) == dumped(there, syntax.name)


def test_graphs_go_by_their_names_and_triples_by_their_lines(made: Made) -> None:
    lines = dumped(made(ONE, OTHER), "nquads").decode().splitlines()

    assert lines == sorted(lines, key=lambda line: (line.rsplit(" ", 2)[1], line))
    assert lines[0].endswith("<http://example.org/a> .")


def test_the_unnamed_graph_is_a_graph_where_it_is_no_union(made: Made) -> None:
    assert dumped(made("<http://example.org/s> <http://example.org/p> 1 ."), "nquads").endswith(
        b"#integer> .\n"
    )


def test_the_dump_of_a_class_has_its_things_and_their_parts(made: Made) -> None:
    found = quads(dumped(made(ONE, OTHER), "nquads", CLASSES["locations"]), graph_format("nquads"))

    subjects = {str(quad.subject) for quad in found}
    assert subjects == {"<http://example.org/place>", "<http://example.org/place#g>"}
    assert len(found) == 4


@pytest.mark.parametrize("name", ["nquads", "trig", "turtle"])
def test_an_empty_store_is_an_empty_dump(made: Made, name: str) -> None:
    assert quads(dumped(made(), name), graph_format(name)) == set()
