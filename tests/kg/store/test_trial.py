"""What an update would change is found out on a copy, by reading no more of it than must be."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.difference import Difference, Recorder, as_update, read_difference
from kg.store.operations import read_operations
from kg.store.planning import planned
from kg.store.trial import Attempt, Trial, changes, copied

A, B, UNTOUCHED = (ox.NamedNode(f"http://example.org/{name}") for name in ("a", "b", "untouched"))
IS = ox.NamedNode("http://example.org/is")


def quad(number: int, graph: ox.NamedNode = A) -> ox.Quad:
    return ox.Quad(A, IS, ox.Literal(number), graph)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[ox.Store, ox.Store]]:
    """A store, and a copy of it that differs already in a graph which no update of these tests names."""
    before = ox.Store(tmp_path / "before")
    before.extend([*(quad(n) for n in range(5)), quad(1, B), quad(1, UNTOUCHED)])
    before.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    before.backup(tmp_path / "checkpoint")
    copied(tmp_path / "checkpoint", tmp_path / "copy")
    copy = ox.Store(tmp_path / "copy")
    copy.add(quad(2, UNTOUCHED))
    yield before, copy
    del before, copy


def tried(
    stores: tuple[ox.Store, ox.Store], folder: Path, update: str, most: int | None = None
) -> Difference:
    operations = read_operations(f"PREFIX : <http://example.org/> {update}")
    trial = planned(operations, None, union=True, compares=True)
    record = BytesIO()
    Attempt(trial, *stores, folder, {}).carry_out(Recorder(record, most))
    return read_difference(BytesIO(record.getvalue()))


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { GRAPH :a { :a :is 9 } }",
        "INSERT { GRAPH ?g { ?s :is 9 } } WHERE { GRAPH ?g { ?s :is 4 } }",
        "WITH :a INSERT { GRAPH ?s { ?s :is 9 } } WHERE { ?s :is 4 }",
        "INSERT { GRAPH ?s { ?s :is 9 } } USING :a WHERE { ?s :is 4 }",
        "INSERT DATA { GRAPH :c { :a :is 1 } } ; DROP GRAPH :c ; INSERT DATA { GRAPH :a { :a :is 9 } }",
    ],
)
def test_only_graphs_are_read_that_an_update_may_write_to(
    stores: tuple[ox.Store, ox.Store], tmp_path: Path, update: str
) -> None:
    difference = tried(stores, tmp_path, update)

    assert difference.added[0] == quad(9)
    assert {each.graph_name for each in difference.added} == {A, ox.DefaultGraph()}
    assert not difference.removed


@pytest.mark.parametrize("chance", ["RAND() < 2", "STRUUID() != ''", "NOW() > 0"])
def test_all_graphs_are_read_when_the_pattern_may_say_something_else_the_next_time(
    stores: tuple[ox.Store, ox.Store], tmp_path: Path, chance: str
) -> None:
    update = (
        f"INSERT {{ GRAPH ?g {{ ?s :is 9 }} }} WHERE {{ GRAPH ?g {{ ?s :is 4 }} FILTER ({chance} || true) }}"
    )

    assert quad(2, UNTOUCHED) in tried(stores, tmp_path, update).added


def test_a_graph_that_is_gone_is_said_to_be_and_what_others_state_stays_in_the_union(
    stores: tuple[ox.Store, ox.Store], tmp_path: Path
) -> None:
    difference = tried(stores, tmp_path, "DROP GRAPH :a ; DELETE WHERE { GRAPH ?g { ?s ?p 7 } }")

    assert difference.dropped == [A]
    assert sorted(str(each.object.value) for each in difference.removed) == ["0", "3", "4"]
    assert {each.graph_name for each in difference.removed} == {ox.DefaultGraph()}


def test_when_all_graphs_are_gone_none_is_read(stores: tuple[ox.Store, ox.Store], tmp_path: Path) -> None:
    difference = tried(stores, tmp_path, "DROP NAMED ; INSERT DATA { GRAPH :b { :a :is 3 } }")

    assert (difference.cleared, difference.dropped, difference.removed) == ("ALL", [], [])
    assert {each.graph_name for each in difference.added} == {B, ox.DefaultGraph()}


def test_a_difference_may_be_too_large(stores: tuple[ox.Store, ox.Store], tmp_path: Path) -> None:
    inserted = "INSERT DATA { GRAPH :a { :a :is 8 , 9 } }"

    assert len(tried(stores, tmp_path, inserted, most=4).added) == 4
    with pytest.raises(OverflowError):
        tried(stores, tmp_path, inserted, most=3)


def test_changes_are_found_in_whatever_order_stores_yield_their_quads(tmp_path: Path) -> None:
    on_disk, in_memory = ox.Store(tmp_path / "disk"), ox.Store()
    on_disk.extend(quad(number) for number in range(50))
    in_memory.extend(quad(number) for number in range(70, 9, -1))

    found = list(changes(on_disk, in_memory, A))

    assert len(found) == len(set(found))
    assert {each for is_new, each in found if is_new} == {quad(number) for number in range(50, 71)}
    assert {each for is_new, each in found if not is_new} == {quad(number) for number in range(10)}


def test_a_difference_makes_of_one_store_the_other(tmp_path: Path) -> None:
    blank, inner = ox.BlankNode("x"), ox.BlankNode()
    term = ox.Triple(blank, IS, ox.Literal("two\nlines \\"))
    old, new = ox.Store(), ox.Store()
    old.extend(
        [quad(1), quad(2), ox.Quad(blank, IS, inner, B), ox.Quad(blank, IS, inner), quad(1, UNTOUCHED)]
    )
    new.extend([quad(2), quad(3), ox.Quad(blank, IS, term, B), ox.Quad(inner, IS, A), quad(3, B)])
    record = BytesIO()
    recorder = Recorder(record)
    recorder.drop(UNTOUCHED)
    for gone in (quad(1), ox.Quad(blank, IS, inner, B), ox.Quad(blank, IS, inner)):
        recorder.remove(gone)
    for added in (quad(3), ox.Quad(blank, IS, term, B), ox.Quad(inner, IS, A), quad(3, B)):
        recorder.add(added)

    update, functions = as_update(read_difference(BytesIO(record.getvalue())))
    old.update(update, custom_functions=functions)

    assert set(old) == set(new)


def test_no_difference_is_none(stores: tuple[ox.Store, ox.Store], tmp_path: Path) -> None:
    assert not tried(
        stores, tmp_path, "INSERT DATA { GRAPH :a { :a :is 1 } } ; DELETE WHERE { GRAPH ?g { ?s ?p 7 } }"
    )


@pytest.mark.parametrize(
    ("update", "may_last"),
    [
        ("INSERT DATA { <a:b> <a:c> 1 } ; DELETE DATA { <a:b> <a:c> 1 } ; CLEAR ALL", False),
        ("DELETE WHERE { ?s ?p ?o }", True),
        ("CREATE GRAPH <a:g> ; ADD DEFAULT TO <a:g>", True),
    ],
)
def test_what_takes_no_longer_than_reading_it_need_not_be_tried(update: str, may_last: bool) -> None:
    trial = planned(read_operations(update), None, union=False, compares=False)

    assert trial.may_last is may_last
    assert planned(read_operations("CLEAR ALL"), None, union=False, compares=True).may_last


def test_a_checkpoint_is_copied_without_taking_space(tmp_path: Path) -> None:
    store = ox.Store(tmp_path / "store")
    store.bulk_extend([quad(1)])
    store.backup(tmp_path / "checkpoint")

    copied(tmp_path / "checkpoint", tmp_path / "copy")
    ox.Store(tmp_path / "copy").add(quad(2))

    files = list((tmp_path / "checkpoint").glob("*.sst"))
    assert files
    assert all(file.stat().st_nlink >= 2 for file in files)
    assert list(ox.Store.read_only(str(tmp_path / "checkpoint"))) == [quad(1)]


def test_a_trial_can_be_sent_as_json() -> None:
    operations = read_operations("WITH <a:g> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }")
    trial = planned(operations, None, union=True, compares=True)

    assert Trial.of(json.loads(json.dumps(asdict(trial)))) == trial
