"""Classes of quotations that are lost."""

import pytest

from bench.extraction.losses import annotated_class, by_class, lines
from kg.evaluation.quotations import PARTS, Quotation


def quotation(kind: str, words: set[int], **parts: set[int]) -> Quotation:
    """Return a quotation of these tokens, spoken by token 0 unless said otherwise."""
    every = {"quote": words, "speaker": {0}, "frame": {0, 1}} | parts
    return Quotation({part: frozenset(every.get(part, ())) for part in PARTS}, kind)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (quotation("indirect", {5, 6, 7}), "indirect"),
        (quotation("indirect", {9}, frame=set()), "indirect, without a frame"),
        (quotation("reported", {9}, frame=set()), "reported"),
        (quotation("direct", {6}), "fragment inside an indirect one"),
        (quotation("direct", {8}), "direct"),
        (quotation("direct", {8}, speaker=set()), "no speaker is named"),
    ],
)
def test_an_annotated_quotation_has_one_class(item: Quotation, name: str) -> None:
    assert annotated_class(item, [quotation("indirect", {5, 6, 7}), item]) == name


def test_losses_add_up_to_what_recall_lacks() -> None:
    text = "Sie sagte, alles sei gut. Alle lachten."
    tokens = ["Sie", "sagte", ",", "alles", "sei", "gut", ".", "Alle", "lachten", "."]
    annotations = [
        {"type": "Indirect", "quote": {"tokenIds": [3, 4, 5]}, "speaker": {"tokenIds": [0]}},
        {"type": "Direct", "quote": {"tokenIds": [8]}, "speaker": {"tokenIds": [7]}},
    ]
    found = {"statements": [{"type": "indirect", "content": [[11, 20]]}]}

    recalls, precisions = by_class([({"text": text, "tokens": tokens, "annotations": annotations}, found)])

    assert recalls == {"indirect, without a frame": [2 / 3], "direct, without a frame": [0.0]}
    assert precisions == {"indirect, paired": [1.0]}
    assert [line.split()[-1] for line in lines("annotated", recalls)][1:] == ["0.500", "0.167"]
