"""Where a text names a place."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Things = Callable[[str], list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Leipzig begann am Abend der Streik.", ("city", "Leipzig", ["Leipzig"])),
        ("In Frankfurt am Main begann der Streik.", ("city", "Frankfurt am Main", ["Frankfurt am Main"])),
        ("In der Türkei bebte am Abend die Erde.", ("country", "Türkei", ["Türkei"])),
        ("Der Zug fuhr am Abend nach Genf.", ("city", "Genf", ["Genf"])),
        ("In Bayern begann am Abend der Streik.", ("region", "Bayern", ["Bayern"])),
        ("Das Beben traf die Stadt Izmir am Abend.", ("city", "Izmir", ["Izmir"])),
        ("Der Streik in Zürich endete am Abend.", ("city", "Zürich", ["Zürich"])),
    ],
)
def test_a_known_place_is_found_by_its_german_name(
    places: Things, text: str, place: tuple[str, str, list[str]]
) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    ("text", "place"), [("Die Wahl in Essen begann.", "Essen"), ("Das Flugzeug landete in Halle.", "Halle")]
)
def test_a_place_named_like_a_noun_is_one_after_a_local_preposition(
    places: Things, text: str, place: str
) -> None:
    assert [name for _, name, _ in places(text)][:1] == [place]


@pytest.mark.parametrize(
    "text", ["Die Halle wurde am Abend geräumt.", "Die Weiden stehen seit Mai unter Wasser."]
)
def test_a_noun_that_is_also_a_place_name_is_none_otherwise(places: Things, text: str) -> None:
    assert places(text) == []


def test_a_part_of_a_country_is_a_region_and_the_country_counts_too(places: Things) -> None:
    assert places("Im Osten der Ukraine brannte am Abend ein Lager.") == [
        ("region", "Osten der Ukraine", ["Osten der Ukraine"]),
        ("country", "Ukraine", ["Ukraine"]),
    ]


def test_an_unknown_place_is_one_after_a_local_preposition(places: Things) -> None:
    assert places("Im Zug nach Frachfeld brannte es, in Frachfeld auch.") == [
        ("city", "Frachfeld", ["Frachfeld", "Frachfeld"])
    ]


def test_a_state_that_acts_is_no_place(places: Things) -> None:
    assert places("Die Türkei kritisierte am Abend den Beschluss.") == []


def test_all_mentions_of_a_place_are_listed(places: Things) -> None:
    text = "In Genf regnete es. Aus Genf floh niemand."

    assert places(text) == [("city", "Genf", ["Genf", "Genf"])]


def test_a_known_place_has_coordinates_and_a_link(read: Reader) -> None:
    [genf] = read("Der Zug fuhr am Abend nach Genf.").locations

    assert genf.known is not None
    assert genf.known.country == "CH"
    assert genf.known.latitude == pytest.approx(46.2, abs=0.2)
    assert genf.known.same_as == "http://www.wikidata.org/entity/Q71"


def test_an_ambiguous_name_is_decided_by_the_countries_of_the_article(read: Reader) -> None:
    american = read("Die USA zittern. In Birmingham, im Süden der USA, tobt ein Sturm.")
    british = read("Großbritannien zittert. In Birmingham, im Süden Großbritanniens, tobt ein Sturm.")

    assert [p.known.country for p in american.locations if p.name == "Birmingham" and p.known] == ["US"]
    assert [p.known.country for p in british.locations if p.name == "Birmingham" and p.known] == ["GB"]
