"""Who is the subject of a reporting clause."""

from collections.abc import Callable

import pytest

from kg.language.extraction import Extraction

Reader = Callable[..., Extraction]
Statements = Callable[[str], list[tuple[str, str, str]]]


def speakers(found: list[tuple[str, str, str]]) -> list[str]:
    return [speaker for _, speaker, _ in found]


@pytest.mark.parametrize(
    "text",
    [
        "Karin Hollweg sagte, die Deiche seien sicher.",
        "Am Montag sagte Karin Hollweg, die Deiche seien sicher.",
        "In Passau sagte Karin Hollweg, die Deiche seien sicher.",
        "Nach dem Treffen mit Uwe Tannert sagte Karin Hollweg, die Deiche seien sicher.",
        "Karin Hollweg, die seit Mai regiert, sagte, die Deiche seien sicher.",
        "Karin Hollweg, Bürgermeisterin von Passau, sagte, die Deiche seien sicher.",
        "Die Bürgermeisterin von Passau, Karin Hollweg, sagte, die Deiche seien sicher.",
        "Bürgermeisterin Karin Hollweg (CSU) sagte, die Deiche seien sicher.",
        "Karin Hollweg sagte der Zeitung «Blick», die Deiche seien sicher.",
        "Karin Hollweg sagte vor Vertretern der NATO, die Deiche seien sicher.",
    ],
)
def test_the_subject_speaks_wherever_it_stands(statements: Statements, text: str) -> None:
    assert speakers(statements(text)) == ["Karin Hollweg"]


def test_a_name_after_a_preposition_or_in_the_genitive_does_not_speak(statements: Statements) -> None:
    text = "Der Anwalt von Uwe Tannert sagte, das Verfahren ruhe."

    assert "Uwe Tannert" not in speakers(statements(text))


def test_a_coordinated_verb_takes_over_the_subject(statements: Statements) -> None:
    text = "Karin Hollweg dankte den Helfern und forderte neue Boote."

    assert ("reported", "Karin Hollweg", "neue Boote") in statements(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Karin Hollweg regiert seit Mai. Sie sagte, die Deiche seien sicher.", "Karin Hollweg"),
        ("Uwe Tannert regiert seit Mai. Er sagte, die Deiche seien sicher.", "Uwe Tannert"),
        ("Uwe Tannert traf Karin Hollweg. Er sagte, die Deiche seien sicher.", "Uwe Tannert"),
        ("Karin Hollweg traf Uwe Tannert. Sie sagte, die Deiche seien sicher.", "Karin Hollweg"),
    ],
)
def test_a_pronoun_is_the_person_that_it_fits(statements: Statements, text: str, speaker: str) -> None:
    assert speakers(statements(text)) == [speaker]


def test_a_pronoun_prefers_who_spoke_last(statements: Statements) -> None:
    text = "„Wir hoffen“, sagte Uwe Tannert nach dem Treffen mit Jens Ahlfeld. „Es wird eng“, ergänzte er."

    assert speakers(statements(text)) == ["Uwe Tannert", "Uwe Tannert"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Gesundheitsministerin Petra Vogl kam nach Wien. Die Ministerin sagte, es gebe Betten.",
            "Petra Vogl",
        ),
        (
            "Der Virologe Hannes Wiegand forscht in Wien. Der Virologe sagte, es gebe Betten.",
            "Hannes Wiegand",
        ),
    ],
)
def test_a_role_noun_is_the_person_who_has_the_role(statements: Statements, text: str, speaker: str) -> None:
    assert speakers(statements(text)) == [speaker]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "Das russische Verteidigungsministerium erklärte, die Angaben seien falsch.",
            "Organization",
            "russisches Verteidigungsministerium",
        ),
        (
            "Die Staatsanwaltschaft Hamburg teilte mit, sie ermittle.",
            "Organization",
            "Staatsanwaltschaft Hamburg",
        ),
        ("Die Feuerwehr teilte mit, dass niemand verletzt wurde.", "Organization", "Feuerwehr"),
        ("Die WHO erklärte, die Lage sei ernst.", "Organization", "Weltgesundheitsorganisation"),
        ("Westliche Diplomaten sagten, die Lage sei ernst.", "Group", "Westliche Diplomaten"),
        ("Washington erklärte am Montag, die Lage sei ernst.", "State", "Vereinigte Staaten"),
        ("Die Regierung in Seoul erklärte, die Lage sei ernst.", "State", "Südkorea"),
    ],
)
def test_bodies_groups_and_governments_speak_too(read: Reader, text: str, kind: str, name: str) -> None:
    found = read(text)
    [statement] = found.statements

    assert [(a.type, a.name) for a in found.actors if a.id == statement.speaker] == [(kind, name)]


def test_a_form_of_address_tells_whom_a_pronoun_can_mean(statements: Statements) -> None:
    text = "Uwe Tannert traf Frau Lorenz. Am Abend sagte sie, das Geld fehle."

    assert speakers(statements(text)) == ["Lorenz"]


def test_a_name_in_the_dative_does_not_speak(statements: Statements) -> None:
    text = "In Passau drohte dem Verband am Montag Karin Hollweg mit einer Klage."

    assert "Verband" not in speakers(statements(text))
