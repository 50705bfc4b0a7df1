"""Databases that are made of quads written down in the tests."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.dumps import Source, opened

Made = Callable[..., Source]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a database of TriG, in so many steps, and open it to be dumped."""
    sources = []

    def make(*steps: str, keeps_union: bool = False) -> Source:
        path = tmp_path / f"database-{len(sources)}"
        store = ox.Store(path)
        for step in steps:
            quads = list(ox.parse(step, ox.RdfFormat.TRIG))
            store.extend(quads)
            if keeps_union:
                store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
        store.flush()
        del store
        opening = opened(path, keeps_union=keeps_union)
        sources.append(opening)
        return opening.__enter__()

    return make
