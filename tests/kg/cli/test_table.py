"""Tables of query results."""

import json

import pytest

from kg.cli.table import print_table, shortened

BASE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def results(*rows: dict[str, object]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    bindings = [{name: term for name, term in row.items() if term} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def text(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value, "xml:lang": "de"}


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/newskg/ontology#exact", "kg:exact"),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "skos:prefLabel"),
        (f"{BASE}/id/actor/mark-rutte", "</id/actor/mark-rutte>"),
        ("https://example.org/a", "<https://example.org/a>"),
        ("http://schema.org/a/b", "<http://schema.org/a/b>"),
    ],
)
def test_iris_are_shortened_so_that_a_query_understands_them(iri: str, short: str) -> None:
    assert shortened(iri, BASE) == short


def test_a_table_has_a_line_for_each_solution(capsys: pytest.CaptureFixture[str]) -> None:
    number = {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    print_table(results({"name": text("Köln"), "n": number}, {"name": text("Bonn"), "n": None}), BASE)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines[0].split() == ["name", "n"]
    assert lines[2].split() == ["Köln", "7"]
    assert lines[3:] == ["Bonn", "2 rows"]


def test_what_is_too_wide_becomes_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(results({f"column{number}": text(f"value {number}") for number in range(9)}), BASE)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines[0].split() == ["column0", "value", "0"]
    assert lines[8:] == ["column8  value 8", "1 row"]


def test_long_words_are_wrapped_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(results({"a": text("x" * 200), "b": text("y" * 100)}), BASE)
    printed = capsys.readouterr().out
    assert (printed.count("x"), printed.count("y")) == (200, 100)


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(results({"a": text("red \x1b[31m bell \x07")}), BASE)
    printed = capsys.readouterr().out
    assert "\x1b[31m" not in printed
    assert "\x07" not in printed


def test_no_solutions_are_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}', BASE)
    assert capsys.readouterr().out.strip().endswith("0 rows")
