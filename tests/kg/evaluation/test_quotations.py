"""The measure of quotation corpora: pairs, parts and their tokens."""

import copy
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, UnreadableInputError
from kg.evaluation import ArticleScore, Evaluation, evaluate_quotations
from kg.evaluation.quotations import PARTS, score_quotations, token_spans
from kg.language import extract
from kg.readers import read_bytes

Record = dict[str, Any]
ARTICLES_COMPARED = 12


def values(scored: ArticleScore) -> dict[str, float]:
    return {name: figure.value for name, figure in scored.figures.items()}


def differences(scored: ArticleScore) -> list[tuple[str, str, str]]:
    return [(d.kind, d.measure, d.words) for d in scored.differences]


def test_what_is_found_as_annotated_scores_one_in_every_part_that_is_there(
    record: Record, found: Record
) -> None:
    scored = score_quotations(record, found)

    measures = (*PARTS, "roles", "joint", "type")
    assert values(scored) == dict.fromkeys(measures, 1.0) | {"frame": 0.0}
    assert not scored.figures["frame"].defined
    assert scored.differences == ()


def test_precision_and_recall_are_those_of_tokens(record: Record, found: Record) -> None:
    start, _ = found["statements"][0]["content"][0]
    found["statements"][0]["content"] = [[start, start + len("Die Brücke")]]

    quote = score_quotations(record, found).figures["quote"]

    assert (quote.precision, quote.recall) == (1.0, (0.5 + 1) / 2)


def test_a_token_counts_when_any_character_of_it_does(record: Record, found: Record) -> None:
    start, end = found["statements"][0]["content"][0]
    found["statements"][0]["content"] = [[start + 2, end - 2]]

    assert values(score_quotations(record, found))["quote"] == 1.0


def test_what_has_no_partner_lowers_recall_or_precision(record: Record, found: Record) -> None:
    missed = score_quotations(record, {"statements": found["statements"][:1]})
    invented = score_quotations(record | {"annotations": record["annotations"][:1]}, found)

    assert (missed.figures["quote"].precision, missed.figures["quote"].recall) == (1.0, 0.5)
    assert (invented.figures["quote"].precision, invented.figures["quote"].recall) == (0.5, 1.0)
    assert differences(missed) == [("missed", "quote", "dem Plan")]
    assert differences(invented) == [("invented", "quote", "dem Plan")]


def test_pairs_are_made_so_that_all_together_overlap_most(record: Record, found: Record) -> None:
    """The first found quotation is most like the second expected one, which another one matches better."""
    whole, plan = found["statements"]
    whole["content"] = [[1, whole["content"][0][1]], plan["content"][0]]

    assert score_quotations(record, found).figures["quote"].recall == 1.0


def test_a_wrong_speaker_lowers_the_speaker_the_roles_and_the_joint_figure(
    record: Record, found: Record
) -> None:
    found["statements"][0]["speaker_mention"] = found["statements"][1]["speaker_mention"]

    scored = score_quotations(record, found)

    assert values(scored)["speaker"] == 0.5
    assert values(scored)["roles"] == pytest.approx(4 / 5)
    assert values(scored)["joint"] == pytest.approx(6 / 7)
    assert [d.detail for d in scored.differences] == ["expected Ada Lund, found Bo Falk"]


@pytest.mark.parametrize("part", ["cue", "speaker_mention", "addressee_mention"])
def test_a_part_that_is_not_found_is_missed(record: Record, found: Record, part: str) -> None:
    found["statements"][0][part] = None

    measure = part.removesuffix("_mention")
    assert differences(score_quotations(record, found)) == [("missed", measure, "Die Brücke bleibt offen")]


@pytest.mark.parametrize("type_", ["FreeIndirect", "IndirectFreeIndirect", "Indirect"])
def test_free_indirect_speech_counts_as_indirect(record: Record, found: Record, type_: str) -> None:
    record["annotations"][0]["type"] = type_
    found["statements"][0]["type"] = "indirect"

    assert values(score_quotations(record, found))["type"] == 1.0


def test_a_wrong_type_is_shown(record: Record, found: Record) -> None:
    found["statements"][0]["type"] = "indirect"

    scored = score_quotations(record, found)

    assert values(scored)["type"] == 0.5
    assert [d.detail for d in scored.differences] == ["expected direct, found indirect"]


