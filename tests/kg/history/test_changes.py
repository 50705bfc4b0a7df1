"""Changes in their order: numbered without gaps, found again by a cursor, and turned into patches."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.history import Sender, changes_after, cursor_at, last_change, position, rows_of
from kg.history.numbers import last_number
from kg.pipeline import Writer, restore, retract
from kg.store.answer import OxigraphAnswer
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import KG

BASE = "http://localhost:8000"
FIRST, SECOND = f"{BASE}/id/entry/first", "http://example.org/second"
ANNA = Sender("anna", "/graph-store", explicit=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "store") as store:
        yield store


def actor(label: str, name: str = FIRST) -> Graph:
    """Return a graph in which an actor is called that."""
    graph = Graph(identifier=URIRef(name))
    who = URIRef(f"{BASE}/id/actor/a")
    graph.add((who, RDF.type, KG.Actor))
    graph.add((who, RDF.type, KG.Person))
    graph.add((who, SKOS.prefLabel, Literal(label, lang="de")))
    return graph


def write(store: EmbeddedStore, *graphs: Graph) -> None:
    judgement = Writer(store, BASE, ANNA).judgement
    assert store.replace(*graphs, acceptance=judgement)


def synchronised(mirror: ox.Store, store: EmbeddedStore, number: int, limit: int = 100) -> int:
    """Apply the changes after a number to another store; return the number of the last."""
    for activity in changes_after(store, number, BASE, limit):
        for row in rows_of(activity, store):
            [quad] = ox.parse(row[2:], ox.RdfFormat.N_QUADS)
            (mirror.add if row[0] == "A" else mirror.remove)(quad)
        number = activity.number
    return number


def graphs_of(store: EmbeddedStore) -> set[ox.Quad]:
    """Return what is in the graphs that are not derived."""
    nodes = (ox.NamedNode(name) for name in (FIRST, SECOND))
    quads = (store.graph(node.value).serialize(format="nt") for node in nodes)
    return {
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
        for name, text in zip((FIRST, SECOND), quads, strict=True)
        for t in ox.parse(text, ox.RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize("last", [0, 1, 2, 15, 16, 17, 255, 256, 257, 1000, 9_876_543])
def test_the_last_number_is_found_by_few_questions(last: int) -> None:
    asked = list[int]()

    def exists(number: int) -> bool:
        asked.append(number)
        return number <= last

    assert last_number(exists) == last
    assert len(asked) <= 32


def test_each_change_of_a_graph_has_the_next_number_whatever_it_is(store: EmbeddedStore) -> None:
    write(store, actor("A"))
    write(store, actor("B"), actor("B", SECOND))
    retract(FIRST, Writer(store, BASE, replace(ANNA, note="a rumour")))
    restore(FIRST, None, Writer(store, BASE, ANNA))

    found = changes_after(store, 0, BASE, 100)

    assert [(a.number, a.kind, a.graph) for a in found] == [
        (1, "Create", FIRST),
        (2, "Create", SECOND),
        (3, "Update", FIRST),
        (4, "Delete", FIRST),
        (5, "Create", FIRST),
    ]
    assert (found[3].agent_name, found[3].way, found[3].note) == ("anna", "/graph-store", "a rumour")
    assert last_change(store, BASE) == 5
    assert [a.number for a in changes_after(store, 1, BASE, 2)] == [2, 3]
    assert changes_after(store, 5, BASE, 2) == []


def test_what_changes_nothing_or_is_refused_has_no_number(store: EmbeddedStore) -> None:
    assert last_change(store, BASE) == 0
    write(store, actor("A"))
    stray = actor("A", SECOND)
    stray.add((URIRef(f"{BASE}/id/actor/a"), KG.location, Literal("x")))
    writer = Writer(store, BASE, ANNA)
    assert not store.replace(actor("A"), acceptance=writer.judgement)
    assert not writer.change(lambda judgement: store.replace(stray, acceptance=judgement)).conforms

    assert last_change(store, BASE) == 1


def test_a_cursor_is_known_by_its_own_history_alone(store: EmbeddedStore, tmp_path: Path) -> None:
    write(store, actor("A"))
    write(store, actor("B"))
    cursors = [cursor_at(store, number, BASE) for number in range(3)]

    assert [position(store, cursor, BASE) for cursor in cursors] == [0, 1, 2]
    for unknown in ("", "1", "3-0123456789", "1-0123456789", "-1", "x", "99999999999999999999-0123456789"):
        assert position(store, unknown, BASE) is None
    with EmbeddedStore(tmp_path / "other") as other:
        write(other, actor("A"))
        assert position(other, cursors[1], BASE) is None
        assert position(other, cursors[0], BASE) == 0


def test_a_patch_takes_away_what_went_and_adds_what_came(store: EmbeddedStore) -> None:
    write(store, actor("A"))
    write(store, actor("B"))
    label = f"<{BASE}/id/actor/a> <{SKOS.prefLabel}>"

    _, second = changes_after(store, 0, BASE, 2)

    assert list(rows_of(second, store)) == [
        f'D {label} "A"@de <{FIRST}> .\n',
        f'A {label} "B"@de <{FIRST}> .\n',
    ]


def test_whoever_has_copied_a_later_state_gets_in_step_too(store: EmbeddedStore) -> None:
    for label in "ABAC":
        write(store, actor(label))
    retract(FIRST, Writer(store, BASE, ANNA))
    restore(FIRST, 2, Writer(store, BASE, ANNA))
    mirror = ox.Store()
    mirror.extend(graphs_of(store))

    synchronised(mirror, store, 1)

    assert set(mirror) == graphs_of(store)


def test_what_is_replaced_while_it_is_read_is_the_version_that_was_asked_for(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, actor("A"))
    [first] = changes_after(store, 0, BASE, 1)

    def overtaken(sparql: str) -> OxigraphAnswer:
        monkeypatch.undo()
        write(store, actor("B"))
        return store.query(sparql)

    monkeypatch.setattr(store, "query", overtaken)

    rows = "".join(rows_of(first, store))

    assert '"A"@de' in rows
    assert '"B"@de' not in rows


def test_nothing_is_lost_or_repeated_while_others_write(store: EmbeddedStore) -> None:
    def written(name: str) -> None:
        for count in range(15):
            write(store, actor(f"{name} {count}", name))

    mirror, number, numbers = ox.Store(), 0, list[int]()
    with ThreadPoolExecutor(2) as pool:
        pending = [pool.submit(written, name) for name in (FIRST, SECOND)]
        while number < 30:
            is_over = all(future.done() for future in pending)
            found = [a.number for a in changes_after(store, number, BASE, 4)]
            assert found or not is_over
            numbers += found
            reached = synchronised(mirror, store, number, len(found))
            assert reached == number + len(found)
            number = reached
        for future in pending:
            future.result()

    assert numbers == list(range(1, 31))
    assert set(mirror) == graphs_of(store)
