"""Statements and estimates in the graph."""

from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS, XSD

from kg.article import Article
from kg.language.extraction import Actor, Extraction, Number, Qualifier, Span, Statement, When
from kg.vocabulary import KG, SCHEMA
from tests.mapped import article_graph

IDS = "https://example.org/id/"
ANNA = URIRef(IDS + "actor/anna-beispiel")
BERLIN = URIRef(IDS + "location/berlin-q64")
FIGURES = {"value": SCHEMA.value, "min": SCHEMA.minValue, "max": SCHEMA.maxValue}


def one(graph: Graph, cls: URIRef) -> URIRef:
    return graph.value(predicate=RDF.type, object=cls, any=False)


def estimate(graph: Graph, qualifier: URIRef) -> URIRef:
    return graph.value(predicate=KG.qualifier, object=qualifier, any=False)


def unnamed_group(graph: Graph) -> URIRef:
    return one(graph, KG.Group)


def test_a_statement_has_its_kind_and_the_superclass(graph: Graph) -> None:
    for kind in (KG.DirectStatement, KG.IndirectStatement, KG.ReportedStatement):
        assert set(graph.objects(one(graph, kind), RDF.type)) == {KG.Statement, kind}


def test_the_pieces_of_an_interrupted_statement_are_joined_by_an_ellipsis(graph: Graph) -> None:
    words = graph.value(one(graph, KG.DirectStatement), SCHEMA.text)

    assert words == Literal("Wir zählten rund 300 Helfer … und es werden mehr.", lang="de")


def test_a_statement_says_who_where_through_whom_and_in_which_words(graph: Graph) -> None:
    statement = one(graph, KG.DirectStatement)

    assert graph.value(statement, KG.speaker) == ANNA
    assert graph.value(statement, KG.relayedBy) == unnamed_group(graph)
    assert graph.value(statement, KG.saidAt) == BERLIN
    assert graph.value(statement, KG.cue) == Literal("sagte", lang="de")
    assert graph.value(statement, KG.reportedIn) == graph.identifier
    assert graph.value(statement, KG.reviewStatus) == KG.machine


def test_a_resolved_date_is_stated_with_its_words(graph: Graph) -> None:
    statement = one(graph, KG.DirectStatement)

    assert graph.value(statement, KG.saidOn) == Literal("2025-03-03", datatype=XSD.date)
    assert graph.value(statement, KG.dateText) == Literal("am Montag", lang="de")


def test_of_a_date_that_could_not_be_resolved_only_the_words_are_stated(graph: Graph) -> None:
    statement = one(graph, KG.ReportedStatement)

    assert (statement, KG.saidOn, None) not in graph
    assert graph.value(statement, KG.dateText) == Literal("neulich", lang="de")


def test_a_date_after_the_article_is_not_the_date_on_which_somebody_said_it() -> None:
    article = Article("a.txt", "Die Stadt plant im nächsten Jahr mehr.", published="2025-03-04")
    span = Span(14, 37)
    statement = Statement("s1", "indirect", (span,), "stadt", said_on=When("im nächsten Jahr", "2026"))
    extraction = Extraction(
        "a.txt",
        "de",
        actors=(Actor("stadt", "Organization", "Stadt", (Span(4, 9),)),),
        statements=(statement,),
    )

    graph = article_graph(article, extraction, "https://example.org")

    assert (None, KG.saidOn, None) not in graph
    assert (None, KG.dateText, Literal("im nächsten Jahr", lang="de")) in graph


def test_an_estimate_says_whose_it_is_what_it_counts_and_what_it_holds_for(graph: Graph) -> None:
    figure = estimate(graph, KG.approximately)

    assert graph.value(figure, KG.estimatedBy) == ANNA
    assert graph.value(figure, KG.relayedBy) == unnamed_group(graph)
    assert graph.value(figure, KG.counts) == URIRef(IDS + "concept/helfer")
    assert graph.value(figure, KG.location) == BERLIN
    assert graph.value(figure, KG.inStatement) == one(graph, KG.DirectStatement)
    assert graph.value(figure, KG.asOf) == Literal("2025-03", datatype=XSD.gYearMonth)
    assert graph.value(figure, KG.reportedIn) == graph.identifier


def test_a_figure_that_the_article_asserts_itself_is_nobodys(graph: Graph) -> None:
    assert (estimate(graph, KG.between), KG.estimatedBy, None) not in graph


def test_an_estimate_has_its_unit(graph: Graph) -> None:
    assert graph.value(estimate(graph, KG.between), SCHEMA.unitText) == Literal("Prozent")


@pytest.mark.parametrize(
    ("qualifier", "lower", "upper", "expected"),
    [
        ("exact", 7, 7, {"value": 7, "min": 7, "max": 7}),
        ("approximately", 7, 7, {"value": 7}),
        ("approximately", None, None, {}),
        ("atLeast", 7, None, {"min": 7}),
        ("moreThan", 7, None, {"min": 7}),
        ("atMost", None, 7, {"max": 7}),
        ("lessThan", None, 7, {"max": 7}),
        ("between", 7, 9, {"min": 7, "max": 9}),
        ("between", 7, 7, {"min": 7, "max": 7}),
    ],
)
def test_no_bound_is_stated_that_the_words_do_not_give(
    article: Article,
    extraction: Extraction,
    qualifier: Qualifier,
    lower: Number | None,
    upper: Number | None,
    expected: dict[str, int],
) -> None:
    figure = replace(extraction.estimates[0], qualifier=qualifier, lower=lower, upper=upper)

    graph = article_graph(article, replace(extraction, estimates=(figure,)), "https://example.org")

    found = {name: graph.value(one(graph, KG.Estimate), predicate) for name, predicate in FIGURES.items()}
    assert found == {name: Literal(expected[name]) if name in expected else None for name in FIGURES}


def test_what_is_counted_is_a_concept_with_a_name(graph: Graph) -> None:
    helpers = URIRef(IDS + "concept/helfer")

    assert (helpers, RDF.type, SKOS.Concept) in graph
    assert graph.value(helpers, SKOS.prefLabel, any=False) == Literal("Helfer", lang="de")


def test_another_spelling_of_what_is_counted_is_another_name(graph: Graph) -> None:
    assert graph.value(URIRef(IDS + "concept/helfer"), SKOS.altLabel) == Literal("helfer", lang="de")


def test_figures_of_equal_words_are_two_estimates(graph: Graph) -> None:
    assert estimate(graph, KG.exact) != estimate(graph, KG.atLeast)
