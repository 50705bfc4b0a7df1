"""However much there is, a document is read in a few look-ups."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.store.answer import OxigraphAnswer
from kg.store.embedded import EmbeddedStore
from server.reading.documents import description, whole_graph

BASE = "http://localhost:8000"
MOST = 3


class Counted(EmbeddedStore):
    """A store that counts how often it is asked."""

    asked = 0

    def query(self, sparql: str, **options: Any) -> OxigraphAnswer:
        """Count, and answer."""
        self.asked += 1
        return super().query(sparql, **options)


@pytest.mark.parametrize(
    ("kind", "key"),
    [("actor", "mark-rutte"), ("location", "russland"), ("concept", "nordkoreanische-soldaten")],
)
def test_a_description_takes_three_look_ups(filled: Callable[[], Path], kind: str, key: str) -> None:
    with Counted(filled()) as store:
        found = description(store, kind, f"{BASE}/id/{kind}/{key}", 1)

    assert found is not None
    assert 0 < store.asked <= MOST


def test_a_graph_takes_one_look_up(filled: Callable[[], Path]) -> None:
    with Counted(filled()) as store:
        found = whole_graph(store, f"{BASE}/id/graph/disputes")

    assert found.triples
    assert store.asked == 1


def test_nothing_is_said_of_what_is_not_known(filled: Callable[[], Path]) -> None:
    with EmbeddedStore(filled()) as store:
        assert description(store, "actor", f"{BASE}/id/actor/nobody", 1) is None


def test_a_fact_comes_with_its_passages_and_nobody_elses(filled: Callable[[], Path]) -> None:
    with EmbeddedStore(filled()) as store:
        [row] = store.rows("SELECT ?s WHERE { ?s a kg:DirectStatement }")
        found = description(store, "statement", str(row["s"]), 1)

    assert found is not None
    words = [t.object for t in found.triples if t.predicate.value.endswith("oa#exact")]
    assert [str(word).partition("@")[0] for word in words] == ['"Wir sind besorgt"']
