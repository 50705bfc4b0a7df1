"""The ways in which German news reports what somebody said, as a table."""

import tomllib
from pathlib import Path

import pytest

from kg.article import Article
from kg.language import extract

TABLE = tomllib.loads(Path(__file__).with_name("constructions.toml").read_text(encoding="utf-8"))


def said(text: str) -> list[str]:
    """Return the statements of a text, in the notation of the table."""
    extraction = extract(Article("text", text, language="de"))
    names = {actor.id: actor.name for actor in extraction.actors}
    return [
        " | ".join(
            [
                statement.type,
                names[statement.speaker],
                " … ".join(text[start:end] for start, end in statement.content),
                *(
                    [", ".join(names[actor] for actor in statement.relayed_by)]
                    if statement.relayed_by
                    else []
                ),
            ]
        )
        for statement in extraction.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(case["text"].strip("\n"), case["said"], id=f"{group}-{n}")
        for group, cases in TABLE.items()
        for n, case in enumerate(cases)
    ],
)
def test_a_way_of_reporting_is_read(text: str, expected: list[str]) -> None:
    assert said(text) == expected
