"""People and bodies that only a noun names."""

from collections.abc import Callable

import pytest

Things = Callable[[str], list[tuple[str, str, list[str]]]]
Statements = Callable[[str], list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    "text",
    [
        "Der Kanzler schweigt zu der Frage.",
        "Die Ministerin wich am Abend aus.",
        "Am Abend hielt die Menge dem Präsidenten Schilder hin.",
    ],
)
def test_who_holds_an_office_is_somebody_though_silent(actors: Things, text: str) -> None:
    assert [kind for kind, _, _ in actors(text)] == ["Person"]


@pytest.mark.parametrize("text", ["Er erklärte sich zum Kanzler.", "Ein Kanzler darf am Ende irren."])
def test_an_office_without_its_holder_is_nobody(actors: Things, text: str) -> None:
    assert actors(text) == []


def test_an_office_takes_up_who_holds_it(actors: Things) -> None:
    found = actors("Finanzminister Jan Roth trat vor. Das Parlament warf dem Minister Untätigkeit vor.")

    assert ("Person", "Jan Roth", ["Jan Roth", "Minister"]) in found


@pytest.mark.parametrize("noun", ["Ministerium", "Klinikum", "Komitee"])
def test_a_body_that_an_article_means_is_an_actor_though_silent(actors: Things, noun: str) -> None:
    assert actors(f"Das {noun} verschob am Abend alle Termine.") == [("Organization", noun, [noun])]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Lotsin Ida Kern sah das Schiff zuerst.", "Lotsin"),
        ("Seine Herausforderin Ida Kern gewann knapp.", "Herausforderin"),
        ("Die Vorsitzende Ida Kern trat zurück.", "Vorsitzende"),
        ("Amtsinhaberin Ida Kern gewann knapp.", "Amtsinhaberin"),
        ("Vulkanologin Ida Kern misst seit Mai.", "Vulkanologin"),
    ],
)
def test_what_a_woman_does_is_her_role(read: Callable[..., object], text: str, role: str) -> None:
    [kern] = read(text).actors  # type: ignore[attr-defined]

    assert (kern.type, kern.name, kern.role) == ("Person", "Ida Kern", role)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jan Roth schwieg. Der Bruder einer Geisel bat um Hilfe.", "Bruder einer Geisel"),
        ("Ida Kern sagte, es eile. Das koste viel, betonte der Präsident.", "Präsident"),
        ("Minister Jan Roth sagte, es eile. Es koste viel, betonte der Urner.", "Jan Roth"),
    ],
)
def test_a_role_is_who_fits_it(statements: Statements, text: str, speaker: str) -> None:
    assert statements(text)[-1][1] == speaker


@pytest.mark.parametrize("noun", ["Golfemirat", "Apparat", "Wasserleitung", "Parkbank", "Seilbahn"])
def test_a_noun_that_only_ends_like_a_body_is_none(actors: Things, noun: str) -> None:
    assert actors(f"Wir sahen hier {noun} und Haus am Abend.") == []
