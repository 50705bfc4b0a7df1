"""Which IRI a thing gets."""

import pytest
from rdflib import URIRef

from kg.language.extraction import Actor, Location, Span
from kg.mapping import article_iri
from kg.mapping.iris import Iris, fact_keys

BASE = "https://example.org"


@pytest.fixture
def iris() -> Iris:
    return Iris("brand.txt", BASE)


def test_the_iri_of_an_article_is_made_from_its_name_and_its_digest() -> None:
    assert (
        article_iri("Brand in Köln.txt", BASE)
        == "https://example.org/id/article/brand-in-koeln-txt-fabf829643"
    )


def test_names_that_look_alike_are_different_articles() -> None:
    assert article_iri("a b.txt", BASE) != article_iri("a-b.txt", BASE)


def test_a_slash_at_the_end_of_the_base_makes_no_difference() -> None:
    assert article_iri("a.txt", BASE + "/") == article_iri("a.txt", BASE)


def test_a_named_actor_is_the_same_in_all_articles(iris: Iris) -> None:
    actor = Actor("anna-beispiel", "Person", "Anna Beispiel", ())

    assert iris.actor(actor) == URIRef("https://example.org/id/actor/anna-beispiel")
    assert iris.actor(actor) == Iris("other.txt", BASE).actor(actor)


def test_an_unnamed_actor_exists_in_its_article_only(iris: Iris) -> None:
    actor = Actor("augenzeugen", "Group", "Augenzeugen", (), named=False)

    assert iris.actor(actor).endswith("-augenzeugen")
    assert iris.actor(actor) != Iris("other.txt", BASE).actor(actor)


def test_a_location_is_the_same_in_all_articles(iris: Iris) -> None:
    assert iris.location(Location("koeln", "city", "Köln", ())) == URIRef(
        "https://example.org/id/location/koeln"
    )


def test_what_is_counted_is_named_by_its_noun_phrase(iris: Iris) -> None:
    assert iris.concept("verletzte Helfer") == URIRef("https://example.org/id/concept/verletzte-helfer")


def test_an_id_with_characters_that_no_iri_has_is_encoded(iris: Iris) -> None:
    assert iris.location(Location("a b/ü", "city", "?", ())) == URIRef(
        "https://example.org/id/location/a%20b%2F%C3%BC"
    )


def test_a_passage_is_a_part_of_its_article(iris: Iris) -> None:
    assert iris.passage("target", Span(3, 9)) == URIRef(f"{iris.article}#target-3-9")


def test_two_things_mentioned_by_the_same_words_have_two_annotations(iris: Iris) -> None:
    state, country = URIRef(f"{BASE}/id/actor/x"), URIRef(f"{BASE}/id/location/x")

    assert iris.mention(state, Span(0, 1)) != iris.mention(country, Span(0, 1))


def test_facts_of_equal_words_have_different_keys() -> None:
    first, second, third = fact_keys(["12", "12", "13"])

    assert len({first, second, third}) == 3


def test_facts_keep_their_keys_when_others_come_before_them() -> None:
    alone = list(fact_keys(["rund 300", "12"]))

    assert list(fact_keys(["neu", "rund 300", "auch neu", "12"]))[1::2] == alone
