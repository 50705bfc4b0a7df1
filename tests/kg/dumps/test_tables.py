"""Dumps as tables: one row a thing, for people who know no RDF."""

import csv
import io
import json
from typing import Any

import pytest

from kg.dumps import CLASSES, Source
from kg.dumps.columns import TABLES
from kg.dumps.writing import write
from kg.errors import KgError
from tests.kg.dumps.conftest import Made

GRAPH = """PREFIX : <http://example.org/> PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX schema: <http://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#>
GRAPH :article {
  :article a kg:Article ; schema:headline "Truppen"@de ; schema:datePublished "2024-10" .
  :said a kg:Statement , kg:DirectStatement ; schema:text "Ja, „gewiss“"@de ; kg:speaker :rutte ;
    kg:relayedBy :z , :a ; kg:reportedIn :article ; kg:reviewStatus kg:machine ; kg:saidAt :kursk .
  :figure a kg:Estimate ; schema:value 10000 ; schema:maxValue 1.5 ;
    kg:disputes :other ; kg:qualifier kg:atMost .
  :rutte a kg:Actor , kg:Person ; skos:prefLabel "Mark Rutte"@en , "M. Rutte"@de ;
    skos:altLabel "Rutte"@de , "M R"@de ;
    skos:exactMatch <http://www.wikidata.org/entity/Q57792> , <http://example.org/rutte2> .
  :a a kg:Actor ; skos:prefLabel "A"@en .
  :kursk a kg:Location ; skos:prefLabel "Kursk"@de ; wgs:lat 51.7 ;
    skos:exactMatch <https://sws.geonames.org/538560/> .
} GRAPH :second { :rutte a kg:Actor ; skos:prefLabel "M. Rutte"@de . }"""


def table(source: Source, name: str) -> list[dict[str, Any]]:
    out = io.BytesIO()
    write(source, out, "jsonl", name)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture(params=[True, False], ids=["union", "strict"])
def source(made: Made, request: pytest.FixtureRequest) -> Source:
    return made(GRAPH, keeps_union=request.param)


def test_a_statement_says_who_said_it_where_it_stands(source: Source) -> None:
    [row] = table(source, "statements")

    assert row["iri"] == "http://example.org/said"
    assert (row["kind"], row["text"]) == ("directStatement", "Ja, „gewiss“")
    assert (row["speaker"], row["speaker_label"]) == ("http://example.org/rutte", "M. Rutte")
    assert row["relayed_by"] == ["http://example.org/a", "http://example.org/z"]
    assert row["relayed_by_labels"] == ["A"]
    assert (row["article_headline"], row["article_published"]) == ("Truppen", "2024-10")
    assert (row["said_at_label"], row["review_status"], row["cue"]) == ("Kursk", "machine", None)


def test_figures_are_numbers(source: Source) -> None:
    [row] = table(source, "estimates")

    assert (row["value"], row["min_value"], row["max_value"], row["qualifier"]) == (
        10000,
        None,
        1.5,
        "atMost",
    )
    assert row["disputes"] == ["http://example.org/other"]


def test_a_thing_that_several_graphs_describe_is_one_row(source: Source) -> None:
    rows = table(source, "actors")

    assert [row["iri"] for row in rows] == ["http://example.org/a", "http://example.org/rutte"]
    assert (rows[1]["kind"], rows[1]["label"], rows[1]["other_labels"]) == (
        "person",
        "M. Rutte",
        ["M R", "Rutte"],
    )
    assert rows[1]["wikidata"] == "http://www.wikidata.org/entity/Q57792"


def test_a_place_has_its_coordinates(source: Source) -> None:
    [row] = table(source, "locations")

    assert (row["latitude"], row["longitude"], row["wikidata"]) == (51.7, None, None)
    assert row["geonames"] == "https://sws.geonames.org/538560/"


@pytest.mark.parametrize("name", CLASSES)
def test_csv_says_the_same_as_json(source: Source, name: str) -> None:
    out = io.BytesIO()
    write(source, out, "csv", name)
    read = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))

    expected = [
        {k: "" if v is None else " | ".join(v) if isinstance(v, list) else str(v) for k, v in row.items()}
        for row in table(source, name)
    ]
    assert read == expected


@pytest.mark.parametrize("name", CLASSES)
def test_parquet_says_the_same_as_json(source: Source, name: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write(source, file, "parquet", name)

    assert parquet.read_table(io.BytesIO(files[0].getvalue())).to_pylist() == table(source, name)
    assert files[0].getvalue() == files[1].getvalue()


def test_without_its_package_parquet_is_refused_with_what_to_do(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.dumps.writing.find_spec", lambda _name: None)

    with pytest.raises(KgError, match=r"pip install 'newskg\[parquet\]'"):
        write(source, io.BytesIO(), "parquet", "actors")


def test_no_table_has_two_columns_of_one_name() -> None:
    for columns in TABLES.values():
        names = ["iri", *(column.name for column in columns)]
        assert len(set(names)) == len(names)