def test_an_article_without_quotations_leaves_every_figure_open(record: Record) -> None:
    scored = score_quotations(record | {"annotations": []}, {"statements": []})

    assert not any(figure.defined for figure in scored.figures.values())


def test_a_token_that_the_text_does_not_have_is_nowhere() -> None:
    assert token_spans("ja , nein", ["ja", "vielleicht", "nein"]) == [(0, 2), (2, 2), (5, 9)]


@pytest.mark.parametrize("lacking", ["tokens", "annotations"])
def test_a_record_of_another_form_is_refused_by_name(record: Record, lacking: str) -> None:
    del record[lacking]

    with pytest.raises(UnreadableInputError, match=r"^harbour: does not have the form"):
        score_quotations(record, {"statements": []})


def test_without_scipy_it_is_said_how_to_get_it(
    record: Record, found: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)

    with pytest.raises(KgError, match=r"pip install 'newskg\[measure\]'"):
        score_quotations(record, found)


@pytest.mark.shared
def test_the_figures_of_quotations_are_those_of_the_reference_scorer(reference: Path, tmp_path: Path) -> None:
    """What is extracted from real articles gives the same figures to the fourth place."""
    corpus = reference / "quotes" / "dev.jsonl.gz"
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(ARTICLES_COMPARED), strict=False)]
    predictions = [extract(read_bytes(text.encode(), "text/plain", "x.txt")).to_json() for text in texts]
    file = tmp_path / "predictions.jsonl"
    file.write_text("\n".join(json.dumps(found) for found in predictions), encoding="utf-8")
    script = reference / "tools" / "score_quotes.py"
    options = ["--predictions", file, "--limit", str(ARTICLES_COMPARED), "--json"]

    result = subprocess.run(
        [sys.executable, script, corpus, *options], capture_output=True, text=True, check=True
    )

    total = evaluate_quotations(corpus, limit=ARTICLES_COMPARED).total
    assert {name: round(figure.value, 4) for name, figure in total.items()} == json.loads(result.stdout)
    assert total["quote"].value > 0


@pytest.mark.shared
def test_perfect_and_spoilt_quotations_score_as_in_the_reference_scorer(
    reference: Path, tmp_path: Path
) -> None:
    """Predictions made of the annotations reach parts that extraction does not fill."""
    corpus, script = tmp_path / "corpus.jsonl", reference / "tools" / "score_quotes.py"
    with gzip.open(reference / "quotes" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(ARTICLES_COMPARED), strict=False)]
    corpus.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    file = tmp_path / "predictions.jsonl"
    predictions = [spoilt(record) for record in records]
    file.write_text("\n".join(map(json.dumps, predictions)), encoding="utf-8")

    result = subprocess.run(
        [sys.executable, script, corpus, "--predictions", file, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    scores = [score_quotations(record, found) for record, found in zip(records, predictions, strict=True)]
    ours = {name: round(figure.value, 4) for name, figure in Evaluation(tuple(scores)).total.items()}
    assert ours == json.loads(result.stdout)
    assert {name for name, value in ours.items() if value in (0, 1)} == set()


def spoilt(record: Record) -> Record:
    """Return statements as annotated, each third of them left out, shortened or of another type."""
    spans = token_spans(record["text"], record["tokens"])
    statements = []
    for number, annotation in enumerate(copy.deepcopy(record["annotations"])):
        parts = {
            part: [list(spans[t]) for t in (annotation.get(part) or {"tokenIds": []})["tokenIds"]]
            for part in PARTS
        }
        if number % 3 == 0:
            parts["quote"] = parts["quote"][: 1 + len(parts["quote"]) // 2]
        one = {part: parts[part][0] if parts[part] else None for part in ("speaker", "cue", "addressee")}
        if number % 4 != 1:
            statements.append(
                {
                    "type": "direct" if number % 5 == 0 else "indirect",
                    "content": parts["quote"],
                    "frame": parts["frame"][: 1 + number % 4],
                    "speaker_mention": one["speaker"],
                    "cue": one["cue"],
                    "addressee_mention": one["addressee"],
                }
            )
    return {"statements": statements}
