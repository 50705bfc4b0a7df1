"""Shapes as a whole: their targets, severity and messages, shapes that refer to each other."""

from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from kg.errors import ShapesError
from kg.shacl import Data, Shapes
from tests.kg.shacl.checking import parsed, results, written


def focus_nodes(shapes: str, data: str) -> list[str]:
    """Return the focus nodes of shapes that nothing conforms to."""
    return [written(result.focus) for result in results(f"{shapes} . :Nothing sh:in () .", data)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sh:targetNode :x , 7", ["<x>", '"7"^^xsd:integer']),
        ("sh:targetClass :C", ["<a>", "<b>"]),
        ("sh:targetClass :C , :D", ["<a>", "<b>"]),
        ("sh:targetSubjectsOf :p", ["<a>"]),
        ("sh:targetObjectsOf :p", ["<b>", '"x"']),
        ("sh:targetObjectsOf :nothing", []),
    ],
)
def test_a_target_says_which_nodes_a_shape_is_about(target: str, expected: list[str]) -> None:
    data = ':a a :C ; :p :b , "x" . :b a :D . :D rdfs:subClassOf :C .'

    assert focus_nodes(f":S {target} ; sh:node :Nothing", data) == expected


def test_a_shape_that_is_a_class_is_about_its_instances() -> None:
    assert focus_nodes(":C a sh:NodeShape , rdfs:Class ; sh:node :Nothing", ":a a :C .") == ["<a>"]


def test_a_shape_without_a_target_is_about_nothing() -> None:
    assert focus_nodes(":S a sh:NodeShape ; sh:node :Nothing", ":a a :S .") == []


@pytest.mark.parametrize("target", ["sh:targetClass []", 'sh:targetClass "C"', "sh:targetNode []"])
def test_a_target_that_is_ill_formed_is_refused(target: str) -> None:
    with pytest.raises(ShapesError, match="target"):
        results(f":S a sh:NodeShape ; {target} .", "")


def test_a_deactivated_shape_finds_nothing_wherever_it_is_used() -> None:
    shapes = """:S sh:targetNode :a ; sh:node :T ; sh:property :P .
        :T sh:class :C ; sh:deactivated true .
        :P sh:path :p ; sh:minCount 1 ; sh:deactivated true ."""

    assert list(results(shapes, "")) == []


def test_a_result_has_the_severity_and_the_messages_of_its_shape() -> None:
    shapes = ':S sh:targetNode :a ; sh:class :C ; sh:severity sh:Info ; sh:message "kein C"@de , "no C"@en .'

    (result,) = results(shapes, "")

    assert result.severity.value.endswith("#Info")
    assert {message.language for message in result.messages} == {"de", "en"}


def test_a_result_of_a_shape_without_severity_is_a_violation() -> None:
    (result,) = results(":S sh:targetNode :a ; sh:class :C .", "")

    assert result.severity.value.endswith("#Violation")


FRIENDS = """:S sh:targetClass :Person ; sh:node :S ; sh:property [ sh:path :friend ; sh:node :S ] ;
    sh:property [ sh:path :name ; sh:minCount 1 ] ."""


def test_shapes_and_data_that_refer_to_themselves_come_to_an_end() -> None:
    data = ":a a :Person ; :friend :b . :b a :Person ; :friend :a ; :name 'B' ."

    assert {written(result.focus) for result in results(FRIENDS, data)} == {"<a>", "<b>"}
    assert list(results(FRIENDS, data + ":a :name 'A' .")) == []


def test_data_that_is_nested_too_deeply_is_refused() -> None:
    data = "".join(f":n{n} a :Person ; :name 'x' ; :friend :n{n + 1} ." for n in range(5000))

    with pytest.raises(ShapesError, match="too deeply"):
        results(FRIENDS, data)


def test_a_property_shape_that_is_reached_twice_reports_twice() -> None:
    shapes = """:S sh:targetNode :a ;
            sh:property [ sh:path :p ; sh:property :T ] , [ sh:path :q ; sh:property :T ] .
        :T sh:path :r ; sh:minCount 1 ."""

    assert len(results(shapes, ":a :p :b ; :q :b .")) == 2


def test_shapes_are_compiled_once_and_used_by_several_threads() -> None:
    shapes = Shapes(parsed(FRIENDS))
    data = [Data(parsed(f":a a :Person . :b a :Person ; :name '{n}' .")) for n in range(20)]

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(lambda one: len(shapes.validate(one)), data))

    assert counts == [len(shapes.validate(data[0]))] * 20


def test_the_context_is_asked_for_what_the_data_refers_to_and_does_not_describe() -> None:
    asked: list[str] = []

    def context(things: list[ox.NamedNode]) -> list[ox.Quad]:
        asked.extend(written(thing) for thing in things)
        return parsed(":b a :C .")

    shapes = ":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:class :C ] ."

    assert list(results(shapes, ':a a :D ; :p :b , :c ; :q "text" . :c a :C .', context)) == []
    assert asked == ["<b>"]


def test_triples_that_are_there_twice_count_once() -> None:
    shapes = Shapes(parsed(":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:maxCount 1 ] ."))

    assert list(shapes.validate(Data(parsed(":a :p 1 .") * 2))) == []
