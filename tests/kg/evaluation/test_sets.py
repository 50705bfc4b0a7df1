"""Sets of annotated articles on disk."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ExtractorError, UnreadableInputError
from kg.evaluation import evaluate, evaluate_quotations, gold_files

Record = dict[str, Any]
TEXT = "„Die Brücke in Aalborg bleibt offen“, sagte Ada Lund am Montag."


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "extraction.schema.json").write_text("{}")

    with pytest.raises(UnreadableInputError, match="holds no gold files"):
        gold_files(tmp_path)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_gold_that_is_no_json_object_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "harbour.json").write_bytes(content)
    (tmp_path / "harbour.txt").write_text(TEXT)

    with pytest.raises(UnreadableInputError, match=r"harbour\.json"):
        evaluate(tmp_path, tmp_path)


def test_gold_without_its_article_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "harbour.json").write_text("{}")

    with pytest.raises(UnreadableInputError, match=r"harbour\.txt"):
        evaluate(tmp_path, tmp_path)


def test_an_extractor_that_is_not_installed_is_said(tmp_path: Path) -> None:
    (tmp_path / "harbour.json").write_text("{}")
    (tmp_path / "harbour.txt").write_text(TEXT)

    with pytest.raises(ExtractorError, match="no extractor 'oracle'"):
        evaluate(tmp_path, tmp_path, "oracle")


@pytest.mark.parametrize("compressed", [True, False])
def test_every_article_of_a_corpus_of_quotations_is_scored(
    tmp_path: Path, record: Record, compressed: bool
) -> None:
    lines = "\n".join(json.dumps(record | {"documentName": name}) for name in ("one", "two"))
    corpus = tmp_path / ("corpus.jsonl.gz" if compressed else "corpus.jsonl")
    corpus.write_bytes(gzip.compress(lines.encode()) if compressed else lines.encode())

    evaluation = evaluate_quotations(corpus)

    assert [score.article for score in evaluation.articles] == ["one", "two"]
    assert evaluation.total["quote"].value > 0.5


def test_of_a_corpus_only_so_many_articles_are_taken_as_are_asked_for(tmp_path: Path, record: Record) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(f"{json.dumps(record)}\nnot read\n")

    assert len(evaluate_quotations(corpus, limit=1).articles) == 1


@pytest.mark.parametrize("content", [b"", b"{\n", b"[]\n", b"\xff\n", b'{"documentName": "a"}\n'])
def test_a_corpus_of_another_form_is_refused(tmp_path: Path, content: bytes) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(content)

    with pytest.raises(UnreadableInputError):
        evaluate_quotations(corpus)


def test_a_corpus_that_is_cut_off_is_refused_by_name(tmp_path: Path, record: Record) -> None:
    corpus = tmp_path / "corpus.jsonl.gz"
    corpus.write_bytes(gzip.compress(json.dumps(record).encode())[:-12])

    with pytest.raises(UnreadableInputError, match=r"corpus\.jsonl\.gz"):
        evaluate_quotations(corpus)
