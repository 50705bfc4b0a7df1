"""SPARQL-based constraints and constraint components."""

import pytest

from kg.errors import ShapesError
from tests.kg.shacl.checking import found, results, written

DECLARED = ': sh:declare [ sh:prefix "" ; sh:namespace "https://example.org/"^^xsd:anyURI ] . '


def constraint(select: str, more: str = "", shape: str = ":S sh:targetClass :C") -> str:
    return f'{DECLARED} {shape} ; sh:sparql [ sh:prefixes : ; {more} sh:select """{select}""" ] .'


def test_each_solution_is_a_result_with_its_value_and_path() -> None:
    select = "SELECT $this ?value ?path WHERE { $this ?path ?value . FILTER (?value > 1) }"

    (result,) = results(constraint(select), ":a a :C ; :p 1 ; :q 2 . :b a :C .")

    assert written(result.focus) == "<a>"
    assert result.value.value == "2"
    assert result.path.iri.value.endswith("/q")
    assert result.constraint is not None


def test_without_a_value_it_is_the_focus_of_a_node_shape() -> None:
    assert found(constraint("SELECT $this WHERE { }"), ":a a :C .") == ["SPARQL <a>"]


def test_the_path_of_a_property_shape_is_put_in() -> None:
    shape = ":S sh:targetClass :C ; sh:path ( :p [ sh:inversePath :q ] )"
    select = "SELECT $this ?value WHERE { $this $PATH ?value }"

    assert found(constraint(select, shape=shape), ":a a :C ; :p :x . :y :q :x .") == ["SPARQL <y>"]


def test_a_blank_node_can_be_the_focus() -> None:
    select = "SELECT $this ?value WHERE { { $this :p ?value } UNION { FILTER (isBlank($this)) } }"

    assert found(constraint(select), "[] a :C ; :p 1 . [] a :C .") == [
        'SPARQL "1"^^xsd:integer',
        "SPARQL []",
        "SPARQL []",
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        "FILTER ($this = :a)",
        "{ FILTER (false) } UNION { FILTER ($this = :a) }",
        "{ { FILTER ($this = :a) } FILTER (bound($this)) }",
        "BIND ($this AS ?that) FILTER (?that = :a)",
        "{ SELECT $this WHERE { FILTER ($this = :a) } }",
        "OPTIONAL { FILTER ($this = :a) BIND (1 AS ?x) } FILTER (bound(?x))",
        "FILTER EXISTS { $this a :C FILTER ($this = :a) }",
        "FILTER NOT EXISTS { FILTER ($this != :a) }",
        'FILTER ($this = :a) # { $this "\n',
        "FILTER ($this = :a && '{ $this' != \"}\")",
    ],
)
def test_the_focus_is_bound_everywhere_in_a_query(pattern: str) -> None:
    assert found(
        constraint(f"SELECT $this WHERE {{ {pattern} }}".replace('"', '\\"')), ":a a :C . :b a :C ."
    ) == ["SPARQL <a>"]


def test_messages_have_the_values_of_variables_in_their_places() -> None:
    more = 'sh:message "{$this} hat {?value} und {?nichts}"@de , "{?value}"@en ;'
    select = "SELECT $this ?value WHERE { $this :p ?value }"

    (result,) = results(constraint(select, more), ":a a :C ; :p 7 .")

    assert {message.value for message in result.messages} == {
        "https://example.org/a hat 7 und {?nichts}",
        "7",
    }
    assert {message.language for message in result.messages} == {"de", "en"}


def test_a_query_can_give_the_message_itself() -> None:
    select = 'SELECT $this ?message WHERE { BIND (\\"so nicht\\" AS ?message) }'

    (result,) = results(constraint(select, 'sh:message "sonst" ;'), ":a a :C .")

    assert [message.value for message in result.messages] == ["so nicht"]


def test_the_shapes_graph_and_the_shape_can_be_asked() -> None:
    limit = "GRAPH $shapesGraph { $currentShape :limit ?limit }"
    select = f"SELECT $this WHERE {{ {limit} $this :p ?value FILTER (?value > ?limit) }}"
    shape = ":S sh:targetClass :C ; :limit 5"

    assert found(constraint(select, shape=shape), ":a a :C ; :p 6 . :b a :C ; :p 4 .") == ["SPARQL <a>"]


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this WHERE { $this ?p ?o MINUS { $this :p ?o } }",
        "SELECT $this WHERE { VALUES ?x { 1 } }",
        "SELECT $this WHERE { SERVICE <https://example.org/> { $this ?p ?o } }",
        "SELECT $this WHERE { BIND (1 AS $this) }",
        "SELECT $this WHERE { { SELECT ?x WHERE { ?x ?p ?o } } }",
        "SELECT $this WHERE {",
        "SELECT $this WHERE { $this no:prefix 1 }",
        "ASK { }",
        "SELECT $this ?failure WHERE { BIND (true AS ?failure) }",
    ],
)
def test_a_query_that_cannot_be_used_is_refused(select: str) -> None:
    with pytest.raises(ShapesError):
        results(constraint(select), ":a a :C .")


def test_a_deactivated_constraint_finds_nothing() -> None:
    assert found(constraint("SELECT $this WHERE { }", "sh:deactivated true ;"), ":a a :C .") == []


COMPONENT = f"""{DECLARED} :Component a sh:ConstraintComponent ;
    sh:parameter [ sh:path :least ] , [ sh:path :most ; sh:optional true ] ;
    sh:validator [ sh:prefixes : ; sh:message "not at least {{$least}}" ;
        sh:ask "ASK {{ FILTER ($value >= $least && (!bound($most) || $value <= $most)) }}" ] ."""


def test_a_component_that_shapes_declare_tests_each_value() -> None:
    shapes = COMPONENT + ":S sh:targetNode :a ; sh:path :p ; :least 2 ; :most 3 ."

    below, above = sorted(results(shapes, ":a :p 1 , 2 , 3 , 4 ."), key=lambda result: result.value.value)

    assert (below.value.value, above.value.value) == ("1", "4")
    assert written(below.component) == "<Component>"
    assert [message.value for message in below.messages] == ["not at least 2"]


def test_a_parameter_that_is_optional_may_be_missing_and_others_not() -> None:
    assert len(results(COMPONENT + ":S sh:targetNode :a ; sh:path :p ; :least 2 .", ":a :p 1 , 9 .")) == 1
    assert len(results(COMPONENT + ":S sh:targetNode :a ; sh:path :p ; :most 3 .", ":a :p 1 , 9 .")) == 0


def test_a_component_without_a_validator_for_the_shape_is_refused() -> None:
    shapes = (
        ":Component a sh:ConstraintComponent ; sh:parameter [ sh:path :x ] . :S sh:targetNode :a ; :x 1 ."
    )

    with pytest.raises(ShapesError, match="no validator"):
        results(shapes, "")
