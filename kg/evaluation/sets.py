"""Sets of annotated articles: read, extracted from and scored."""

import gzip
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from kg.article import Article
from kg.errors import InputError, UnreadableInputError
from kg.evaluation.quotations import score_quotations
from kg.evaluation.results import ArticleScore, Evaluation
from kg.evaluation.scoring import score
from kg.extractors import BUILT_IN, load_extractor
from kg.readers import read_bytes, read_file


def evaluate(gold_dir: Path, text_dir: Path, extractor: str = BUILT_IN) -> Evaluation:
    """Extract every article that has gold, and score what comes out (`kg.evaluation.scoring`).

    Args:
        gold_dir: a folder of ``X.json``, one object of the extraction schema each; schemas lying beside
            them (``*.schema.json``) are passed over.
        text_dir: a folder with the article ``X.txt`` for each of them.
        extractor: the name of what reads them (`kg.extractors`).

    Raises:
        UnreadableInputError: there is no gold, or gold or article cannot be read.
        UnsupportedInputError: the article is not something that can be extracted from.
        ExtractorError: the extractor is not there or does not do what it should.
    """
    return Evaluation(
        tuple(_score_file(path, text_dir / f"{path.stem}.txt", extractor) for path in gold_files(gold_dir))
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


def evaluate_quotations(corpus: Path, extractor: str = BUILT_IN, limit: int | None = None) -> Evaluation:
    """Extract every article of a corpus of quotations, and score it (`kg.evaluation.quotations`).

    Args:
        corpus: JSON Lines, perhaps compressed with gzip, one article of that form a line. Its text is read as
            a file of plain text would be.
        extractor: the name of what reads them.
        limit: take only so many articles from the start.

    Raises:
        UnreadableInputError: the corpus is empty, or cannot be read.
        UnsupportedInputError: an article is not something that can be extracted from.
        ExtractorError: the extractor is not there or does not do what it should.
        KgError: scipy is not installed.
    """
    read = islice(extracted_records(corpus, extractor), limit)
    scores = tuple(score_quotations(record, predicted) for record, predicted in read)
    if not scores:
        raise UnreadableInputError(str(corpus), "holds no articles")
    return Evaluation(scores)


def extracted_records(
    corpus: Path, extractor: str = BUILT_IN
) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Yield each article of a corpus of quotations with what is extracted from it, as JSON objects.

    Arguments and errors are those of `evaluate_quotations`.
    """
    for record in _records(corpus):
        name, text = str(record.get("documentName", "article")), record.get("text")
        if not isinstance(text, str):
            raise UnreadableInputError(name, "has no text", "Each line needs text, tokens and annotations.")
        yield record, _extracted(read_bytes(text.encode(), "text/plain", name), extractor)


def _score_file(gold_file: Path, text_file: Path, extractor: str) -> ArticleScore:
    article = next(read_file(text_file))
    if isinstance(article, InputError):
        raise article
    return score(_gold(gold_file), _extracted(article, extractor), article.text, gold_file.name)


def _gold(path: Path) -> Mapping[str, Any]:
    try:
        return _json_object(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInputError(str(path), f"cannot be read as a JSON object ({error})") from error


def _records(corpus: Path) -> Iterator[Mapping[str, Any]]:
    try:
        with (
            gzip.open(corpus, "rt", encoding="utf-8")
            if corpus.suffix == ".gz"
            else corpus.open(encoding="utf-8") as lines
        ):
            for line in lines:
                yield _json_object(line)
    except (OSError, EOFError, ValueError) as error:
        raise UnreadableInputError(str(corpus), f"cannot be read as JSON Lines ({error})") from error


def _json_object(text: str) -> Mapping[str, Any]:
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("it holds no object")  # noqa: TRY004 - of the input, not of a caller's argument
    return data


def _extracted(article: Article, extractor: str) -> dict[str, Any]:
    return load_extractor(extractor)(article).to_json()
