"""Figures beside earlier ones and beside their floors."""

import json
from pathlib import Path

import pytest

from kg.errors import UnreadableInputError
from kg.evaluation import ArticleScore, Evaluation
from kg.evaluation.comparison import below_floor, by_article, comparison, recorded_figures
from kg.evaluation.figures import Share, Tally

FIGURES = {"estimates": Tally(9, 10, 10), "st.type": Share(1, 2)}


def cells(lines: list[str]) -> list[list[str]]:
    return [line.split() for line in lines]


def test_a_figure_stands_beside_its_record_the_difference_and_its_floor() -> None:
    assert cells(comparison(FIGURES, {"estimates": 0.95}, {"estimates": 0.9})) == [
        ["now", "recorded", "difference", "floor"],
        ["estimates", "0.900", "0.950", "-0.050", "0.900"],
        ["st.type", "0.500", "-", "-", "-"],
    ]


def test_without_floors_there_is_no_column_for_them() -> None:
    assert cells(comparison(FIGURES, {"st.type": 0.25}))[2] == ["st.type", "0.500", "0.250", "+0.250"]


def test_a_figure_that_did_not_change_has_no_negative_difference() -> None:
    assert cells(comparison({"actors": Tally(2, 3, 3)}, {"actors": 0.6667}))[1][-1] == "+0.000"


@pytest.mark.parametrize(("floor", "fallen"), [(0.9, []), (0.91, ["estimates"])])
def test_only_what_is_below_its_floor_has_fallen(floor: float, fallen: list[str]) -> None:
    assert below_floor(FIGURES, {"estimates": floor}) == fallen


def test_the_figures_of_each_article_are_a_row_with_a_dash_for_nothing_to_find() -> None:
    rows = by_article([("a.json", FIGURES), ("b.json", FIGURES | {"st.type": Share()})])

    assert cells(rows) == [["estimates", "st.type"], ["a.json", "0.900", "0.500"], ["b.json", "0.900", "-"]]


def test_recorded_figures_are_read_from_the_json_of_an_evaluation(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    file.write_text(json.dumps(Evaluation((ArticleScore("a", FIGURES, ()),)).to_json()))

    assert recorded_figures(file) == {"estimates": 0.9, "st.type": 0.5}


@pytest.mark.parametrize("content", [b"[]", b"{}", b"{", b"\xff", b'{"total": {"actors": 1}}'])
def test_a_file_that_holds_no_figures_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "before.json"
    file.write_bytes(content)

    with pytest.raises(UnreadableInputError, match=r"before\.json: holds no figures"):
        recorded_figures(file)
