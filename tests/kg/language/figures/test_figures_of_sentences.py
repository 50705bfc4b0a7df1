"""The figures of sentences of news of every topic, from the table beside this file."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.language.extraction import Estimate, Extraction

Reader = Callable[..., Extraction]

_TABLE = Path(__file__).with_name("figures_of_sentences.toml")
with _TABLE.open("rb") as file:
    SENTENCES: list[dict[str, Any]] = tomllib.load(file)["sentence"]


def _described(text: str, found: Estimate, expected: dict[str, Any]) -> dict[str, Any]:
    """Return a figure in the form of the table: without the `counts` and `unit` that the row leaves out."""
    bounds = {"lower": found.lower, "upper": found.upper}
    if found.lower is not None and found.lower == found.upper:
        bounds = {"value": found.lower}
    described = {
        "words": text[found.span.start : found.span.end],
        **bounds,
        "qualifier": found.qualifier,
        "counts": found.counts,
        "unit": found.unit,
        "as_of": str(found.as_of) if found.as_of else None,
    }
    optional = {"counts", "unit"} - set(expected)
    return {key: value for key, value in described.items() if value is not None and key not in optional}


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s["text"] for s in SENTENCES])
def test_a_sentence_has_the_figures_of_the_table(read: Reader, sentence: dict[str, Any]) -> None:
    text, expected = sentence["text"], sentence["figures"]

    found = read(text, published="2024-10-28").estimates

    assert [text[e.span.start : e.span.end] for e in found] == [figure["words"] for figure in expected]
    for estimate, figure in zip(found, expected, strict=True):
        assert _described(text, estimate, figure) == {"qualifier": "exact", **figure}
