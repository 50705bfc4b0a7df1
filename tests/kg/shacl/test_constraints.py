"""The core constraint components, each by what it lets pass and what it finds."""

import pytest

from kg.errors import ShapesError
from tests.kg.shacl.checking import found, results

NODE = ":S a sh:NodeShape ; sh:targetNode :a ; "
QUALIFIED = "sh:qualifiedValueShape [ sh:class :C ] ;"
DISJOINT = "sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1"
PROPERTY = ":S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; "


@pytest.mark.parametrize(
    ("constraint", "values", "expected"),
    [
        # Value type (section 4.1)
        ("sh:class :C", ":x . :x a :C", []),
        ("sh:class :C", ":x . :x a :D . :D rdfs:subClassOf [ rdfs:subClassOf :C ]", []),
        ("sh:class :C , :D", ":x . :x a :C", ["Class <x>"]),
        ("sh:class :C", '"x"', ['Class "x"']),
        ("sh:datatype xsd:integer", "1 , 01", []),
        ("sh:datatype xsd:integer", '"a"^^xsd:integer', ['Datatype "a"^^xsd:integer']),
        ("sh:datatype xsd:string", '"a" , "b"@de , :x', ["Datatype \"b\"@de", "Datatype <x>"]),
        ("sh:datatype rdf:langString", '"a" , "b"@de', ['Datatype "a"']),
        ("sh:nodeKind sh:IRI", ':x , "x" , []', ['NodeKind "x"', "NodeKind []"]),
        ("sh:nodeKind sh:BlankNodeOrLiteral", ':x , "x" , []', ["NodeKind <x>"]),
        # Cardinality (4.2)
        ("sh:minCount 2", ":x", ["MinCount"]),
        ("sh:minCount 1 ; sh:maxCount 1", ":x , :x", []),
        ("sh:maxCount 1", ":x , :y", ["MaxCount"]),
        # Value range (4.3)
        ("sh:minInclusive 1 ; sh:maxExclusive 2.5", "1 , 2.0e0", []),
        ("sh:minExclusive 1", '1 , "2"', ['MinExclusive "1"^^xsd:integer', 'MinExclusive "2"']),
        ("sh:maxInclusive 2", ":x", ["MaxInclusive <x>"]),
        # Strings (4.4)
        ("sh:minLength 2 ; sh:maxLength 3", '"ab" , "äöü" , "🚒🚒"', []),
        ("sh:maxLength 2", '"abc" , [] , 10', ['MaxLength "abc"', "MaxLength []"]),
        ('sh:pattern "^B" ; sh:flags "i"', '"bo" , "ab" , []', ['Pattern "ab"', "Pattern []"]),
        ('sh:pattern "^https://example.org/x$"', ":x , :y", ["Pattern <y>"]),
        ('sh:languageIn ( "de" )', '"a"@de-AT , "b"@den , "c"', ['LanguageIn "b"@den', 'LanguageIn "c"']),
        ("sh:uniqueLang true", '"a"@de , "b"@en , "c" , "d"', []),
        ("sh:uniqueLang true", '"a"@de , "b"@DE , "c"@en , "d"@en , "e"@en', ["UniqueLang", "UniqueLang"]),
        ('sh:uniqueLang "1"^^xsd:boolean', '"a"@de , "b"@de', []),
        # Property pairs (4.5)
        ("sh:equals :q", ":x , :y ; :q :y , :z", ["Equals <x>", "Equals <z>"]),
        ("sh:disjoint :q", ":x , :y ; :q :y , :z", ["Disjoint <y>"]),
        ("sh:lessThan :q", "1 , 2 ; :q 2.0 , 3", ['LessThan "2"^^xsd:integer']),
        ("sh:lessThanOrEquals :q", '2 , "1" ; :q 2.0', ['LessThanOrEquals "1"']),
        # Logic (4.6)
        ("sh:not [ sh:class :C ]", ":x , :y . :x a :C", ["Not <x>"]),
        ('sh:and ( [ sh:minLength 2 ] [ sh:pattern "a" ] )', '"ab" , "a" , "bb"', ['And "a"', 'And "bb"']),
        ('sh:or ( [ sh:minLength 2 ] [ sh:pattern "a" ] )', '"bb" , "a" , "b"', ['Or "b"']),
        ('sh:xone ( [ sh:minLength 2 ] [ sh:pattern "a" ] )', '"bb" , "ab" , "b"', ['Xone "ab"', 'Xone "b"']),
        # Other shapes (4.7)
        ("sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", ":x , :y . :x :q 1", ["Node <y>"]),
        ("sh:property [ sh:path :q ; sh:minCount 1 ]", ":x , :y . :x :q 1", ["MinCount"]),
        (f"{QUALIFIED} sh:qualifiedMinCount 1", ":x , :y . :x a :C", []),
        (f"{QUALIFIED} sh:qualifiedMinCount 2", ":x , :y . :x a :C", ["QualifiedMinCount"]),
        (f"{QUALIFIED} sh:qualifiedMaxCount 0", ":x . :x a :C", ["QualifiedMaxCount"]),
        # Others (4.8)
        ("sh:hasValue :x", ":x , :y", []),
        ("sh:hasValue 1", ":x", ["HasValue"]),
        ('sh:in ( :x "a" 1 )', ':x , "a" , 01', ['In "01"^^xsd:integer']),
    ],
)  # fmt: skip
def test_values_of_a_property(constraint: str, values: str, expected: list[str]) -> None:
    assert found(f"{PROPERTY} {constraint} .", f":a :p {values} .") == expected


