"""Invented articles whose quotations are annotated token by token."""

import re
from typing import Any

import pytest

TEXT = "„Die Brücke bleibt offen“, sagte Ada Lund den Fischern. Bo Falk widersprach dem Plan."
TOKENS = re.findall(r"\w+|[„“,.]", TEXT)


def quotation(type_: str, **parts: list[int]) -> dict[str, Any]:
    return {"type": type_} | {part: {"tokenIds": tokens} for part, tokens in parts.items()}


@pytest.fixture
def record() -> dict[str, Any]:
    """An article of a corpus, with a direct and a reported quotation."""
    return {
        "documentName": "harbour",
        "text": TEXT,
        "tokens": TOKENS,
        "annotations": [
            quotation("Direct", quote=[1, 2, 3, 4], speaker=[8, 9], cue=[7], addressee=[10, 11]),
            quotation("Reported", quote=[16, 17], speaker=[13, 14], cue=[15]),
        ],
    }


@pytest.fixture
def found() -> dict[str, Any]:
    """What should be found in it."""

    def span(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    return {
        "statements": [
            {
                "type": "direct",
                "content": [span("Die Brücke bleibt offen")],
                "speaker_mention": span("Ada Lund"),
                "cue": span("sagte"),
                "frame": [],
                "addressee_mention": span("den Fischern"),
            },
            {
                "type": "reported",
                "content": [span("dem Plan")],
                "speaker_mention": span("Bo Falk"),
                "cue": span("widersprach"),
            },
        ]
    }
