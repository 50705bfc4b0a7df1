"""Which words name the same thing, and which known thing it is."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Statements = Callable[[str], list[tuple[str, str, str]]]
Things = Callable[[str], list[tuple[str, str, list[str]]]]


def test_ids_are_the_keys_of_known_actors_and_slugs_of_other_names(read: Reader) -> None:
    found = read("Karin Müller-Brandt traf António Guterres am Abend in Genf.")

    assert [a.id for a in found.actors] == ["karin-mueller-brandt", "antonio-guterres"]


def test_actors_come_in_order_of_first_mention(read: Reader) -> None:
    found = read("Die WHO warnte. Karin Hollweg schwieg. Die WHO wartete auf Karin Hollweg.")

    assert [a.name for a in found.actors] == ["Weltgesundheitsorganisation", "Karin Hollweg"]


def test_the_name_is_the_fullest_form_in_the_article(actors: Things) -> None:
    text = "Hollweg schwieg am Abend. Karin Hollweg sprach am Morgen."

    assert [name for _, name, _ in actors(text)] == ["Karin Hollweg"]


def test_the_role_is_kept_from_where_it_stands(read: Reader) -> None:
    found = read("Bürgermeisterin Karin Hollweg kam. Später ging Hollweg wieder.")

    assert [(a.name, a.role) for a in found.actors] == [("Karin Hollweg", "Bürgermeisterin")]


def test_the_definite_role_of_a_body_is_the_body_named_before(statements: Statements) -> None:
    text = "Die NATO kündigte eine Übung an. Das Bündnis warnte vor Panik."

    assert [speaker for _, speaker, _ in statements(text)] == ["NATO", "NATO"]


def test_a_resident_noun_is_the_person_from_there(statements: Statements) -> None:
    text = "Mark Rutte kam nach Kiew. Der Niederländer warnte vor Panik."

    assert [speaker for _, speaker, _ in statements(text)] == ["Mark Rutte"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Laut dem Deutschen Wetterdienst regnet es.", "Deutscher Wetterdienst"),
        ("Nach Angaben des russischen Geheimdienstes brennt ein Lager.", "russischer Geheimdienst"),
        ("Nach Angaben des Innenministeriums brennt ein Lager.", "Innenministerium"),
        ("Nach Angaben Karin Hollwegs brennt ein Lager.", "Karin Hollweg"),
        ("Laut südkoreanischen Diplomaten ist das Treffen geplatzt.", "südkoreanische Diplomaten"),
    ],
)
def test_names_are_in_the_nominative(actors: Things, text: str, name: str) -> None:
    assert name in [found for _, found, _ in actors(text)]


def test_unnamed_actors_of_one_article_with_the_same_words_are_one(read: Reader) -> None:
    found = read("Augenzeugen berichteten von einem Knall. Augenzeugen warnten vor dem Rauch.")

    assert [(a.name, len(a.mentions), a.named) for a in found.actors] == [("Augenzeugen", 2, False)]


def test_every_id_that_a_statement_or_figure_names_is_an_actor_or_place(read: Reader) -> None:
    found = read(
        "Reuters berichtete unter Berufung auf Diplomaten, in Leipzig seien 40 Menschen verletzt. "
        "Er sagte in Dresden, das stimme. Laut Polizei waren es 50.",
        published="2024-10-28",
    )

    known = {a.id for a in found.actors} | {p.id for p in found.locations}
    named = {s.speaker for s in found.statements} | {r for s in found.statements for r in s.relayed_by}
    named |= {e.estimated_by for e in found.estimates if e.estimated_by}
    named |= {e.location for e in found.estimates if e.location}
    assert named <= known
