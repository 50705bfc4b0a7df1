"""Measures extraction against gold: what was found, what was missed, what was invented."""

import json
from pathlib import Path
from typing import Any

from kg.article import Article
from kg.errors import InputError, UnreadableInputError
from kg.evaluation.figures import MEASURES, ArticleScore, Difference, Evaluation
from kg.evaluation.scoring import score
from kg.language import extract
from kg.readers import read_file

__all__ = ["MEASURES", "ArticleScore", "Difference", "Evaluation", "evaluate", "gold_files", "score"]


def evaluate(gold_dir: Path, text_dir: Path) -> Evaluation:
    """Extract every article that has gold, and score what comes out.

    Args:
        gold_dir: a folder of ``X.json``, one object of the extraction schema each; schemas lying beside
            them (``*.schema.json``) are passed over.
        text_dir: a folder with the article ``X.txt`` for each of them.

    Raises:
        UnreadableInputError: there is no gold, or gold or article cannot be read.
        UnsupportedInputError: the article is not something that can be extracted from.
    """
    return Evaluation(
        tuple(_score_file(path, text_dir / f"{path.stem}.txt") for path in gold_files(gold_dir))
    )


def gold_files(gold_dir: Path) -> tuple[Path, ...]:
    """Return the gold files of a folder by name.

    Raises:
        UnreadableInputError: it holds none.
    """
    files = tuple(sorted(path for path in gold_dir.glob("*.json") if not path.name.endswith(".schema.json")))
    if not files:
        raise UnreadableInputError(str(gold_dir), "holds no gold files", "Name a folder of *.json files.")
    return files


def _score_file(gold_file: Path, text_file: Path) -> ArticleScore:
    article = _article(text_file)
    return score(_gold(gold_file), extract(article).to_json(), article.text, gold_file.name)


def _gold(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInputError(str(path), f"cannot be read as JSON ({error})") from error
    if not isinstance(data, dict):
        raise UnreadableInputError(str(path), "holds no JSON object", "Gold is one object a file.")
    return data


def _article(path: Path) -> Article:
    article = next(read_file(path))
    if isinstance(article, InputError):
        raise article
    return article
