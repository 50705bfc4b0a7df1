"""The bench of extraction: figures are shown beside their floors, and falling below one is a failure."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench.extraction.run import FLOORS, SETS, GoldSet, measure
from kg.article import Article
from kg.evaluation import MEASURES, gold_files
from kg.language import extract

CHECKOUT = Path(__file__).parents[2]
TEXT = "„Die Brücke in Aalborg bleibt offen“, sagte Ada Lund am Montag. Laut Polizei kamen rund 300 Helfer.\n"


@pytest.fixture
def gold(tmp_path: Path) -> GoldSet:
    """A set of one article with, as its gold, just what is extracted from it."""
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    found = extract(Article(name="bridge.txt", text=TEXT, language="de")).to_json()
    (tmp_path / "bridge.json").write_text(json.dumps(found), encoding="utf-8")
    return GoldSet("bridge", tmp_path, tmp_path)


def change(gold: GoldSet, **lists: Any) -> None:
    path = gold.gold / "bridge.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | lists), encoding="utf-8")


def test_a_figure_is_shown_beside_its_record_and_its_floor(
    gold: GoldSet, capsys: pytest.CaptureFixture[str]
) -> None:
    status = measure(gold, {"estimates": {"recorded": 0.95, "floor": 0.9}}, differences=False)

    assert status == 0
    assert ["estimates", "1.000", "0.950", "0.900"] in [
        line.split() for line in capsys.readouterr().out.splitlines()
    ]


def test_a_figure_below_its_floor_fails_and_is_named(
    gold: GoldSet, capsys: pytest.CaptureFixture[str]
) -> None:
    change(gold, estimates=[])

    status = measure(gold, {"estimates": {"floor": 0.9}, "statements": {"floor": 0.9}}, differences=False)

    assert status == 1
    assert capsys.readouterr().out.splitlines()[-1].strip() == "Below the floor: estimates."


def test_differences_are_shown_on_request(gold: GoldSet, capsys: pytest.CaptureFixture[str]) -> None:
    change(gold, estimates=[])

    measure(gold, {}, differences=True)

    assert "invented estimates      rund 300" in capsys.readouterr().out


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_a_set_that_is_absent_is_passed_over_except_on_the_build_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    monkeypatch.setenv("CI", ci)

    assert measure(GoldSet("far", tmp_path / "gone", tmp_path), {}, differences=False) == status
    assert "not measured" in capsys.readouterr().out


def test_the_floors_are_of_measures_and_sets_that_exist_and_below_what_is_recorded() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))

    assert set(floors) == {each.name for each in SETS}
    for records in floors.values():
        assert set(records) <= set(MEASURES)
        assert all(record["floor"] <= record["recorded"] for record in records.values())


def test_every_article_of_our_own_has_gold_and_the_other_way_round() -> None:
    own = SETS[0]

    assert [path.stem for path in gold_files(own.gold)] == sorted(path.stem for path in own.texts.iterdir())


def test_the_command_measures_a_folder_that_is_named(gold: GoldSet) -> None:
    (gold.gold / "bridge.json").write_text("{", encoding="utf-8")
    command = [sys.executable, "-m", "bench.extraction.run", "--gold", gold.gold]

    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert result.returncode == 2
    assert "bridge.json" in result.stderr
