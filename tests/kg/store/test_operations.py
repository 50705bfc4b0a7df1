"""What is read from an update before it runs."""

import tomllib
from pathlib import Path

import pytest

from kg.errors import ForbiddenError, QueryError, UnreadableInputError
from kg.store import QueryDataset
from kg.store.operations import MOST_OPERATIONS, read_operations, request_of

EXAMPLES = tomllib.loads((Path(__file__).parent / "operations.toml").read_text())["targets"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["update"])
def test_it_is_known_what_an_operation_writes_to(example: dict[str, object]) -> None:
    [operation] = read_operations(str(example["update"]))

    assert sorted(operation.targets.graphs) == example.get("graphs", [])
    assert sorted(operation.targets.variables) == example.get("variables", [])
    assert operation.targets.cleared == example.get("cleared", "")
    assert operation.targets.default_graph is example.get("default", False)


def test_semicolons_separate_operations_but_within_braces_strings_and_comments() -> None:
    update = """PREFIX : <http://example.org/> # ; {
        INSERT DATA { :a :p ":;" ; :q "b}" } ; DELETE WHERE { :a :p ?x ; :q ?y } ;"""

    assert len(read_operations(update)) == 2


def test_declarations_hold_for_later_operations() -> None:
    update = "PREFIX a: <http://a.example/> CLEAR ALL; PREFIX b: <http://b.example/> CLEAR GRAPH b:x"
    first, second = read_operations(update)

    assert "b:" not in first.prologue
    assert "PREFIX a:" in second.alone
    assert request_of([first, second]).count("PREFIX a:") == 1


@pytest.mark.parametrize("empty", ["", " ", "# nothing", "PREFIX : <http://example.org/>"])
def test_an_update_may_be_empty(empty: str) -> None:
    assert read_operations(empty) == []


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ("CLEAR ALL ;; CLEAR ALL", "between two semicolons"),
        ("CLEAR ALL ;;", "between two semicolons"),
        ("SELECT * { ?s ?p ?o }", "no operation begins with “SELECT”"),
        ("LOAD", "LOAD wants an IRI"),
        ("LOAD:x <http://example.org/>", "no operation begins with “LOAD:x”"),
        ("CLEAR ALL;" * (MOST_OPERATIONS + 1), "more than"),
        ("INSERT { ?s ?p ?o } WHERE " + "{" * 200 + "}" * 200, "nested"),
    ],
)
def test_what_is_no_update_is_refused(update: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_operations(update)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://example.org/>",
        "CLEAR ALL ; load <http://example.org/> INTO GRAPH <http://example.org/g>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_fetched(update: str) -> None:
    with pytest.raises(ForbiddenError, match="not allowed"):
        read_operations(update)


def test_a_load_that_may_fail_silently_does_nothing() -> None:
    update = "LOAD SILENT <http://example.org/> INTO GRAPH <http://example.org/g> ; CLEAR ALL"

    assert [operation.text.strip() for operation in read_operations(update)] == ["CLEAR ALL"]


def test_many_negative_numbers_are_no_chain_of_operators() -> None:
    numbers = ", ".join(f"-{number}" for number in range(1, 1000))

    assert (
        len(read_operations(f"INSERT DATA {{ <http://example.org/s> <http://example.org/p> {numbers} }}"))
        == 1
    )


def test_the_request_can_say_which_graphs_a_pattern_sees() -> None:
    dataset = QueryDataset(("http://example.org/a",), ("http://example.org/b",))
    update = "DELETE WHERE { ?s ?p ?o } ; INSERT DATA { <s:> <p:> <o:> }"
    deleting, inserting = read_operations(update, dataset)

    assert "} USING <http://example.org/a> USING NAMED <http://example.org/b> WHERE {" in " ".join(
        deleting.text.split()
    )
    assert "USING" not in inserting.text


def test_an_operation_that_names_its_graphs_conflicts_with_a_request_that_does() -> None:
    with pytest.raises(QueryError, match="USING or WITH"):
        read_operations(
            "WITH <http://example.org/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", QueryDataset(("a:b",))
        )


def test_a_graph_of_the_request_must_be_an_iri() -> None:
    with pytest.raises(UnreadableInputError):
        read_operations("DELETE WHERE { ?s ?p ?o }", QueryDataset(("> CLEAR ALL",)))
