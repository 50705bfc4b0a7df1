"""Organisations and groups by the noun that says what they are."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Things = Callable[[str], list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das ukrainische Militär rückte am Abend vor.", "ukrainisches Militär"),
        (
            "Das russische Verteidigungsministerium schwieg am Abend dazu.",
            "russisches Verteidigungsministerium",
        ),
        ("Die Staatsanwaltschaft Hamburg ermittelt seit dem Abend.", "Staatsanwaltschaft Hamburg"),
        ("Die Universität Basel schließt am Abend.", "Universität Basel"),
        ("Das US-Außenministerium schwieg am Abend dazu.", "US-Außenministerium"),
        ("Der Verband der Ärzte tagte am Abend.", "Verband der Ärzte"),
        ("Das Amt für Statistik schloss am Abend.", "Amt für Statistik"),
    ],
)
def test_a_body_is_named_in_the_nominative(actors: Things, text: str, name: str) -> None:
    assert [(kind, found) for kind, found, _ in actors(text)] == [("Organization", name)]


def test_an_acronym_is_an_organisation(actors: Things) -> None:
    assert actors("Die GDL bestreikt am Abend alle Züge.") == [("Organization", "GDL", ["GDL"])]


@pytest.mark.parametrize("word", ["WM", "KI", "PDF", "TV", "CO"])
def test_other_abbreviations_are_no_organisations(actors: Things, word: str) -> None:
    assert actors(f"Die {word} beschäftigt am Abend alle Leute.") == []


def test_a_bare_body_is_an_actor_only_when_it_speaks(actors: Things) -> None:
    assert actors("Das Amt schloss am Abend seine Türen.") == []
    assert actors("Das Amt teilte mit, es sei geschlossen.") == [("Organization", "Amt", ["Amt"])]


def test_a_bare_body_that_speaks_is_not_named(read: Reader) -> None:
    [amt] = read("Das Amt teilte mit, es sei geschlossen.").actors

    assert not amt.named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Augenzeugen berichteten von einem lauten Knall.", "Augenzeugen"),
        ("Experten warnen vor einer neuen Welle.", "Experten"),
        ("Westliche Geheimdienste warnen vor einem Angriff.", "Westliche Geheimdienste"),
        ("Mehrere Anwohner berichteten von einem lauten Knall.", "Anwohner"),
        ("Diplomaten zufolge ist das Treffen geplatzt.", "Diplomaten"),
        ("EU-Diplomaten zufolge ist das Treffen geplatzt.", "EU-Diplomaten"),
    ],
)
def test_an_unnamed_collective_that_speaks_is_a_group(actors: Things, text: str, name: str) -> None:
    assert ("Group", name, [name]) in actors(text)


def test_a_group_is_not_named(read: Reader) -> None:
    assert not any(actor.named for actor in read("Experten warnen vor einer neuen Welle.").actors)


def test_a_group_that_says_whose_it_is_counts_even_when_silent(actors: Things) -> None:
    assert actors("Eine südkoreanische Delegation reiste nach Brüssel.")[0] == (
        "Group", "südkoreanische Delegation", ["südkoreanische Delegation"],
    )  # fmt: skip


def test_the_same_body_under_the_same_words_is_one_actor(actors: Things) -> None:
    text = "Das ukrainische Militär rückt vor. Verluste nannte das ukrainische Militär nicht."

    assert [(name, len(mentions)) for _, name, mentions in actors(text)] == [("ukrainisches Militär", 2)]


def test_an_acronym_that_no_list_knows_is_an_organisation(actors: Things) -> None:
    assert actors("Die BVKX bestreikt am Abend alle Züge.") == [("Organization", "BVKX", ["BVKX"])]
