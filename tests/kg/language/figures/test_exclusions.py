"""Numbers that are no figures of fact: dates, durations, ages, scores, labels, codes."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Figures = Callable[[str], list[tuple[str, float | None, float | None, str]]]

with Path(__file__).with_name("no_figures.toml").open("rb") as file:
    SENTENCES: list[str] = tomllib.load(file)["sentences"]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_of_dates_durations_and_labels_has_no_figure(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Befragt wurden 1950 Menschen.", ["1950"]),
        ("Es waren 1213.", ["1213"]),
        ("„In einer Woche sind es noch 50.“ Das sagte sie.", ["50"]),
        ("Die Zahl stieg auf 1848.", ["1848"]),
        ("Dieses Jahr 400 Menschen, voriges Jahr 500 Menschen.", ["400", "500"]),
        ("Die Kapelle mit dem Namen Block 9 verkaufte 40 Platten.", ["40"]),
        ("Die Truppen haben eine Stärke von 10.000 Mann.", ["10.000"]),
        ("Der Raum misst 100 mal 55 Meter.", ["100", "55"]),
        ("Das Gesetz wurde mit 112 zu 76 Stimmen angenommen.", ["112", "76"]),
        ("Die Anfrage kam aus 1500 Gemeinden in Bayern.", ["1500"]),
    ],
)
def test_what_only_looks_like_a_year_a_label_or_a_score_is_a_figure(
    figures: Figures, text: str, words: list[str]
) -> None:
    assert [found for found, *_ in figures(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Acht davon sind Kinder.", ["Acht"]),
        ("Zwei der Männer sind verletzt.", ["Zwei"]),
        ("Sechs starben in den Trümmern.", ["Sechs"]),
        ("Der Rat wächst von zwölf auf 20 Mitglieder.", ["zwölf", "20"]),
        ("Sie gewann fünf Gold- und drei Silbermedaillen.", ["fünf", "drei"]),
        ("Nur zwei der acht Tage sind frei.", []),
        ("Die ersten drei von ihnen sind schnell.", []),
        ("Gegen acht war alles vorbei.", []),
    ],
)
def test_a_small_number_in_words_may_stand_for_its_noun(
    figures: Figures, text: str, words: list[str]
) -> None:
    assert [found for found, *_ in figures(text)] == words
