"""How figures and dates are compared with the cases of a specification."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.extraction.specifications import FILES, MEASURES, UNREAD, evaluate_specifications, score_case
from kg.errors import UnreadableInputError

Case = dict[str, Any]


def case(text: str, words: str | None = None, value: str | None = None, **resolution: str) -> Case:
    if words is None:
        return {"Input": text, "Results": []}
    found = {"Text": words, "Start": text.index(words), "Resolution": {"value": value} | resolution}
    return {"Input": text, "Results": [found]}


def dated(text: str, words: str, past: dict[str, str], future: dict[str, str] | None = None) -> Case:
    value = {"PastResolution": past, "FutureResolution": future or past}
    context = {"ReferenceDateTime": "2025-03-15T00:00:00"}
    return {"Input": text, "Context": context, "Results": [{"Text": words, "Value": value}]}


def within(text: str, words: str, start: str, end: str) -> Case:
    return dated(text, words, {"startDate": start, "endDate": end})


def on(text: str, words: str, *days: str) -> Case:
    return dated(text, words, {"date": days[0]}, {"date": days[-1]})


def counts(measure: str, each: Case) -> tuple[int, int]:
    figure = score_case(measure, each, "case").figures[measure]
    return figure.right, figure.gold


def left_out(measure: str, each: Case) -> bool:
    return score_case(measure, each, "case").figures[UNREAD].right == 1


@pytest.mark.parametrize(
    ("measure", "each", "right"),
    [
        ("numbers", case("Es kamen 1.500 Boote.", "1.500", "1500"), 1),
        ("numbers", case("Es kamen 1.500 Boote.", "1.500", "15"), 0),
        ("percentages", case("Es waren 20 Prozent.", "20 Prozent", "20%"), 1),
        ("currencies", case("Das kostet 3 Euro.", "3 Euro", "3", unit="Euro"), 1),
        ("currencies", case("Das kostet 3 Euro.", "3 Euro", "4", unit="Euro"), 0),
        ("ranges", case("Es waren weniger als 5 Boote da.", "weniger als 5", "(,5)"), 1),
        ("ranges", case("Es waren mehr als 5 Boote da.", "mehr als 5", "(,5)"), 0),
        ("ranges", case("Es kamen viele Boote.", None), 1),
        ("ranges", case("Es kamen 300 Boote.", None), 0),
    ],
)
def test_a_figure_is_right_where_its_value_is_read_or_rightly_nothing(
    measure: str, each: Case, right: int
) -> None:
    assert counts(measure, each) == (right, 1)


@pytest.mark.parametrize(
    ("measure", "each"),
    [
        ("numbers", case("Das ist ein Boot.", "ein", "1")),
        ("dimensions", case("Ein Pfund Hack, bitte.", "Ein Pfund", "1", subtype="Weight")),
        ("dimensions", case("Es sind 24 Grad.", "24 Grad", "24", subtype="Temperature")),
        ("currencies", case("Der Dollar fällt.", "Dollar", None, unit="Dollar")),
        ("periods", within("Diese Woche kommt sie.", "Diese Woche", "2025-03-10", "2025-03-17")),
    ],
)
def test_what_is_not_read_on_purpose_is_left_out(measure: str, each: Case) -> None:
    assert counts(measure, each) == (0, 0)
    assert left_out(measure, each)


@pytest.mark.parametrize(
    ("measure", "each", "right"),
    [
        ("dates", on("Sie kam am 3. Mai 2024 an.", "3. Mai 2024", "2024-05-03"), 1),
        ("dates", on("Sie kam am 3. Mai 2024 an.", "3. Mai 2024", "2024-05-04"), 0),
        ("dates", on("Sie kam am 3. Mai an.", "3. Mai", "2024-05-03", "2025-05-03"), 1),
        ("periods", within("Sie kam im Mai 2024 an.", "Mai 2024", "2024-05-01", "2024-06-01"), 1),
        ("periods", within("Sie kam im Dezember 2023.", "Dezember 2023", "2023-12-01", "2024-01-01"), 1),
        ("periods", within("Sie kam im Jahr 2023 an.", "2023", "2023-01-01", "2024-01-01"), 1),
    ],
)
def test_a_date_is_right_when_it_resolves_to_that_day_month_or_year(
    measure: str, each: Case, right: int
) -> None:
    assert counts(measure, each) == (right, 1)


def test_what_is_wrong_is_shown() -> None:
    [difference] = score_case("numbers", case("Es kamen 300 Boote.", "300", "30"), "numbers 1").differences

    assert (difference.words, difference.detail) == ("300", "expected 30, found 300")


def test_every_case_of_every_file_counts(tmp_path: Path) -> None:
    for file in FILES.values():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("\ufeff" + json.dumps([case("Es kamen viele.", None)]), encoding="utf-8")

    evaluation = evaluate_specifications(tmp_path)

    assert len(evaluation.articles) == len(FILES)
    assert tuple(evaluation.total) == MEASURES


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"NumberModel\.json"):
        evaluate_specifications(tmp_path)
