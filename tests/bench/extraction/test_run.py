"""The bench of extraction: figures beside their records and floors; falling below one is a failure."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.extraction.run import MOST_ARTICLES, compare, evaluated, main, show
from bench.extraction.sets import KINDS, MeasuredSet
from kg.article import Article
from kg.evaluation import Evaluation
from kg.language import extract

CHECKOUT = Path(__file__).parents[3]
TEXT = "„Die Brücke in Aalborg bleibt offen“, sagte Ada Lund am Montag. Laut Polizei kamen rund 300 Helfer.\n"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def gold(tmp_path: Path) -> MeasuredSet:
    """A set of one article with, as its gold, just what is extracted from it."""
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    found = extract(Article(name="bridge.txt", text=TEXT, language="de")).to_json()
    (tmp_path / "bridge.json").write_text(json.dumps(found), encoding="utf-8")
    return MeasuredSet(
        "bridge", KINDS["articles"], (tmp_path, tmp_path), {"estimates": 0.9, "statements": 0.9}
    )


def change(gold: MeasuredSet, **lists: Any) -> None:
    path = gold.paths[0] / "bridge.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | lists), encoding="utf-8")


def cells(output: Output) -> list[list[str]]:
    return [line.split() for line in output.readouterr().out.splitlines()]


def test_a_figure_is_shown_beside_its_record_and_its_floor(gold: MeasuredSet, capsys: Output) -> None:
    assert compare(gold, gold.evaluate(), {"estimates": 0.95}) == 0
    assert ["estimates", "1.000", "0.950", "+0.050", "0.900"] in cells(capsys)


def test_a_figure_below_its_floor_fails_and_is_named(gold: MeasuredSet, capsys: Output) -> None:
    change(gold, estimates=[])

    assert compare(gold, gold.evaluate(), {}) == 1
    assert capsys.readouterr().out.splitlines()[-1].strip() == "Below the floor: estimates."


def test_the_figures_of_few_articles_are_shown_unasked(gold: MeasuredSet, capsys: Output) -> None:
    [score] = gold.evaluate().articles

    show(Evaluation((score,)), articles=False, differences=False)
    assert "bridge.json" in [row[0] for row in cells(capsys)]
    show(Evaluation((score,) * (MOST_ARTICLES + 1)), articles=False, differences=False)
    assert cells(capsys) == []
    show(Evaluation((score,) * (MOST_ARTICLES + 1)), articles=True, differences=False)
    assert len(cells(capsys)) == MOST_ARTICLES + 2


def test_differences_are_shown_on_request(gold: MeasuredSet, capsys: Output) -> None:
    change(gold, estimates=[])

    show(gold.evaluate(), articles=False, differences=True)

    assert "invented estimates      rund 300" in capsys.readouterr().out


def test_a_set_that_is_absent_is_said(gold: MeasuredSet, tmp_path: Path, capsys: Output) -> None:
    absent = MeasuredSet("far", gold.kind, (tmp_path / "gone", tmp_path), {})

    assert evaluated(absent) is None
    assert capsys.readouterr().out.startswith(f"far: not measured, {tmp_path / 'gone'} is not there")


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_an_absent_set_is_passed_over_except_on_the_build_machine(
    gold: MeasuredSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, status: int
) -> None:
    absent = MeasuredSet("far", gold.kind, (tmp_path / "gone", tmp_path), {})
    monkeypatch.setattr("bench.extraction.run.measured_sets", lambda: {"far": absent})
    monkeypatch.setattr("sys.argv", ["run"])
    monkeypatch.setenv("CI", ci)

    assert main() == status


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [(["mars"], 2, "there is no set mars; there are own, second"), (["--help"], 0, "")],
)
def test_the_command_takes_the_names_of_sets(arguments: list[str], status: int, message: str) -> None:
    command = [sys.executable, "-m", "bench.extraction.run", *arguments]

    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert (result.returncode, message in result.stderr) == (status, True)


def test_nothing_but_totals_is_shown_of_a_held_out_set(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(sys, "argv", ["run", "held-out", "--differences", "--articles"])

    main()
    assert ".json" not in capsys.readouterr().out
