"""What the shapes let pass and what they catch; the examples are in `valid/` and `invalid/`."""

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, Graph
from rdflib.namespace import SH

from kg.validation import validate
from kg.validation.shapes import shapes_graph

EXAMPLES = Path(__file__).parent
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
LANGUAGES = {"en", "de"}


@cache
def entry() -> Graph:
    """Return what the examples refer to; do not change it."""
    return Graph().parse(EXAMPLES / "valid" / "entry.ttl")


def expected_messages(example: Path) -> set[str]:
    return set(re.findall(r"^# expects: (.+)$", example.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("example", VALID, ids=lambda path: path.stem)
def test_a_valid_entry_conforms(example: Path) -> None:
    report = validate(Graph().parse(example), context=entry())

    assert report.conforms, report.to_text()


@pytest.mark.parametrize("example", INVALID, ids=lambda path: path.stem)
def test_an_invalid_entry_is_rejected_for_its_fault_alone(example: Path) -> None:
    report = validate(Graph().parse(example), context=entry())

    assert {violation.message["en"] for violation in report.violations} == expected_messages(example)


def test_a_complete_entry_needs_no_context() -> None:
    assert validate(entry()).conforms


def test_every_shape_with_a_message_has_an_example_that_violates_it() -> None:
    messages = {str(text) for text in shapes_graph().objects(None, SH.message) if text.language == "en"}

    assert messages == set().union(*(expected_messages(example) for example in INVALID))


def test_every_class_that_shapes_target_has_a_valid_example() -> None:
    classes = set().union(*(Graph().parse(example).objects(None, RDF.type) for example in VALID))

    assert set(shapes_graph().objects(None, SH.targetClass)) <= classes


def test_every_message_name_and_expectation_is_there_in_english_and_german() -> None:
    shapes = shapes_graph()
    for predicate in (SH.message, SH.name, SH.description, RDFS.label, RDFS.comment):
        for subject in set(shapes.subjects(predicate)):
            texts = list(shapes.objects(subject, predicate))
            assert {text.language for text in texts} == LANGUAGES, subject
            assert len(texts) == len(LANGUAGES), subject


def test_every_shape_that_reports_says_which_field_and_what_it_expects() -> None:
    shapes = shapes_graph()
    for shape in set(shapes.subjects(SH.message)):
        assert (shape, SH.name, None) in shapes or (shape, RDFS.label, None) in shapes, shape
        assert (shape, SH.description, None) in shapes or (shape, RDFS.comment, None) in shapes, shape


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes_graph(), meta_shacl=True)

    assert conforms, text
