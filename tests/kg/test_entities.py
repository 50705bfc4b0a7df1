"""The known actors and places of the seeds."""

import re
from collections import Counter

import pytest

from kg.entities import KnownActor, KnownPlace, known_actors, known_places


def actor(key: str) -> KnownActor:
    [found] = [a for a in known_actors() if a.key == key]
    return found


def places(name: str) -> list[KnownPlace]:
    return [p for p in known_places() if p.name == name]


def test_keys_of_actors_are_unique_and_can_stand_in_an_iri() -> None:
    keys = [a.key for a in known_actors()]

    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [key for key in keys if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_keys_of_places_are_unique_and_can_stand_in_an_iri() -> None:
    assert [key for key, count in Counter(p.key for p in known_places()).items() if count > 1] == []
    assert [p.key for p in known_places() if not re.fullmatch(r"[a-z0-9][a-z0-9-]*[a-z0-9]", p.key)] == []


def test_every_actor_has_a_name_and_a_type() -> None:
    assert all(a.name and a.name_en for a in known_actors())
    assert {a.type for a in known_actors()} == {"Person", "Organization", "State"}


def test_every_country_is_a_state_once() -> None:
    countries = [a for a in known_actors() if a.type == "State" and "Kabinett" not in a.roles]
    states = Counter(a.country for a in countries)

    assert [country for country, count in states.items() if count > 1] == []
    assert {p.country for p in known_places() if p.type == "country"} <= set(states)


def test_an_actor_has_spellings_roles_and_a_link() -> None:
    rutte = actor("mark-rutte")

    assert "Rutte" in rutte.aliases
    assert "NATO-Generalsekretär" in rutte.roles
    assert rutte.same_as == "http://www.wikidata.org/entity/Q57792"


def test_what_has_no_item_has_no_link() -> None:
    assert all((a.same_as is None) == (not a.wikidata) for a in known_actors())
    assert all(re.fullmatch(r"Q\d+", a.wikidata) for a in known_actors() if a.wikidata)


def test_a_city_has_coordinates_and_links() -> None:
    [leipzig] = places("Leipzig")

    assert (leipzig.type, leipzig.country, leipzig.region) == ("city", "DE", "Sachsen")
    assert (leipzig.latitude, leipzig.longitude) == (
        pytest.approx(51.3, abs=0.2),
        pytest.approx(12.4, abs=0.2),
    )
    assert leipzig.same_as == "http://www.wikidata.org/entity/Q2079"
    assert leipzig.geonames


def test_every_place_is_in_a_country_that_is_known_or_in_none() -> None:
    countries = {p.country for p in known_places() if p.type == "country"}

    assert {p.country for p in known_places()} - countries == {""}


def test_coordinates_lie_on_the_earth() -> None:
    for place in known_places():
        assert (place.latitude is None) == (place.longitude is None)
        assert -90 <= (place.latitude or 0) <= 90
        assert -180 <= (place.longitude or 0) <= 180


def test_countries_regions_cities_and_vague_areas_are_known() -> None:
    counts = Counter(p.type for p in known_places())

    assert counts["country"] > 200
    assert counts["region"] > 1_000
    assert counts["city"] > 5_000
    assert set(counts) <= {"country", "region", "city", "other"}


def test_capitals_are_marked() -> None:
    assert [p.capital for p in places("Wien") if p.type == "city"] == [True]
    assert [p.capital for p in places("Graz")] == [False]


def test_the_seeds_are_read_once() -> None:
    assert known_actors() is known_actors()
    assert known_places() is known_places()
