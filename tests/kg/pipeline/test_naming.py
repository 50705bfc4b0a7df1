"""Nodes without a name, and how a report leads back to them."""

import pytest

from kg.formats import graph_format
from kg.pipeline import check_rdf
from kg.vocabulary import PREFIXES

BASE = "http://localhost:8000"
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def origins(content: str, syntax: str = "turtle") -> dict[str, str]:
    """Return by the class of each node that violates the shapes how it is written in the document."""
    data = (PROLOGUE + content if syntax == "turtle" else content).encode()
    report = check_rdf(data, graph_format(syntax), None, BASE, "entry")
    return {found.type.removeprefix(PREFIXES["kg"]): found.origin for found in report.violations}


def test_a_label_of_the_document_is_named() -> None:
    assert origins("_:rumour a kg:Statement .") == {"Statement": "_:rumour"}


def test_what_has_no_label_is_described_by_what_is_said_of_it() -> None:
    content = '[] a kg:Statement ; schema:text "Nein"@de .'

    assert origins(content) == {"Statement": '[ a kg:Statement ; schema:text "Nein"@de ]'}


def test_what_is_reached_from_something_is_found_from_there() -> None:
    content = "<id/estimate/a> kg:inStatement [ a kg:Statement ] ."

    assert (
        origins(content)["Statement"]
        == "<http://localhost:8000/id/estimate/a> kg:inStatement [ a kg:Statement ]"
    )


def test_what_has_an_iri_needs_no_other_name() -> None:
    assert origins("<id/statement/a> a kg:Statement .") == {"Statement": ""}


@pytest.mark.parametrize(
    ("syntax", "content"),
    [
        ("ntriples", f"_:e1 <{PREFIXES['rdf']}type> <{PREFIXES['kg']}Estimate> ."),
        ("jsonld", f'{{"@id": "_:e1", "@type": "{PREFIXES["kg"]}Estimate"}}'),
        (
            "rdfxml",
            (
                f'<rdf:RDF xmlns:rdf="{PREFIXES["rdf"]}" xmlns:kg="{PREFIXES["kg"]}">'
                '<kg:Estimate rdf:nodeID="e1"/></rdf:RDF>'
            ),
        ),
    ],
)
def test_labels_are_those_of_the_document_in_every_syntax(syntax: str, content: str) -> None:
    assert origins(content, syntax) == {"Estimate": "_:e1"}


def test_what_was_found_is_named_as_in_the_document() -> None:
    content = "_:s a kg:Statement ; kg:speaker _:somebody ."
    report = check_rdf((PROLOGUE + content).encode(), graph_format("turtle"), None, BASE, "entry")

    assert "_:somebody" in {found.value for found in report.violations}
    assert "\nim Eintrag: _:s\n" in report.to_text("de")
