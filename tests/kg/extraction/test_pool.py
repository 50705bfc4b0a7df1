"""Articles are read in processes that can be killed, within limits."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from kg.errors import ExtractionStoppedError, ExtractorError, UnreadableInputError, UnsupportedInputError
from kg.extraction import MEBIBYTE, Extracted, ExtractionLimits
from kg.extraction.pool import ExtractionPool
from kg.extractors import BUILT_IN
from kg.pipeline import extract_article
from kg.store.quarantine import Submission
from kg.terms import stored
from tests.kg.extraction.wilful import WILFUL, installed, pid_in, workers_of
from tests.kg.workers.asking import eventually, is_process

BASE = "http://localhost:8000"
GERMAN = """28. Oktober 2024

In der Stadt sind nach Angaben der Polizei 300 Menschen auf die Straße gegangen. \
Der Veranstalter sprach am Montag von mindestens 900 Menschen."""
ORPHANS = """
import sys
from kg.extraction import ExtractionLimits
from kg.extraction.pool import ExtractionPool
pool = ExtractionPool("http://localhost:8000", "rules", ExtractionLimits(workers=2))
pool.start()
print("started", flush=True)
sys.stdin.read()
"""

MakePool = Callable[..., ExtractionPool]


@pytest.fixture
def wilful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an extractor that does what articles say."""
    monkeypatch.syspath_prepend(installed(tmp_path))
    return WILFUL


@pytest.fixture
def make_pool() -> Iterator[MakePool]:
    pools: list[ExtractionPool] = []

    def make(extractor: str = BUILT_IN, **limits: float) -> ExtractionPool:
        fields = {"workers": 1, "seconds": 30} | limits
        pools.append(ExtractionPool(BASE, extractor, ExtractionLimits(**fields)))  # type: ignore[arg-type]
        return pools[-1]

    yield make
    for pool in pools:
        pool.close(0)


def article(text: str, name: str | None = "protest.txt") -> Submission:
    return Submission(text.encode(), "text/plain", name, "a test")


def title(extracted: Extracted) -> str:
    """Return the headline in the graph, which the extractor `wilful` lets tell something."""
    triples = extracted.graph().triples
    return next(t.object.value for t in triples if t.predicate.value == "http://schema.org/headline")


def test_the_graph_is_the_one_that_this_process_would_make(make_pool: MakePool) -> None:
    pool = make_pool()
    here = extract_article(article(GERMAN), BASE)

    there = pool.extract(article(GERMAN))

    assert (there.name, there.graph().name) == (here.name, here.graph().name)
    assert set(there.graph().triples) == stored(here.graph().triples)
    assert pool.outcomes == {"read": 1}


def test_what_is_no_german_article_is_said_as_here_and_the_worker_goes_on(make_pool: MakePool) -> None:
    pool = make_pool()
    unreadable = pool.extract(Submission(b"\xff\x00", "text/plain", "a.txt", "a test"))
    foreign = pool.extract(article("The police said that many people had taken to the streets to protest."))

    assert (unreadable.name, type(unreadable.result)) == (None, UnreadableInputError)
    assert (foreign.name, type(foreign.result)) == ("protest.txt", UnsupportedInputError)
    assert pool.outcomes == {"refused": 2}


def test_articles_are_read_beside_each_other(make_pool: MakePool, wilful: str, tmp_path: Path) -> None:
    pool = make_pool(wilful, workers=2)

    with ThreadPoolExecutor(2) as threads:
        sleeping = threads.submit(pool.extract, article(f"sleep {tmp_path / 'pid'}"))
        pid = pid_in(tmp_path / "pid")
        assert pool.running() == {"waiting": 0, "running": 1}
        assert title(pool.extract(article("quick"))) != str(pid)
        pool.close(0)
        with pytest.raises(ExtractionStoppedError, match="The server stops"):
            sleeping.result(10)
    assert pool.outcomes == {"read": 1, "cancelled": 1}


def test_a_worker_reads_one_article_after_the_other(make_pool: MakePool, wilful: str) -> None:
    pool = make_pool(wilful)

    assert title(pool.extract(article("one"))) == title(pool.extract(article("two")))


