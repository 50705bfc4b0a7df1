"""Actors and places in the graph."""

from collections.abc import Callable

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import GEO, SKOS, XSD

from kg.language.extraction import Span
from kg.vocabulary import KG, OA, SCHEMA, WGS

IDS = "https://example.org/id/"
ANNA = URIRef(IDS + "actor/anna-beispiel")
RUTTE = URIRef(IDS + "actor/mark-rutte")
BERLIN = URIRef(IDS + "location/berlin-q64")
NORDEN = URIRef(IDS + "location/norden")


def test_an_actor_has_its_class_and_the_superclass(graph: Graph) -> None:
    assert set(graph.objects(ANNA, RDF.type)) == {KG.Actor, KG.Person}


def test_an_unknown_actor_is_named_as_the_article_names_it(graph: Graph) -> None:
    assert list(graph.objects(ANNA, SKOS.prefLabel)) == [Literal("Anna Beispiel", lang="de")]
    assert (ANNA, SKOS.altLabel, None) not in graph


def test_a_known_actor_has_its_names_in_both_languages_and_its_other_names(graph: Graph) -> None:
    assert set(graph.objects(RUTTE, SKOS.prefLabel)) == {
        Literal("Mark Rutte", lang="de"),
        Literal("Mark Rutte", lang="en"),
    }
    assert list(graph.objects(RUTTE, SKOS.altLabel)) == [Literal("Rutte", lang="de")]


def test_the_articles_own_name_for_a_known_actor_is_another_name(graph: Graph) -> None:
    russia = graph.value(predicate=RDF.type, object=KG.State)

    assert (russia, SKOS.altLabel, Literal("Moskau", lang="de")) in graph


def test_a_known_actor_is_linked_to_wikidata(graph: Graph) -> None:
    assert graph.value(RUTTE, SKOS.exactMatch) == URIRef("http://www.wikidata.org/entity/Q57792")


def test_the_role_of_a_person_is_a_job_title_and_of_others_a_description(graph: Graph) -> None:
    russia = graph.value(predicate=RDF.type, object=KG.State)

    assert graph.value(ANNA, SCHEMA.jobTitle) == Literal("Sprecherin", lang="de")
    assert graph.value(russia, SCHEMA.description) == Literal("Nachbar", lang="de")


def test_a_known_place_has_coordinates_and_a_geometry(graph: Graph) -> None:
    geometry = graph.value(BERLIN, GEO.hasGeometry)

    assert graph.value(BERLIN, WGS.lat) == Literal("52.5", datatype=XSD.decimal)
    assert graph.value(BERLIN, WGS.long) == Literal("13.4", datatype=XSD.decimal)
    assert geometry == URIRef(f"{BERLIN}#geometry")
    assert graph.value(geometry, GEO.asWKT) == Literal("POINT(13.4 52.5)", datatype=GEO.wktLiteral)


def test_the_local_name_of_a_city_is_not_called_german(graph: Graph) -> None:
    assert list(graph.objects(BERLIN, SKOS.altLabel)) == [Literal("Berlín", lang="und")]


def test_a_known_place_is_linked_to_wikidata_and_geonames(graph: Graph) -> None:
    assert set(graph.objects(BERLIN, SKOS.exactMatch)) == {
        URIRef("http://www.wikidata.org/entity/Q64"),
        URIRef("https://sws.geonames.org/2950159/"),
    }


def test_a_place_says_what_kind_it_is(graph: Graph) -> None:
    assert set(graph.objects(BERLIN, RDF.type)) == {KG.Location, SCHEMA.City}
    assert set(graph.objects(NORDEN, RDF.type)) == {KG.Location, SCHEMA.AdministrativeArea}


def test_an_unknown_place_has_a_name_and_no_position(graph: Graph) -> None:
    assert graph.value(NORDEN, SKOS.prefLabel) == Literal("Norden", lang="de")
    assert (NORDEN, WGS.lat, None) not in graph


def test_the_article_mentions_what_it_names_with_an_annotation_each(
    graph: Graph, where: Callable[..., Span]
) -> None:
    article = graph.identifier
    span = where("Norden")

    annotation = graph.value(predicate=OA.hasBody, object=NORDEN)

    assert (article, KG.mentions, NORDEN) in graph
    assert graph.value(annotation, OA.hasTarget) == URIRef(f"{article}#target-{span.start}-{span.end}")
