"""The complete entry of `tests/shapes`, which conforms."""

from pathlib import Path

import pytest
from rdflib import Graph

ENTRY = Path(__file__).parent.parent.parent / "shapes" / "valid" / "entry.ttl"


@pytest.fixture
def entry() -> Graph:
    return Graph().parse(ENTRY)
