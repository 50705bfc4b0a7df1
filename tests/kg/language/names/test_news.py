"""Who and where in invented news of many topics: every mention, its type and whose it is (`news.toml`)."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "news.toml").read_text(encoding="utf-8")
)["case"]
Things = Callable[[str], list[tuple[str, str, list[str]]]]

in_each = pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])


@in_each
def test_every_actor_is_found_with_all_its_mentions(actors: Things, case: dict[str, Any]) -> None:
    expected = [(kind, name, mentions) for kind, name, *mentions in case["actors"]]

    assert sorted(actors(case["text"])) == sorted(expected)


@in_each
def test_every_place_is_found_and_nothing_else_taken_for_one(places: Things, case: dict[str, Any]) -> None:
    found = [mention for _, _, mentions in places(case["text"]) for mention in mentions]

    assert sorted(found) == sorted(mention for _, *mentions in case["locations"] for mention in mentions)