def test_an_article_that_takes_too_long_is_refused_and_its_process_is_gone(
    make_pool: MakePool, wilful: str, tmp_path: Path
) -> None:
    pool = make_pool(wilful, seconds=2)
    began = monotonic()

    found = pool.extract(article(f"sleep {tmp_path / 'pid'}"))

    assert monotonic() - began < 4
    assert type(found.result) is UnsupportedInputError
    assert str(found.result) == "protest.txt: was not read within 2 s. Send it in parts."
    assert not is_process(pid_in(tmp_path / "pid"))
    assert pool.extract(article("quick")).name == "protest.txt"
    assert pool.outcomes == {"deadline": 1, "read": 1}


def test_a_worker_that_does_not_even_listen_is_killed_at_the_deadline(
    make_pool: MakePool, wilful: str
) -> None:
    pool = make_pool(wilful, seconds=2)
    stopped = int(title(pool.extract(article("quick"))))
    os.kill(stopped, signal.SIGSTOP)

    found = pool.extract(article("x" * 5_000_000))

    assert "was not read within 2 s" in str(found.result)
    assert not is_process(stopped)


def test_an_article_whose_worker_dies_is_read_by_another(
    make_pool: MakePool, wilful: str, tmp_path: Path
) -> None:
    pool = make_pool(wilful)

    assert pool.extract(article(f"die once {tmp_path / 'died'}")).name == "protest.txt"
    assert (tmp_path / "died").exists()


def test_an_article_that_kills_its_workers_is_given_up(make_pool: MakePool, wilful: str) -> None:
    pool = make_pool(wilful)

    with pytest.raises(ExtractionStoppedError, match="has ended, and so has another one") as caught:
        pool.extract(article("die"))

    assert caught.value.outcome == "lost"
    assert pool.extract(article("quick")).name == "protest.txt"


def test_a_worker_that_was_killed_while_it_was_idle_costs_nothing(make_pool: MakePool, wilful: str) -> None:
    pool = make_pool(wilful)
    idle = int(title(pool.extract(article("one"))))
    os.kill(idle, signal.SIGKILL)

    assert int(title(pool.extract(article("two")))) != idle


def test_an_article_that_needs_too_much_memory_is_refused(make_pool: MakePool) -> None:
    pool = make_pool(memory=MEBIBYTE)
    pool.start()

    found = pool.extract(article("\n\n".join([GERMAN] * 500)))

    assert type(found.result) is UnsupportedInputError
    assert str(found.result) == "protest.txt: needs more than 1 MiB of memory to be read. Send it in parts."


def test_an_extractor_that_cannot_be_loaded_is_said_with_each_article(make_pool: MakePool) -> None:
    pool = make_pool("absent")
    pool.start()

    assert type(pool.extract(article(GERMAN)).result) is ExtractorError


def test_a_plug_in_gets_the_environment_without_the_secret(
    make_pool: MakePool, wilful: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL", "large")
    monkeypatch.setenv("KG_WRITE_TOKEN", "not-to-be-seen")
    pool = make_pool(wilful)

    assert title(pool.extract(article("tell MODEL"))) == "large"
    assert title(pool.extract(article("tell KG_WRITE_TOKEN"))) == "nothing"


def test_strangers_leave_a_place_to_whoever_may_write(
    make_pool: MakePool, wilful: str, tmp_path: Path
) -> None:
    pool = make_pool(wilful, workers=2, seconds=20, strangers=1)
    with ThreadPoolExecutor(2) as threads:
        for name in ("one", "two"):
            threads.submit(pool.extract, article(f"sleep {tmp_path / name}"), is_strange=True)
        eventually(lambda: pool.running() == {"waiting": 1, "running": 1}, 5)

        with pytest.raises(ExtractionStoppedError, match="Too many articles wait already"):
            pool.extract(article("quick"), is_strange=True)
        assert pool.extract(article("quick")).name == "protest.txt"
        pool.close(0)


def test_workers_end_with_the_server_however_it_ends() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ORPHANS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "started\n"
        workers = workers_of(server.pid)
        server.kill()

    assert len(workers) == 2
    for pid in workers:
        eventually(lambda pid=pid: not is_process(pid), 5)
