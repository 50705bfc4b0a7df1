"""Which language a text is in."""

import pytest

from kg.errors import UnsupportedInputError
from kg.language.identification import require_german

GERMAN = "Der Regen hat am Abend aufgehört, und die Pegel der Flüsse sinken langsam wieder."
ENGLISH = "The rain stopped in the evening, and the levels of the rivers are slowly falling again."


def test_german_prose_is_recognised() -> None:
    assert require_german(GERMAN, None, "a.txt") == "de"


def test_german_prose_with_few_function_words_is_recognised() -> None:
    assert (
        require_german(
            "Heftige Regenfälle, steigende Pegel, gesperrte Straßen: Retter helfen.", None, "a.txt"
        )
        == "de"
    )


@pytest.mark.parametrize("declared", ["de", "de-AT", "de-CH", "DE"])
def test_a_declared_german_is_kept_as_it_is(declared: str) -> None:
    assert require_german(GERMAN, declared, "a.txt") == declared


def test_what_is_declared_german_is_read_as_german() -> None:
    assert require_german("Tor, Tor, Tor, Tor, Tor und Ende", "de", "a.txt") == "de"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "La pluie a cessé dans la soirée et le niveau des rivières baisse lentement à nouveau.",
        "Вечером дождь прекратился, и уровень воды в реках снова медленно падает.",
        "De regen is des avonds opgehouden, en het water in de rivieren daalt langzaam door de dijken.",
        "Regnen er hørt op om aftenen, og vandstanden i floderne falder langsomt igen, siger de.",
    ],
)
def test_another_language_is_refused_by_name_of_the_file(text: str) -> None:
    with pytest.raises(UnsupportedInputError, match=r"a\.txt: is in a language that is not read yet"):
        require_german(text, None, "a.txt")


def test_a_declared_other_language_is_refused_unread() -> None:
    with pytest.raises(UnsupportedInputError, match='"en"'):
        require_german(GERMAN, "en-GB", "a.txt")


@pytest.mark.parametrize(
    "text", ["", "  \n\t ", "12 34 56 78 90", "*** --- ***", "Nur vier Wörter hier", "🎉🎉🎉"]
)
def test_a_text_without_prose_is_refused(text: str) -> None:
    with pytest.raises(UnsupportedInputError, match="contains no prose"):
        require_german(text, "de", "a.txt")
