"""The reference of the server says what there is."""

import re
from pathlib import Path

import pytest
from flask import Flask

from kg.formats import GRAPH_FORMATS, RESULT_FORMATS

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "http.md").read_text(encoding="utf-8")


def test_every_path_is_in_the_reference(application: Flask) -> None:
    starts = {re.split(r"[<{]", rule.rule)[0] for rule in application.url_map.iter_rules()}

    assert {start for start in starts if f"`{start}" not in REFERENCE} == set()


@pytest.mark.parametrize("name", [syntax.media_type for syntax in (*GRAPH_FORMATS, *RESULT_FORMATS)])
def test_every_format_is_in_the_reference(name: str) -> None:
    assert f"`{name}`" in REFERENCE


@pytest.mark.parametrize("suffix", [syntax.suffix for syntax in GRAPH_FORMATS])
def test_every_suffix_is_in_the_reference(suffix: str) -> None:
    assert f"`{suffix}`" in REFERENCE
