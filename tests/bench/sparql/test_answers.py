"""How answers of different servers are compared."""

import json
from collections import Counter
from typing import Any

from bench.sparql.answers import Answer, difference, items
from bench.sparql.measuring import Figures, compare

XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(value: str, **more: str) -> dict[str, str]:
    return {"type": "literal", "value": value, **more}


def results(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"head": {"vars": ["a", "b"]}, "results": {"bindings": rows}}).encode()


def rows(*terms: dict[str, str]) -> Counter[str]:
    return items(results(*({"a": term} for term in terms)), graph=False)


def test_rows_are_equal_in_any_order_of_rows_and_variables() -> None:
    one, other = {"a": literal("1"), "b": literal("2")}, {"b": literal("2"), "a": literal("1")}

    assert items(results(one, {}), graph=False) == items(results({}, other), graph=False)


def test_a_row_that_comes_twice_is_not_one_that_comes_once() -> None:
    assert rows(literal("x"), literal("x")) != rows(literal("x"))


def test_numbers_are_compared_by_value() -> None:
    alike = [
        literal("1", datatype=XSD + "integer"),
        literal("1.0", datatype=XSD + "decimal"),
        literal("1.0E0", datatype=XSD + "double"),
    ]

    assert rows(alike[0]) == rows(alike[1]) == rows(alike[2])
    assert rows(literal("1.5", datatype=XSD + "decimal")) != rows(alike[0])


def test_a_number_is_not_the_text_that_looks_like_it() -> None:
    assert rows(literal("1", datatype=XSD + "integer")) != rows(literal("1"))


def test_a_string_is_the_same_with_and_without_its_datatype() -> None:
    assert rows(literal("x", datatype=XSD + "string")) == rows(literal("x"))


def test_languages_are_told_apart_but_not_by_case() -> None:
    assert rows(literal("x", **{"xml:lang": "DE"})) == rows(literal("x", **{"xml:lang": "de"}))
    assert rows(literal("x", **{"xml:lang": "de"})) != rows(literal("x"))


def test_an_iri_is_not_the_text_that_reads_like_it() -> None:
    assert rows({"type": "uri", "value": "http://a.example"}) != rows(literal("http://a.example"))


def test_triples_of_a_graph_count_once_and_their_numbers_by_value() -> None:
    one = f'<http://a> <http://b> "1"^^<{XSD}integer> .\n'.encode()
    other = f'<http://a> <http://b> "1.0"^^<{XSD}decimal> .\n'.encode()

    assert items(one + one, graph=True) == items(other, graph=True)


def test_a_truth_value_is_an_answer() -> None:
    assert items(b'{"head": {}, "boolean": true}', graph=False) != items(b'{"boolean": false}', graph=False)


def test_a_difference_says_what_is_missing_and_what_there_is_more() -> None:
    said = difference(rows(literal("x"), literal("y")), rows(literal("y"), literal("z"), literal("z")))

    assert said == '1 missing (as ?a "x"), 2 more (as ?a "z")'


def test_the_answer_that_most_servers_give_is_the_one_that_others_differ_from() -> None:
    figures = {name: Figures() for name in ("one", "two", "three", "four")}
    answers = {
        "one": Answer(rows(literal("odd")), 1),
        "two": Answer(rows(literal("x")), 1),
        "three": Answer(rows(literal("x")), 1),
        "four": Answer(None, 1, "HTTP 400"),
    }

    compare(answers, figures, "question")

    assert {name for name, found in figures.items() if found.differences} == {"one"}
