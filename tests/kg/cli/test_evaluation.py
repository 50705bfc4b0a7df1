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
