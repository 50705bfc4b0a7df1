"""A report in words."""

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.validation import validate
from kg.vocabulary import KG, SCHEMA

STATEMENT = URIRef("https://example.org/id/s")


def test_a_conforming_entry_is_said_to_conform(entry: Graph) -> None:
    assert validate(entry).to_text() == "The entry conforms to the shapes."
    assert validate(entry).to_text("de") == "Der Eintrag entspricht den Vorgaben."


def test_a_problem_is_told_with_the_entry_the_field_what_was_found_and_what_is_expected(entry: Graph) -> None:
    entry.remove((STATEMENT, KG.speaker, None))

    assert validate(entry).to_text() == (
        "The entry does not conform: 1 problem.\n"
        "\n"
        "direct statement “Wir zählten rund 300 Helfer”\n"
        "https://example.org/id/s\n"
        "  speaker (kg:speaker): The statement has no speaker.\n"
        "    found: nothing\n"
        "    expected: the kg:Actor who said it originally"
    )


def test_the_report_is_written_in_german_too(entry: Graph) -> None:
    entry.set((STATEMENT, SCHEMA.text, Literal("ohne Sprache")))

    assert validate(entry).to_text("de") == (
        "Der Eintrag entspricht nicht den Vorgaben: 1 Problem.\n"
        "\n"
        "wörtliche Aussage „ohne Sprache“\n"
        "https://example.org/id/s\n"
        "  Wortlaut (schema:text): Der Aussage fehlt der Wortlaut, oder er nennt seine Sprache nicht.\n"
        '    gefunden: "ohne Sprache"\n'
        "    erwartet: Text mit Sprachangabe, einer je Sprache"
    )


def test_the_problems_of_one_entry_stand_together(entry: Graph) -> None:
    entry.remove((STATEMENT, KG.speaker, None))
    entry.remove((STATEMENT, KG.reportedIn, None))

    text = validate(entry).to_text()

    assert text.startswith("The entry does not conform: 2 problems.")
    assert text.count("https://example.org/id/s\n") == 1


def test_a_term_that_may_be_meant_is_named_after_what_is_expected(entry: Graph) -> None:
    entry.add((STATEMENT, URIRef(KG + "speeker"), Literal("Anna")))

    assert "perhaps meant: kg:speaker" in validate(entry).to_text()
    assert "vielleicht gemeint: kg:speaker" in validate(entry).to_text("de")


def test_a_thing_without_an_iri_is_shown_by_its_triples() -> None:
    place = BNode()
    graph = Graph().add((place, RDF.type, KG.Location)).add((place, SKOS.altLabel, Literal("Ort")))

    assert '[ rdf:type kg:Location ; skos:altLabel "Ort" ]' in validate(graph).to_text()


def test_a_long_text_is_cut_and_stays_on_one_line(entry: Graph) -> None:
    entry.set((STATEMENT, SCHEMA.text, Literal("Zeile\n" * 100)))

    lines = validate(entry).to_text().splitlines()

    assert max(len(line) for line in lines) < 200
    assert "Zeile" not in lines


def test_control_characters_of_an_entry_do_not_reach_the_terminal(entry: Graph) -> None:
    entry.set((STATEMENT, SCHEMA.text, Literal("\x1b[31mrot\x07")))

    text = validate(entry).to_text()

    assert "\x1b" not in text
    assert "\x07" not in text


def test_the_report_for_programs_has_everything_by_name(entry: Graph) -> None:
    entry.remove((STATEMENT, KG.speaker, None))

    report = validate(entry).to_json()

    assert report["conforms"] is False
    assert report["violations"][0]["focus"] == str(STATEMENT)
    assert report["violations"][0]["message"]["en"] == "The statement has no speaker."


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_graph_of_the_report_has_the_messages_in_both_languages(entry: Graph, language: str) -> None:
    entry.remove((STATEMENT, KG.speaker, None))

    assert f"@{language}" in validate(entry).graph.serialize(format="turtle")
