"""Queries are evaluated in processes that can be killed, within limits, each on one version of the store."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from kg.errors import ForbiddenError, KgError, QueryError, UnreadableInputError
from kg.store import QueryDataset
from kg.store.embedded import EmbeddedStore
from kg.workers import (
    FIRST_ROWS,
    MEBIBYTE,
    AnswerLimitError,
    CancelledError,
    DeadlineError,
    MemoryLimitError,
    OverloadError,
    WorkerLostError,
)
from kg.workers.pool import Pool
from tests.kg.workers.asking import (
    ENDLESS,
    GREEDY,
    LIMITS,
    LONG,
    NUMBERS,
    QUICK,
    Asking,
    MakePool,
    ask,
    eventually,
    is_process,
    numbers,
)


def count(pool: Pool) -> int:
    reply = ask(pool, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def test_solutions_come_in_the_syntax_that_is_asked_for(pool: Pool) -> None:
    reply = ask(pool, "SELECT ?s WHERE { ?s ?p 7 }", solutions="csv")

    assert (reply.syntax, reply.is_graph, reply.body) == ("csv", False, b"s\r\nhttp://a/7\r\n")


def test_a_graph_comes_in_the_syntax_that_is_asked_for(pool: Pool) -> None:
    reply = ask(pool, "CONSTRUCT WHERE { <http://a/7> ?p ?o }", graph="ntriples")

    assert (reply.syntax, reply.is_graph) == ("ntriples", True)
    assert reply.body.startswith(b"<http://a/7> <http://a/is> ")


def test_a_kind_of_answer_that_nobody_wants_is_not_written(pool: Pool) -> None:
    reply = ask(pool, QUICK, solutions=None)

    assert (reply.syntax, reply.body) == (None, b"")


def test_the_first_rows_come_with_their_total(pool: Pool) -> None:
    solutions = json.loads(ask(pool, "SELECT * WHERE { ?s ?p ?o }", solutions=FIRST_ROWS, rows=2).body)
    triples = json.loads(ask(pool, "CONSTRUCT WHERE { ?s ?p ?o }", graph=FIRST_ROWS, rows=2).body)

    assert (len(solutions["results"]["bindings"]), solutions["total"]) == (2, NUMBERS)
    assert (len(triples["results"]["bindings"]), triples["total"]) == (2, NUMBERS)


def test_a_large_answer_comes_as_a_file_that_has_no_name(pool: Pool, store: EmbeddedStore) -> None:
    reply = ask(pool, LONG, solutions="csv")

    assert reply.file is not None
    with reply.file as file:
        written = file.read()
    assert len(written) == reply.length > MEBIBYTE
    assert written.count(b"\n") == NUMBERS * NUMBERS + 1
    assert [path.name for path in (store.path / "snapshots").iterdir() if path.is_file()] == []


@pytest.mark.parametrize(
    ("sparql", "kind", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p }", QueryError, "cannot be parsed near"),
        ("ASK { ?s unknown:p ?o }", QueryError, "unknown:"),
        ("  ", QueryError, "empty"),
        ("DELETE WHERE { ?s ?p ?o }", QueryError, "parsed"),
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", ForbiddenError, "SERVICE"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_as_the_store_says_it(
    pool: Pool, store: EmbeddedStore, sparql: str, kind: type[KgError], words: str
) -> None:
    with pytest.raises(kind) as by_worker:
        ask(pool, sparql)
    with pytest.raises(kind) as by_store:
        store.query(sparql)

    assert words in str(by_worker.value)
    assert str(by_worker.value) == str(by_store.value)


def test_a_dataset_is_what_a_query_sees(pool: Pool, store: EmbeddedStore) -> None:
    store.replace(numbers("http://a/other", 3))
    both = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"

    seen = ask(pool, both, dataset=QueryDataset(("http://a/other",)), solutions="csv").body

    assert seen == b"n\r\n3\r\n"
    assert ask(pool, both, union=False, solutions="csv").body == b"n\r\n0\r\n"
    with pytest.raises(UnreadableInputError):
        ask(pool, both, dataset=QueryDataset(("no iri",)))


def test_a_query_sees_what_was_written_before_it_came(pool: Pool, store: EmbeddedStore) -> None:
    versions = set()
    for end in range(1, 6):
        store.replace(numbers(end=end))
        assert count(pool) == end
        versions.add(ask(pool, QUICK).version)

    assert len(versions) == 5
    assert ask(pool, QUICK).version == store.version()


def test_queries_see_whole_versions_while_somebody_writes(pool: Pool, store: EmbeddedStore) -> None:
    with ThreadPoolExecutor(4) as threads:
        counts = [threads.submit(count, pool) for _ in range(40)]
        for end in (100, 200, 300, 400):
            store.replace(numbers(end=end))

    assert {future.result() for future in counts} <= {NUMBERS, 100, 200, 300, 400}


def test_a_query_past_its_deadline_is_killed_within_a_second(pool: Pool) -> None:
    started = monotonic()
    asking = Asking(pool, ENDLESS)

    assert isinstance(asking.end(), DeadlineError)
    assert asking.ended is not None
    assert 1 <= asking.ended - started < 2
    assert not is_process(asking.query.pid)
    assert pool.running() == []
    assert ask(pool, QUICK).body


def test_a_query_past_its_memory_is_ended(make_pool: MakePool) -> None:
    pool = make_pool(seconds=20)
    asking = Asking(pool, GREEDY)

    assert isinstance(asking.end(), MemoryLimitError)
    assert "48 MiB" in str(asking.error)
    assert ask(pool, QUICK).body


def test_an_answer_past_its_size_is_an_error(make_pool: MakePool) -> None:
    pool = make_pool(answer=2 * MEBIBYTE, seconds=20)

    with pytest.raises(AnswerLimitError, match="2 MiB"):
        ask(pool, LONG)
    assert ask(pool, QUICK).body


def test_a_worker_that_is_killed_fails_its_query_and_is_replaced(pool: Pool) -> None:
    asking = Asking(pool, ENDLESS)
    asking.until("running")
    assert asking.query.pid is not None
    os.kill(asking.query.pid, signal.SIGKILL)

    assert isinstance(asking.end(), WorkerLostError)
    assert ask(pool, QUICK).body


def test_a_worker_that_is_killed_while_it_is_idle_is_not_missed(pool: Pool) -> None:
    pool.start()
    ask(pool, QUICK)
    idle = [worker.pid for worker in pool._idle]
    for pid in idle:
        os.kill(pid, signal.SIGKILL)
    for worker in pool._idle:
        worker._process.wait()

    assert len(idle) == 2
    assert ask(pool, QUICK).body


def test_a_query_can_be_cancelled_while_it_runs_and_while_it_waits(make_pool: MakePool) -> None:
    pool = make_pool(workers=1, slow=0, seconds=20)
    running = Asking(pool, ENDLESS)
    running.until("running")
    waiting = Asking(pool, QUICK)
    eventually(lambda: len(pool.running()) == 2)

    cancelled = [pool.cancel(asking.query.id) for asking in (waiting, running)]

    assert cancelled == [True, True]
    assert isinstance(waiting.end(), CancelledError)
    assert isinstance(running.end(), CancelledError)
    assert not is_process(running.query.pid)
    assert not pool.cancel(running.query.id)


def test_slow_queries_make_way_for_quick_ones(make_pool: MakePool) -> None:
    pool = make_pool(seconds=20)
    burning = [Asking(pool, ENDLESS) for _ in range(2)]
    for asking in burning:
        asking.until("slow")

    started = monotonic()
    for _ in range(20):
        assert ask(pool, QUICK).body

    assert monotonic() - started < 2
    assert [query.state for query in pool.running()] == ["slow", "slow"]
    assert all(os.getpriority(os.PRIO_PROCESS, a.query.pid or 0) > 0 for a in burning)
    for asking in burning:
        pool.cancel(asking.query.id)
        asking.end()


def test_too_many_queries_are_refused_at_once(make_pool: MakePool) -> None:
    pool = make_pool(workers=1, slow=0, waiting=1, patience=0.3)
    running, waiting = Asking(pool, ENDLESS), None
    running.until("running")
    waiting = Asking(pool, QUICK)
    eventually(lambda: len(pool.running()) == 2)

    started = monotonic()
    with pytest.raises(OverloadError):
        ask(pool, QUICK)

    assert monotonic() - started < 1
    assert isinstance(waiting.end(), OverloadError)
    assert isinstance(running.end(), DeadlineError)
    assert ask(pool, QUICK).body


def test_closing_cancels_what_runs_and_leaves_nothing_behind(pool: Pool, store: EmbeddedStore) -> None:
    asking = Asking(pool, ENDLESS)
    asking.until("running")

    pool.close(0.1)

    assert isinstance(asking.end(), CancelledError)
    assert not is_process(asking.query.pid)
    assert not (store.path / "snapshots").exists()
    with pytest.raises(CancelledError):
        ask(pool, QUICK)


def test_closing_lets_finish_what_is_quick_enough(make_pool: MakePool) -> None:
    pool = make_pool(seconds=20)
    asking = Asking(pool, f"{LONG} LIMIT 100000")
    asking.until("running")

    pool.close(10)

    assert asking.end() is None


def test_old_snapshots_are_gone_when_all_workers_have_moved_on(pool: Pool, store: EmbeddedStore) -> None:
    for end in (10, 20, 30):
        store.replace(numbers(end=end))
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda _: ask(pool, LONG).content(), range(4)))

    assert len(list((store.path / "snapshots").iterdir())) <= 2


ORPHANS = """
import sys, threading, time
from pathlib import Path
from kg.store.embedded import EmbeddedStore
from kg.workers import Limits, Question
from kg.workers.pool import Pool
from kg.workers.running import RunningQuery
pool = Pool(EmbeddedStore(Path(sys.argv[1])), Limits(seconds=60, slow_after=0.1))
query = RunningQuery(sys.argv[2])
threading.Thread(target=pool.evaluate, args=(query, Question(sparql=sys.argv[2], solutions="json"))).start()
while query.state != "slow":
    time.sleep(0.01)
print(query.pid, *(worker.pid for worker in pool._idle), flush=True)
time.sleep(60)
"""


def test_workers_end_when_the_server_is_killed_and_the_store_opens(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "other") as store:
        store.replace(numbers())
    arguments = [sys.executable, "-c", ORPHANS, str(tmp_path / "other"), ENDLESS]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        workers = [int(pid) for pid in server.stdout.readline().split()]
        server.kill()

    for pid in workers:
        eventually(lambda pid=pid: not is_process(pid), 2)
    with EmbeddedStore(tmp_path / "other", create=False) as store:
        pool = Pool(store, LIMITS)
        assert count(pool) == NUMBERS
        pool.close(0)


def test_a_worker_loads_little_and_knows_no_secret(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WRITE_TOKEN", "not-to-be-seen")
    asking = Asking(pool, ENDLESS)
    asking.until("running")
    environment = Path(f"/proc/{asking.query.pid}/environ").read_text()
    asking.end()
    program = "import kg.workers.worker, sys; print({'rdflib', 'flask'} & set(sys.modules))"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "not-to-be-seen" not in environment
    assert loaded.stdout == "set()\n"
