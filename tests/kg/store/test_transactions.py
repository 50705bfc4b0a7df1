"""Writes that somebody has a say in: what they are shown, what they add, what they refuse."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import ForbiddenError, QueryError, StoreError
from kg.store import UNNAMED
from kg.store.difference import Difference
from kg.store.embedded import EmbeddedStore
from kg.store.prospect import Prospect
from kg.terms import NamedGraph
from tests.kg.judging import Judge

G, H, LOG = "http://example.org/g", "http://example.org/h", "http://example.org/log"
P = ox.NamedNode("http://example.org/p")


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://example.org/{name}")


def triple(subject: str, value: str) -> ox.Triple:
    return ox.Triple(node(subject), P, ox.Literal(value))


def graph(name: str, *values: str) -> NamedGraph:
    return NamedGraph(name, [triple("s", value) for value in values])


def union(store: EmbeddedStore) -> list[str | None]:
    return sorted(row["o"] or "" for row in store.rows("SELECT ?o WHERE { ?s ?p ?o }"))


def logging(prospect: Prospect) -> Difference:
    """Note how many triples each changed graph will have."""
    log = ox.NamedNode(LOG)
    notes = [triple(change.name.value[-1], str(len(change.after))) for change in prospect.changes]
    return Difference(added=[ox.Quad(t.subject, t.predicate, t.object, log) for t in notes])


WRITES: list[tuple[str, Callable[[EmbeddedStore, Judge], object]]] = [
    ("replace", lambda store, judge: store.replace(graph(G, "a", "b"), acceptance=judge)),
    ("add", lambda store, judge: store.add(graph(G, "a", "b"), acceptance=judge)),
    (
        "update",
        lambda store, judge: store.update(
            f'INSERT DATA {{ GRAPH <{G}> {{ <{node("s").value}> <{P.value}> "a" , "b" }} }}', acceptance=judge
        ),
    ),
]


@pytest.mark.parametrize("write", [write for _, write in WRITES], ids=[name for name, _ in WRITES])
def test_what_follows_is_written_with_it_and_seen_in_the_union(
    store: EmbeddedStore, write: Callable[[EmbeddedStore, Judge], object]
) -> None:
    before = store.version()

    write(store, Judge(logging))

    assert set(store.graph_names()) == {G, LOG}
    assert union(store) == ["2", "a", "b"]
    assert store.version() != before


@pytest.mark.parametrize("write", [write for _, write in WRITES], ids=[name for name, _ in WRITES])
def test_a_write_that_is_refused_leaves_no_trace(
    store: EmbeddedStore, write: Callable[[EmbeddedStore, Judge], object]
) -> None:
    def refuse(_: Prospect) -> None:
        raise QueryError("No.")

    before = store.version()
    with pytest.raises(QueryError, match="No"):
        write(store, Judge(refuse))

    assert (list(store.graph_names()), union(store), store.version()) == ([], [], before)


def test_a_prospect_shows_each_graph_before_and_after(store: EmbeddedStore) -> None:
    store.replace(graph(G, "a", "b"), graph(H, "b"))
    seen: dict[str, tuple[list[str], list[str]]] = {}

    def note(prospect: Prospect) -> None:
        for change in prospect.changes:
            before, after = (
                sorted(t.object.value for t in triples if isinstance(t.object, ox.Literal))
                for triples in (change.before, change.after)
            )
            seen[change.name.value] = (before, after)
        assert {t.object.value for t in prospect.gained if isinstance(t.object, ox.Literal)} == {"c"}
        assert {t.object.value for t in prospect.lost if isinstance(t.object, ox.Literal)} == {"a"}
        assert {str(t.object) for t in prospect.then(node("s"))} == {'"b"', '"c"'}

    store.replace(graph(G, "c"), acceptance=Judge(note))

    assert seen == {G: (["a", "b"], ["c"])}
    assert union(store) == ["b", "c"]


def test_what_follows_may_remove_what_another_graph_still_states(store: EmbeddedStore) -> None:
    store.replace(graph(G, "a"), graph(LOG, "a", "x"))

    def tidy(_: Prospect) -> Difference:
        log = ox.NamedNode(LOG)
        return Difference(
            removed=[ox.Quad(node("s"), P, ox.Literal(word), log) for word in ("a", "x")],
            added=[ox.Quad(node("s"), P, ox.Literal("b"), log)],
        )

    store.replace(graph(H, "b"), acceptance=Judge(tidy))

    assert union(store) == ["a", "b"]


def test_removing_everything_spares_what_is_kept(store: EmbeddedStore) -> None:
    store.replace(graph(G, "a"), graph(LOG, "kept"))

    store.update("DROP ALL", acceptance=Judge(lambda _: None, kept=(LOG,)))

    assert (list(store.graph_names()), union(store)) == ([LOG], ["kept"])


def test_nobody_is_asked_about_the_graph_without_a_name(tmp_path: Path) -> None:
    with (
        EmbeddedStore(tmp_path / "strict", union=False) as strict,
        pytest.raises(ForbiddenError, match="not validated"),
    ):
        strict.replace(graph(UNNAMED, "a"), acceptance=Judge(logging))


def test_a_store_for_reading_only_refuses_before_it_asks(folder: Path) -> None:
    EmbeddedStore(folder).close()
    asked: list[Prospect] = []
    with EmbeddedStore(folder, read_only=True) as reader, pytest.raises(StoreError, match="reading only"):
        reader.replace(graph(G, "a"), acceptance=Judge(asked.append))

    assert asked == []
