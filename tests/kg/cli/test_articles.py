"""`kg ingest` and `kg extract`."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.formats import graph_format
from kg.mapping import article_iri

Kg = Callable[..., Result]
MEGABYTE = 1_000_000


def last_line(result: Result) -> dict[str, int]:
    return json.loads(result.stdout.splitlines()[-1])


def test_ingest_says_how_many(kg: Kg, articles: Path) -> None:
    first = kg("ingest", articles)
    assert (first.exit_code, first.stderr) == (0, "")
    count = int(first.stdout.split()[0])
    assert first.stdout == f"{count} ingested, 0 unchanged, 0 rejected\n"
    assert kg("ingest", articles).stdout == f"0 ingested, {count} unchanged, 0 rejected\n"


def test_ingest_ends_with_json_when_asked(kg: Kg, german: Path) -> None:
    result = kg("ingest", "--json", german)
    assert last_line(result) == {"ingested": 1, "unchanged": 0, "rejected": 0}


def test_a_changed_article_is_ingested_again(kg: Kg, german: Path) -> None:
    kg("ingest", german)
    german.write_text(german.read_text().replace("300", "400"))
    assert last_line(kg("ingest", "--json", german)) == {"ingested": 1, "unchanged": 0, "rejected": 0}
    values = kg("query", "SELECT ?v WHERE { ?e schema:value ?v }", "--format", "csv").stdout.split()
    assert values == ["v", "400"]


def test_an_article_in_another_language_is_rejected(kg: Kg, german: Path, english: Path) -> None:
    result = kg("ingest", "--json", english, german)
    assert result.exit_code == 1
    assert result.stderr.startswith('protest-en.txt: is in a language that is not read yet ("en").')
    assert last_line(result) == {"ingested": 1, "unchanged": 0, "rejected": 1}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("missing.txt", None, "there is no such file"),
        ("empty.txt", b"", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\xff\xfe" * 100, "is not UTF-8 text"),
        ("article.pdf", b"%PDF-1.7", "has a name that says no article format"),
        ("article.json", b'{"text": ', "JSON"),
        ("article.txt.gz", b"not compressed", "is no gzip file"),
        ("lines.jsonl", b"not json\n", "JSON"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_go_on(
    kg: Kg, tmp_path: Path, german: Path, name: str, content: bytes | None, problem: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = kg("ingest", "--json", path, german)
    assert result.exit_code == 2
    assert name in result.stderr
    assert problem in result.stderr
    assert last_line(result) == {"ingested": 1, "unchanged": 0, "rejected": 1}


@pytest.mark.slow
def test_50_megabytes_of_text_are_refused_and_nothing_is_stored(kg: Kg, tmp_path: Path, german: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text(german.read_text() * (50 * MEGABYTE // len(german.read_text()) + 1))
    result = kg("ingest", large)
    assert result.exit_code == 2
    assert "large.txt" in result.stderr
    assert kg("query", "ASK { ?s ?p ?o }").stdout == "false\n"


def test_two_articles_of_one_name_are_told_apart_or_refused(kg: Kg, tmp_path: Path, german: Path) -> None:
    other = tmp_path / "other" / german.name
    other.parent.mkdir()
    other.write_text(german.read_text().replace("300", "400"))
    result = kg("ingest", german, other)
    assert result.exit_code == 1
    assert "protest.txt: is the name of two different articles" in result.stderr


def test_a_folder_without_articles_is_wrong_use(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = kg("ingest", tmp_path / "empty")
    assert (result.exit_code, result.stderr) == (
        2,
        f"Error: There are no articles and no RDF in {tmp_path / 'empty'}.\n",
    )


def test_the_store_and_the_base_can_be_named(kg: Kg, german: Path, tmp_path: Path) -> None:
    base = "https://news.example.org/graph"
    assert kg("--store", "mine", "--base", f"{base}/", "ingest", german).exit_code == 0
    rows = kg("--store", "mine", "query", "SELECT ?a WHERE { ?a a kg:Article }", "--format", "csv").stdout
    assert rows.split() == ["a", article_iri("protest.txt", base)]
    assert not (tmp_path / "kg-store").exists()


def test_a_base_must_be_an_address(kg: Kg) -> None:
    result = kg("--base", "example.org", "stats")
    assert result.exit_code == 2
    assert "example.org is not an address such as https://" in result.stderr


def test_one_article_is_extracted_as_an_object(kg: Kg, german: Path) -> None:
    result = kg("extract", german)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["article"] == "protest.txt"


def test_several_articles_are_extracted_as_an_array(kg: Kg, german: Path, articles: Path) -> None:
    found = json.loads(kg("extract", german, articles / "nordkorea-kursk.txt").stdout)
    assert [extraction["article"] for extraction in found] == ["protest.txt", "nordkorea-kursk.txt"]


def test_as_lines_each_article_is_an_object_in_the_order_given(kg: Kg, german: Path, articles: Path) -> None:
    lines = kg("extract", "--format", "jsonl", articles / "nordkorea-kursk.txt", german).stdout.splitlines()
    assert [json.loads(line)["article"] for line in lines] == ["nordkorea-kursk.txt", "protest.txt"]


@pytest.mark.shared
def test_what_is_extracted_follows_the_schema(kg: Kg, articles: Path, reference: Path) -> None:
    schema = json.loads((reference / "gold" / "extraction.schema.json").read_text())
    for line in kg("extract", "--format", "jsonl", articles).stdout.splitlines():
        jsonschema.validate(json.loads(line), schema)


@pytest.mark.parametrize("syntax", ["turtle", "jsonld", "trig", "nquads"])
def test_an_extracted_graph_is_the_one_that_would_be_stored(kg: Kg, german: Path, syntax: str) -> None:
    quads = list(ox.parse(kg("extract", "--format", syntax, german).stdout, graph_format(syntax).rdf_format))
    kg("ingest", german)
    stored = kg("query", "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?a { ?s ?p ?o } ?a a kg:Article }").stdout
    assert {quad.triple for quad in quads} == {quad.triple for quad in ox.parse(stored, ox.RdfFormat.TURTLE)}
    names = {quad.graph_name for quad in quads}
    named = ox.NamedNode(article_iri("protest.txt", "http://localhost:8000"))
    assert names == {named if syntax in ("trig", "nquads") else ox.DefaultGraph()}


def test_extracting_stores_nothing(kg: Kg, german: Path, tmp_path: Path) -> None:
    kg("extract", german)
    assert not (tmp_path / "kg-store").exists()


@pytest.mark.parametrize("syntax", ["json", "jsonl", "turtle"])
def test_what_cannot_be_extracted_is_named_and_the_others_go_on(
    kg: Kg, german: Path, english: Path, syntax: str
) -> None:
    unreadable = kg("extract", "--format", syntax, "missing.txt", german)
    assert (unreadable.exit_code, unreadable.stderr.split(":")[0]) == (2, "missing.txt")
    assert "protest.txt" in unreadable.stdout
    rejected = kg("extract", "--format", syntax, english, german)
    assert (rejected.exit_code, rejected.stderr.split(":")[0]) == (1, "protest-en.txt")
    assert "protest.txt" in rejected.stdout


def test_when_nothing_can_be_extracted_nothing_is_printed(kg: Kg) -> None:
    assert kg("extract", "missing.txt").stdout == ""
