"""The sets that are measured, their floors, and the figures last recorded."""

import json
from pathlib import Path

import pytest

from bench.extraction.sets import FLOORS, MeasuredSet, measured_sets, record, recorded
from kg.evaluation import gold_files


def own_sets() -> list[MeasuredSet]:
    return [each for each in measured_sets().values() if FLOORS.parent in each.paths[0].resolve().parents]


def test_a_set_is_named_with_its_files_and_floors(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    file.write_text('[tides]\nkind = "quotations"\ncorpus = "tides.jsonl"\n[tides.floors]\nquote = 0.5\n')

    tides = measured_sets(file)["tides"]

    assert tides.paths == (tmp_path / "tides.jsonl",)
    assert (tides.floors, tides.on_request, tides.absent) == ({"quote": 0.5}, False, tmp_path / "tides.jsonl")


def test_floors_are_not_above_what_is_recorded() -> None:
    figures = recorded()

    too_high = {
        (name, measure): floor
        for name, each in measured_sets().items()
        for measure, floor in each.floors.items()
        if floor > figures[name][measure]
    }

    assert too_high == {}


def test_only_sets_that_exist_are_recorded() -> None:
    assert set(recorded()) <= set(measured_sets())


def test_what_is_recorded_takes_the_place_of_the_figures_of_the_same_set(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"reference": {"actors": 0.5}, "own": {"actors": 0.5}}))

    record({"own": {"actors": 0.7}}, file)

    assert list(recorded(file).items()) == [("own", {"actors": 0.7}), ("reference", {"actors": 0.5})]


@pytest.mark.parametrize("own", own_sets(), ids=lambda each: each.name)
def test_every_article_of_our_own_has_gold_and_the_other_way_round(own: MeasuredSet) -> None:
    annotations, texts = own.paths

    assert [path.stem for path in gold_files(annotations)] == sorted(path.stem for path in texts.iterdir())