def test_a_closed_shape_has_no_other_properties_and_names_those_that_are_there() -> None:
    shapes = f"{NODE} sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ] ."

    stray = results(shapes, ":a a :C ; :p 1 ; :q 2 , 3 ; :r 4 .")

    assert [str(result.path).partition("org/")[2][0] for result in stray] == ["q", "q", "r"]
    assert [result.value.value for result in stray] == ["2", "3", "4"]


def test_an_open_shape_may_have_other_properties() -> None:
    assert found(f"{NODE} sh:closed false .", ":a :q 1 .") == []


def test_sibling_shapes_that_are_disjoint_share_no_values() -> None:
    shapes = f"""{NODE} sh:property
        [ sh:path :p ; sh:qualifiedValueShape :A ; {DISJOINT} ] ,
        [ sh:path :p ; sh:qualifiedValueShape :B ; {DISJOINT} ] .
        :A sh:class :C . :B sh:class :D ."""

    assert found(shapes, ":a :p :x , :y . :x a :C . :y a :D .") == []
    assert found(shapes, ":a :p :x . :x a :C , :D .") == ["QualifiedMinCount", "QualifiedMinCount"]


@pytest.mark.parametrize(
    ("constraint", "focus", "expected"),
    [
        ("sh:nodeKind sh:IRI", ":a", []),
        ("sh:datatype xsd:integer", ":a", ["Datatype <a>"]),
        ("sh:class :C", ":a", ["Class <a>"]),
        ("sh:hasValue :a", ":a", []),
        ("sh:equals :p", ":a :p :a .", []),
        ("sh:disjoint :p", ":a :p :a .", ["Disjoint <a>"]),
    ],
)
def test_the_value_of_a_node_shape_is_the_focus(constraint: str, focus: str, expected: list[str]) -> None:
    assert found(f"{NODE} {constraint} .", focus if focus.endswith(".") else "") == expected


@pytest.mark.parametrize(
    "constraint",
    [
        'sh:class "C"',
        "sh:datatype xsd:integer , xsd:string",
        "sh:nodeKind :Kind",
        "sh:minCount 1.5",
        'sh:minCount "many"^^xsd:integer',
        "sh:minInclusive :one",
        'sh:pattern "("',
        "sh:pattern :p",
        'sh:languageIn "de"',
        "sh:lessThan [ sh:inversePath :q ]",
        "sh:and :A",
        "sh:or ( :A :B ) . :B sh:nodeKind sh:Nothing",
        'sh:node "A"',
        "sh:property [ sh:class :C ]",
        "sh:in _:l . _:l rdf:first 1",
        "sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l",
        "sh:severity 7",
        'sh:deactivated "yes"',
        "sh:path :q",
    ],
)
def test_a_shape_that_is_ill_formed_is_refused(constraint: str) -> None:
    with pytest.raises(ShapesError):
        results(f"{PROPERTY} {constraint} .", ":a :p :x .")


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:uniqueLang true",
        "sh:lessThan :q",
        "sh:lessThanOrEquals :q",
        "sh:qualifiedValueShape :T ; sh:qualifiedMinCount 1",
    ],
)
def test_what_needs_a_path_is_refused_in_a_node_shape(constraint: str) -> None:
    with pytest.raises(ShapesError, match="needs a path"):
        results(f"{NODE} {constraint} .", "")
