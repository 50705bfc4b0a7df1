"""The reference in `docs/reference/ontology.md` agrees with the ontology."""

import re
from pathlib import Path

import pytest
from rdflib import Graph

from kg.validation import validate
from kg.vocabulary import KG

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference" / "ontology.md"


@pytest.fixture(scope="module")
def document() -> str:
    return REFERENCE.read_text(encoding="utf-8")


def test_the_example_conforms_to_the_shapes(document: str) -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", document, re.DOTALL)

    report = validate(Graph().parse(data=example, format="turtle"))

    assert report.conforms, report.to_text()


@pytest.mark.parametrize("name", dir(KG))
def test_every_term_is_explained(document: str, name: str) -> None:
    assert re.search(rf"\bkg:{name}\b", document)


def test_no_term_is_explained_that_the_ontology_does_not_have(document: str) -> None:
    assert set(re.findall(r"\bkg:(\w+)", document)) - set(dir(KG)) == set()
