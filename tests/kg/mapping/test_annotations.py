"""What ties facts to their words."""

from collections.abc import Callable

from rdflib import RDF, Graph, Literal, URIRef

from kg.language.extraction import Span
from kg.vocabulary import KG, OA, SCHEMA

ARTICLE = URIRef("https://example.org/id/article/brand-txt-08f6eed511")


def part(name: str, span: Span) -> URIRef:
    return URIRef(f"{ARTICLE}#{name}-{span.start}-{span.end}")


def test_a_passage_points_into_the_article_by_position_and_by_quotation(
    graph: Graph, where: Callable[..., Span]
) -> None:
    span = where("rund 300")

    about = set(graph.predicate_objects(part("target", span)))

    assert about == {
        (RDF.type, OA.SpecificResource),
        (OA.hasSource, ARTICLE),
        (OA.hasSelector, part("position", span)),
        (OA.hasSelector, part("quote", span)),
    }


def test_a_position_counts_code_points_so_an_emoji_before_it_is_one(
    graph: Graph, where: Callable[..., Span]
) -> None:
    position = part("position", where("Berlin"))

    assert graph.value(position, OA.start) == Literal(2)
    assert graph.value(position, OA.end) == Literal(8)


def test_a_quotation_has_its_words_and_32_characters_around_them(
    graph: Graph, where: Callable[..., Span]
) -> None:
    quotation = part("quote", where("Augenzeugen"))

    assert graph.value(quotation, OA.exact) == Literal("Augenzeugen")
    assert graph.value(quotation, OA.prefix) == Literal("tag, „und es werden mehr.“ Laut ")
    assert graph.value(quotation, OA.suffix) == Literal(" brannten 12 Häuser. Mark Rutte ")


def test_a_quotation_at_the_start_of_the_text_has_what_there_is_before_it(
    graph: Graph, where: Callable[..., Span]
) -> None:
    assert graph.value(part("quote", where("Berlin")), OA.prefix) == Literal("🚒 ")


def test_every_quotation_is_the_text_at_its_position(graph: Graph) -> None:
    body = graph.value(ARTICLE, SCHEMA.articleBody)
    for target in graph.subjects(RDF.type, OA.SpecificResource):
        position, quotation = sorted(graph.objects(target, OA.hasSelector))
        start, end = (graph.value(position, p).toPython() for p in (OA.start, OA.end))

        assert str(graph.value(quotation, OA.exact)) == body[start:end]


def test_an_interrupted_statement_has_one_annotation_with_two_targets(
    graph: Graph, where: Callable[..., Span]
) -> None:
    statement = graph.value(predicate=RDF.type, object=KG.DirectStatement)
    annotation = graph.value(predicate=OA.hasBody, object=statement)

    assert set(graph.objects(annotation, OA.hasTarget)) == {
        part("target", where("Wir zählten rund 300 Helfer")),
        part("target", where("und es werden mehr.")),
    }


def test_facts_are_described_and_mentions_identified(graph: Graph) -> None:
    for annotation, body in graph.subject_objects(OA.hasBody):
        fact = {KG.Statement, KG.Estimate} & set(graph.objects(body, RDF.type))

        assert graph.value(annotation, OA.motivatedBy) == (OA.describing if fact else OA.identifying)
