"""Updates are tried in processes that can be killed, before they are carried out in earnest."""

import os
import signal
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from kg.errors import EvaluationError, KgError, QueryError
from kg.store import Acceptance
from kg.store.embedded import EmbeddedStore
from kg.store.prospect import Prospect
from kg.workers import (
    MEBIBYTE,
    AnswerLimitError,
    CancelledError,
    DeadlineError,
    MemoryLimitError,
    WorkerLostError,
)
from kg.workers.pool import Pool
from kg.workers.running import RunningQuery
from tests.kg.judging import Judge
from tests.kg.workers.asking import NUMBERS, MakePool, eventually, is_process, numbers

ENDLESS = "INSERT { GRAPH <a:new> { ?a ?b ?i } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = """INSERT { GRAPH <a:new> { ?a ?b ?f } }
WHERE { SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c }"""
COUNT = """INSERT { GRAPH <a:counted> { <a:x> <a:n> ?n } }
WHERE { SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . FILTER (?c >= 0 && ?f < 1000) } }"""


class Updating:
    """An update that is carried out on a thread of its own."""

    def __init__(
        self, pool: Pool, store: EmbeddedStore, sparql: str, acceptance: Acceptance | None = None
    ) -> None:
        self.update = RunningQuery(sparql, "update")
        self.error: KgError | None = None
        self.ended: float | None = None
        self._thread = Thread(target=self._carry_out, args=(pool, store, acceptance))
        self._thread.start()

    def _carry_out(self, pool: Pool, store: EmbeddedStore, acceptance: Acceptance | None) -> None:
        try:
            with pool.updating(self.update) as trials:
                store.update(self.update.sparql, acceptance=acceptance, trials=trials)
        except KgError as error:
            self.error = error
        self.ended = monotonic()

    def until(self, state: str) -> None:
        """Wait until the update is in that state."""
        eventually(lambda: self.update.state == state)

    def end(self) -> KgError | None:
        """Wait for its end, and return the error that it ended with."""
        self._thread.join(30)
        return self.error


def carry_out(pool: Pool, store: EmbeddedStore, sparql: str) -> None:
    with pool.updating(RunningQuery(sparql, "update")) as trials:
        store.update(sparql, trials=trials)


def values(store: EmbeddedStore, graph: str) -> list[str | None]:
    return sorted(
        row["o"] or "" for row in store.rows(f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    )


def nothing_is_left(store: EmbeddedStore) -> bool:
    return not list(store.path.glob("trial-*"))


@pytest.fixture
def patient(make_pool: MakePool) -> Pool:
    return make_pool(seconds=30)


def test_an_update_does_what_it_says(patient: Pool, store: EmbeddedStore) -> None:
    carry_out(patient, store, "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 , 2 } }")
    carry_out(patient, store, "DELETE WHERE { GRAPH ?g { <a:s> ?p 1 } } ; COPY <a:g> TO <a:h>")

    assert values(store, "a:g") == values(store, "a:h") == ["2"]
    assert [row["n"] for row in store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")] == [
        str(NUMBERS + 1)
    ]
    assert nothing_is_left(store)
    assert patient.running() == []


def test_an_update_past_its_deadline_is_killed_within_a_second_and_nothing_is_written(
    pool: Pool, store: EmbeddedStore
) -> None:
    started, before = monotonic(), store.version()
    updating = Updating(pool, store, ENDLESS)
    updating.until("running")
    process = updating.update.pid

    assert isinstance(updating.end(), DeadlineError)
    assert "The update was stopped after 1 s" in str(updating.error)
    assert updating.ended is not None
    assert 1 <= updating.ended - started < 2
    assert not is_process(process)
    assert store.version() == before
    assert nothing_is_left(store)
    carry_out(pool, store, "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }")


def test_an_update_past_its_memory_is_ended(make_pool: MakePool, store: EmbeddedStore) -> None:
    updating = Updating(make_pool(seconds=20), store, GREEDY)

    assert isinstance(updating.end(), MemoryLimitError)
    assert "The update was stopped" in str(updating.error)
    assert values(store, "a:new") == []


def test_an_update_that_changes_too_much_is_refused(make_pool: MakePool, store: EmbeddedStore) -> None:
    pool = make_pool(memory=64 * MEBIBYTE, seconds=60)
    with pytest.raises(AnswerLimitError, match="changes more than 16,384 triples"):
        carry_out(
            pool,
            store,
            "INSERT { GRAPH <a:new> { ?a ?b ?f } } WHERE { ?a ?b ?c . ?d ?e ?f FILTER (?c < 20) }",
        )
    assert values(store, "a:new") == []


def test_others_write_while_an_update_is_tried(make_pool: MakePool, store: EmbeddedStore) -> None:
    pool = make_pool(seconds=30)
    updating = Updating(pool, store, ENDLESS)
    updating.until("running")

    store.replace(numbers("http://a/other", 3))
    carry_out(pool, store, "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }")

    assert updating.ended is None
    assert pool.cancel(updating.update.id)
    updating.end()


def test_what_others_wrote_meanwhile_is_seen(make_pool: MakePool, store: EmbeddedStore) -> None:
    updating = Updating(make_pool(seconds=20), store, COUNT)
    updating.until("running")
    store.replace(numbers("http://a/g", 10))

    assert updating.end() is None
    assert values(store, "a:counted") == ["100"]


def test_an_update_can_be_cancelled_while_it_is_tried(pool: Pool, store: EmbeddedStore) -> None:
    updating = Updating(pool, store, ENDLESS)
    updating.until("running")
    listed = [(query.kind, query.id) for query in pool.running()]

    assert pool.cancel(updating.update.id)
    assert listed == [("update", updating.update.id)]
    assert isinstance(updating.end(), CancelledError)


def test_an_update_can_be_cancelled_while_its_result_is_judged(patient: Pool, store: EmbeddedStore) -> None:
    update = RunningQuery("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }", "update")

    def cancel(_: Prospect) -> None:
        assert patient.cancel(update.id)

    with pytest.raises(CancelledError), patient.updating(update) as trials:
        store.update(update.sparql, acceptance=Judge(cancel), trials=trials)
    assert values(store, "a:g") == []


def test_what_is_being_carried_out_is_not_stopped_any_more() -> None:
    update = RunningQuery("CLEAR ALL", "update")
    update.commit()
    update.stop(CancelledError("Too late."))

    assert update.stopped is None


def test_a_worker_that_is_killed_fails_its_update(pool: Pool, store: EmbeddedStore) -> None:
    updating = Updating(pool, store, ENDLESS)
    updating.until("running")
    assert updating.update.pid is not None
    os.kill(updating.update.pid, signal.SIGKILL)

    assert isinstance(updating.end(), WorkerLostError)
    assert nothing_is_left(store)


@pytest.mark.parametrize(
    ("sparql", "kind"),
    [
        ("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> } }", QueryError),
        ("INSERT DATA { GRAPH unknown:g { <a:s> <a:p> 1 } }", QueryError),
        ("DROP GRAPH <a:none>", EvaluationError),
    ],
)
def test_what_is_wrong_with_an_update_is_said_as_the_store_says_it(
    patient: Pool, store: EmbeddedStore, sparql: str, kind: type[KgError]
) -> None:
    with pytest.raises(kind) as by_worker:
        carry_out(patient, store, sparql)
    with pytest.raises(kind) as by_store:
        store.update(sparql)

    assert str(by_worker.value) == str(by_store.value)


def test_without_a_union_the_engine_carries_out_what_ends_in_time(
    make_pool: MakePool, tmp_path: Path
) -> None:
    limits = make_pool().limits
    numbers = " ".join(f"<a:{number}>" for number in range(100))
    product = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abcdef")
    lengths = " + ".join(f"STRLEN(STR(?{name}))" for name in "abcdef")
    with EmbeddedStore(tmp_path / "strict", union=False) as store:
        pool = Pool(store, limits)
        carry_out(pool, store, "INSERT DATA { <a:s> <a:p> 1 , 2 , 3 }")
        carry_out(pool, store, "INSERT { ?s ?p 4 } WHERE { ?s ?p 3 } ; CREATE GRAPH <a:empty>")
        with pytest.raises(DeadlineError):
            carry_out(pool, store, f"INSERT {{ ?a ?b ?c }} WHERE {{ {product} FILTER ({lengths} > 99) }}")

        found = store.query("SELECT ?o WHERE { ?s ?p ?o }", union=False).rows()
        assert sorted(row["o"] or "" for row in found) == ["1", "2", "3", "4"]
        assert store.contains("a:empty")
        pool.close(0)


def test_all_trials_of_an_update_count_against_one_deadline(
    make_pool: MakePool, store: EmbeddedStore
) -> None:
    pool, update = make_pool(seconds=20), RunningQuery(COUNT, "update")
    with pool.updating(update) as trials:
        store.update(COUNT, trials=trials)
        spent = update.spent
        store.update("CLEAR GRAPH <a:counted>", trials=trials)

    assert 0 < spent < update.spent <= update.seconds
