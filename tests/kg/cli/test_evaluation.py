"""`kg evaluate`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Kg = Callable[..., Result]


@pytest.fixture
def gold(kg: Kg, german: Path, tmp_path: Path) -> Path:
    """Gold that agrees with what is extracted."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "protest.json").write_text(kg("extract", german).stdout)
    return folder


def test_what_agrees_with_gold_scores_full(kg: Kg, gold: Path, tmp_path: Path) -> None:
    result = kg("evaluate", "--json", gold, tmp_path)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"]["estimates"]["value"] == 1.0
    assert "All articles" in kg("evaluate", gold, tmp_path).stdout


def test_gold_without_its_article_is_said(kg: Kg, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "protest.txt").unlink()
    result = kg("evaluate", gold, tmp_path)
    assert result.exit_code == 2
    assert "protest.txt" in result.stderr


def test_a_folder_without_gold_is_said(kg: Kg, tmp_path: Path) -> None:
    result = kg("evaluate", tmp_path, tmp_path)
    assert result.exit_code == 2
    assert "holds no gold files" in result.stderr


def test_figures_are_compared_with_those_of_an_earlier_run(kg: Kg, gold: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(kg("evaluate", "--json", gold, tmp_path).stdout)
    spoilt = json.loads((gold / "protest.json").read_text()) | {"estimates": []}
    (gold / "protest.json").write_text(json.dumps(spoilt))
    lines = kg("evaluate", gold, tmp_path, "--compare", before).stdout.splitlines()
    assert f"Compared with {before}" in lines
    assert ["estimates", "0.000", "1.000", "-1.000"] in [line.split() for line in lines]


def test_a_file_without_figures_cannot_be_compared_with(kg: Kg, gold: Path, tmp_path: Path) -> None:
    result = kg("evaluate", gold, tmp_path, "--compare", gold / "protest.json")
    assert result.exit_code == 2
    assert "holds no figures of an evaluation" in result.stderr


def test_a_comparison_is_for_people(kg: Kg, gold: Path, tmp_path: Path) -> None:
    result = kg("evaluate", "--json", gold, tmp_path, "--compare", gold / "protest.json")
    assert (result.exit_code, "--compare is for people" in result.stderr) == (2, True)


def test_a_corpus_of_quotations_is_measured_part_by_part(kg: Kg, tmp_path: Path) -> None:
    text = "„Die Brücke in Aalborg bleibt offen“, sagte Ada Lund."
    tokens = text.replace("“,", " “ ,").replace("„", "„ ").replace(".", " .").split()
    quoted = {"type": "Direct", "quote": {"tokenIds": [1, 2, 3, 4, 5, 6]}, "speaker": {"tokenIds": [10, 11]}}
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"text": text, "tokens": tokens, "annotations": [quoted]}))
    total = json.loads(kg("evaluate", "--json", corpus).stdout)["total"]
    assert total["quote"]["value"] == 1.0
    assert total["speaker"]["value"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [(["folder"], "Name the folder of the articles"), (["corpus.jsonl", "folder"], "leave folder out")],
)
def test_what_holds_its_texts_is_named_alone_and_what_does_not_with_them(
    kg: Kg, tmp_path: Path, arguments: list[str], problem: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "corpus.jsonl").touch()
    result = kg("evaluate", *arguments)
    assert (result.exit_code, problem in result.stderr) == (2, True)
