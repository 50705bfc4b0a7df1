"""Media: known ones, quoted titles, and everyday words that are titles only in quotation marks."""

from collections.abc import Callable

import pytest

from kg.language.names.gazetteer import media_titles

Things = Callable[[str], list[tuple[str, str, list[str]]]]
Chains = Callable[[str], list[tuple[str, list[str], str]]]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("die „Süddeutsche Zeitung“", "Süddeutsche Zeitung"),
        ("das RND", "Redaktionsnetzwerk Deutschland"),
        ("Keystone-SDA", "Keystone-SDA"),
        ("der „Stern“", "Stern"),
        ("der „Standard“", "Der Standard"),
        ("die „Rheinische Post“", "Rheinische Post"),
        ("Belta", "Belta"),
        ("Le Monde", "Le Monde"),
        ("das Nachrichtenportal „Elbblick“", "Elbblick"),
    ],
)
def test_a_medium_passes_on_what_its_source_says(chains: Chains, phrase: str, name: str) -> None:
    text = f"Wie {phrase} unter Berufung auf Diplomaten berichtet, ist der Streit beendet."

    assert chains(text) == [("Diplomaten", [name], "ist der Streit beendet")]


@pytest.mark.parametrize(
    "text",
    ["Die Zeit drängt am Ende sehr.", "Der Kurier kam nach 20 Minuten.", "Ein Stern leuchtet am Himmel."],
)
def test_an_everyday_word_is_a_title_only_in_quotation_marks(actors: Things, text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("quoted", "name"),
    [
        ("der „Lippischen Morgenpost“", "Lippische Morgenpost"),
        ("dem „Friesischen Tagblatt“", "Friesisches Tagblatt"),
        ("dem „Holsteinischen Kurier“", "Holsteinischer Kurier"),
        ("den „Weimarer Neuesten Nachrichten“", "Weimarer Neueste Nachrichten"),
        ("der „Bamberger Allgemeinen“", "Bamberger Allgemeine"),
        ("dem „Geraer Tagblatt“", "Geraer Tagblatt"),
    ],
)
def test_a_quoted_title_is_named_in_the_nominative(actors: Things, quoted: str, name: str) -> None:
    assert ("Organization", name) in [
        (kind, found) for kind, found, _ in actors(f"Er sagte {quoted}, es regne.")
    ]


@pytest.mark.parametrize("listener", ["dieser Zeitung", "unserer Redaktion"])
def test_the_paper_itself_relays(chains: Chains, listener: str) -> None:
    [(_, relays, _)] = chains(f"Minister Jan Roth sagte {listener}, alles sei gut.")

    assert relays == [listener.split()[-1]]


def test_a_known_medium_is_found_by_its_short_title() -> None:
    found = {
        title: media_titles().named(title) for title in ("Zeit", "Welt", "Krone", "FAZ", "NZZ am Sonntag")
    }

    assert {title: actor and actor.name for title, actor in found.items()} == {
        "Zeit": "Die Zeit",
        "Welt": "Die Welt",
        "Krone": "Kronen Zeitung",
        "FAZ": "Frankfurter Allgemeine Zeitung",
        "NZZ am Sonntag": "NZZ am Sonntag",
    }
