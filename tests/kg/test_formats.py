"""The table of syntaxes."""

from pathlib import Path

import pytest
from rdflib import Graph

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS, graph_format, graph_format_of, result_format


@pytest.mark.parametrize("entry", GRAPH_FORMATS, ids=lambda entry: entry.name)
def test_an_rdf_syntax_is_found_by_name_media_type_and_suffix(entry) -> None:
    assert graph_format(entry.name) is graph_format(entry.media_type) is graph_format(entry.suffix) is entry


@pytest.mark.parametrize("entry", RESULT_FORMATS, ids=lambda entry: entry.name)
def test_a_results_syntax_is_found_by_name_media_type_and_suffix(entry) -> None:
    assert (
        result_format(entry.name) is result_format(entry.media_type) is result_format(entry.suffix) is entry
    )


@pytest.mark.parametrize("find", [graph_format, result_format])
def test_an_unknown_syntax_is_a_key_error(find) -> None:
    with pytest.raises(KeyError):
        find("word")


def test_oxigraph_and_the_table_agree_on_media_types() -> None:
    assert all(entry.rdf_format.media_type == entry.media_type for entry in GRAPH_FORMATS)
    assert all(entry.rdf_format.supports_datasets == entry.quads for entry in GRAPH_FORMATS)


def test_rdflib_knows_each_syntax_by_the_name_in_the_table() -> None:
    for entry in GRAPH_FORMATS:
        if not entry.quads:
            assert isinstance(Graph().serialize(format=entry.rdflib), str)


@pytest.mark.parametrize(("file", "name"), [("a.ttl", "turtle"), ("a.JSONLD", "jsonld"), ("a.nq", "nquads")])
def test_a_file_says_its_syntax_by_its_suffix(file: str, name: str) -> None:
    found = graph_format_of(Path(file))
    assert found
    assert found.name == name


@pytest.mark.parametrize("file", ["a.txt", "a.json", "ttl", "a.ttl.gz"])
def test_other_files_say_none(file: str) -> None:
    assert graph_format_of(Path(file)) is None
