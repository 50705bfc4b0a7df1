"""The graph of an article as a whole."""

from dataclasses import replace

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg.article import Article
from kg.language.extraction import Extraction, Span
from kg.mapping import article_iri
from kg.validation import validate
from kg.vocabulary import KG, SCHEMA
from tests.mapped import article_graph

BASE = "https://example.org"


def moved(extraction: Extraction, by: int) -> Extraction:
    """Return the extraction of an article that has gained so many characters at its start."""

    def later(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        extraction,
        actors=tuple(replace(a, mentions=tuple(map(later, a.mentions))) for a in extraction.actors),
        locations=tuple(replace(p, mentions=tuple(map(later, p.mentions))) for p in extraction.locations),
        statements=tuple(
            replace(s, content=tuple(map(later, s.content)), cue=s.cue and later(s.cue))
            for s in extraction.statements
        ),
        estimates=tuple(replace(e, span=later(e.span)) for e in extraction.estimates),
    )


def facts(graph: Graph) -> set[URIRef]:
    return {*graph.subjects(RDF.type, KG.Statement), *graph.subjects(RDF.type, KG.Estimate)}


def test_the_graph_is_named_by_its_article(graph: Graph) -> None:
    assert str(graph.identifier) == article_iri("brand.txt", BASE)


def test_the_article_has_its_text_its_language_and_what_is_known_of_it(
    graph: Graph, article: Article
) -> None:
    iri = graph.identifier

    assert set(graph.predicate_objects(iri)) >= {
        (RDF.type, KG.Article),
        (SCHEMA.identifier, Literal("brand.txt")),
        (SCHEMA.inLanguage, Literal("de")),
        (SCHEMA.headline, Literal("Brand in Berlin", lang="de")),
        (SCHEMA.datePublished, Literal("2025-03-04", datatype=XSD.date)),
        (SCHEMA.url, URIRef("https://example.org/brand")),
        (SCHEMA.publisher, Literal("Beispielblatt")),
        (SCHEMA.articleBody, Literal(article.text, lang="de")),
    }


def test_title_and_date_that_only_the_extraction_knows_are_used(extraction: Extraction) -> None:
    graph = article_graph(
        Article("brand.txt", "Es brannte."),
        Extraction("brand.txt", "de", published="2025-03", title="Feuer"),
        BASE,
    )

    assert graph.value(graph.identifier, SCHEMA.headline) == Literal("Feuer", lang="de")
    assert graph.value(graph.identifier, SCHEMA.datePublished) == Literal("2025-03", datatype=XSD.gYearMonth)


def test_an_article_in_which_nothing_was_found_is_still_an_article() -> None:
    graph = article_graph(Article("leer.txt", "Nichts."), Extraction("leer.txt", "de"), BASE)

    assert len(graph) == 4
    assert validate(graph).conforms


def test_the_graph_conforms_to_the_shapes(graph: Graph) -> None:
    report = validate(graph)

    assert report.conforms, report.to_text()


def test_there_are_no_blank_nodes(graph: Graph) -> None:
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


def test_the_same_input_gives_the_same_triples(
    graph: Graph, article: Article, extraction: Extraction
) -> None:
    assert set(article_graph(article, extraction, BASE)) == set(graph)


def test_the_order_in_which_things_were_extracted_makes_no_difference(
    graph: Graph, article: Article, extraction: Extraction
) -> None:
    backwards = replace(
        extraction,
        actors=extraction.actors[::-1],
        locations=extraction.locations[::-1],
        statements=extraction.statements[::-1],
        estimates=extraction.estimates[::-1],
    )

    assert set(article_graph(article, backwards, BASE)) == set(graph)


def test_facts_keep_their_iris_when_the_article_gains_a_paragraph(
    graph: Graph, article: Article, extraction: Extraction
) -> None:
    paragraph = "Zuvor hatte es geregnet.\n\n"
    longer = replace(article, text=paragraph + article.text)

    after = article_graph(longer, moved(extraction, len(paragraph)), BASE)

    assert facts(after) == facts(graph)


def test_another_base_changes_the_iris_and_nothing_else(
    graph: Graph, article: Article, extraction: Extraction
) -> None:
    elsewhere = article_graph(article, extraction, "http://localhost:8000/")

    renamed = {
        tuple(
            URIRef(node.replace("http://localhost:8000/id/", f"{BASE}/id/"))
            if isinstance(node, URIRef)
            else node
            for node in triple
        )
        for triple in elsewhere
    }
    assert renamed == set(graph)


def test_an_article_whose_metadata_are_no_good_is_reported_and_not_trimmed(extraction: Extraction) -> None:
    article = Article("a.txt", "Es brannte.", published="gestern", url="beispiel")

    report = validate(article_graph(article, Extraction("a.txt", "de"), BASE))

    assert {violation.field for violation in report.violations} == {"date of publication", "web address"}


def test_the_articles_own_text_may_be_any_text(extraction: Extraction) -> None:
    text = 'Er sagte "a\\1 {?x} \\d" — 🚒\r\n\tund "ging".'
    article = Article("zeichen.txt", text)

    graph = article_graph(article, Extraction("zeichen.txt", "de"), BASE)

    assert str(graph.value(graph.identifier, SCHEMA.articleBody)) == text
    assert validate(graph).conforms
