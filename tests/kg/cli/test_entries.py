"""`kg validate`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rdflib import RDF, SH, Graph

from kg.vocabulary import KG

Kg = Callable[..., Result]
ENTRIES = Path(__file__).parent.parent.parent / "shapes"
VALID = ENTRIES / "valid" / "entry.ttl"
BROKEN = "@prefix kg: <https://w3id.org/newskg/ontology#> . <http://example.org/e> a kg:Estimate ."


@pytest.fixture
def invalid(tmp_path: Path) -> Path:
    path = tmp_path / "invalid.ttl"
    path.write_text(BROKEN)
    return path


def test_an_entry_that_conforms_is_said_to(kg: Kg) -> None:
    result = kg("validate", VALID)
    assert (result.exit_code, result.stdout) == (0, f"{VALID}: The entry conforms to the shapes.\n")


def test_what_does_not_conform_is_told_in_a_readers_words(kg: Kg, invalid: Path) -> None:
    result = kg("validate", VALID, invalid)
    assert result.exit_code == 1
    assert "invalid.ttl: The entry does not conform" in result.stdout
    assert "The estimate does not say what is counted." in result.stdout


def test_the_report_can_be_german(kg: Kg, invalid: Path) -> None:
    assert (
        "Bei der Zahlenangabe fehlt, was gezählt wird." in kg("validate", "--language", "de", invalid).stdout
    )


def test_the_report_can_be_rdf(kg: Kg, invalid: Path) -> None:
    report = Graph().parse(data=kg("validate", "--format", "turtle", invalid).stdout, format="turtle")
    assert (None, RDF.type, SH.ValidationReport) in report


def test_the_report_can_be_json(kg: Kg, invalid: Path) -> None:
    one = json.loads(kg("validate", "--format", "json", invalid).stdout)
    assert (one["file"], one["conforms"]) == (str(invalid), False)
    several = json.loads(kg("validate", "--format", "json", invalid, VALID).stdout)
    assert [report["conforms"] for report in several] == [False, True]


def test_the_store_may_describe_what_an_entry_refers_to(kg: Kg, tmp_path: Path, seeded_store: Path) -> None:
    article = Graph().parse(VALID).value(predicate=RDF.type, object=KG.Article)
    mention = f"<{article}> kg:mentions <http://localhost:8000/id/actor/mark-rutte> ."
    entry = tmp_path / "entry.ttl"
    entry.write_text(f"@prefix kg: <https://w3id.org/newskg/ontology#> .\n{VALID.read_text()}\n{mention}")
    assert kg("validate", entry).exit_code == 1
    assert kg("--store", seeded_store, "validate", entry).exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("missing.ttl", None, "cannot be read (No such file or directory)"),
        ("empty.ttl", b"", "holds no triples"),
        ("broken.ttl", b"<http://a.org/> a", "is not valid Turtle: line 1"),
        ("binary.nt", b"\x00\xff", "is not valid N-Triples"),
        ("article.txt", b"Text", "has a name that says no RDF syntax"),
        ("remote.jsonld", b'{"@context": "https://schema.org"}', "asks for the context https://schema.org"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_go_on(
    kg: Kg, tmp_path: Path, name: str, content: bytes | None, problem: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = kg("validate", name, VALID)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{name}: {problem}")
    assert "The entry conforms" in result.stdout


def test_validating_makes_no_store(kg: Kg, tmp_path: Path) -> None:
    kg("validate", VALID)
    assert not (tmp_path / "kg-store").exists()
