"""Articles that are slow, deadly or many, and the server that reads them beside its queries."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.kg.extraction.wilful import WILFUL, installed, pid_in, workers_of
from tests.kg.workers.asking import eventually
from tests.server.serving import TOKEN, Server, is_process

Serve = Callable[..., Server]
TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a server whose extractor does what articles say, with limits on them."""
    monkeypatch.setenv("PYTHONPATH", str(installed(tmp_path)), prepend=os.pathsep)
    servers: list[Server] = []

    def start(**extraction: float) -> Server:
        settings = {"extractor": WILFUL, "extraction": extraction}
        servers.append(Server(tmp_path / "store", tmp_path / "log", settings=settings))
        return servers[-1]

    yield start
    for server in servers:
        if server.process.returncode is None:
            server.stop()


def post(server: Server, text: str, path: str = "/entries") -> tuple[int, dict[str, str], Any]:
    token = TOKEN if path == "/entries" else None
    status, headers, body = server.request("POST", path, token=token, headers=dict(TEXT), body=text.encode())
    return status, headers, json.loads(body)


def test_an_article_past_its_deadline_is_a_problem_and_is_kept(serve: Serve, tmp_path: Path) -> None:
    server = serve(workers=1, seconds=1)

    status, _, problem = post(server, f"sleep {tmp_path / 'pid'}")

    assert (status, problem["type"].rpartition("#")[2]) == (422, "unsupported-input")
    assert problem["detail"] == "the request: was not read within 1 s. Send it in parts."
    assert "/rejected/" in problem["rejected"]
    assert not is_process(pid_in(tmp_path / "pid"))
    assert post(server, "quick")[0] == 201


def test_the_death_of_a_worker_costs_nobody_anything(serve: Serve, tmp_path: Path) -> None:
    server = serve(workers=1)

    with ThreadPoolExecutor() as threads:
        sleeping = threads.submit(post, server, f"sleep once {tmp_path / 'pid'}")
        os.kill(pid_in(tmp_path / "pid"), signal.SIGKILL)
        assert sleeping.result()[0] == 201
    assert server.metric('kg_articles_total{outcome="read"}') == 1


def test_an_article_that_kills_its_workers_is_unavailable_and_not_kept(serve: Serve) -> None:
    server = serve(workers=1)

    status, headers, problem = post(server, "die")

    assert (status, problem["type"].rpartition("#")[2]) == (503, "lost")
    assert int(headers["retry-after"]) > 0
    assert "rejected" not in problem
    assert post(server, "quick")[0] == 201
    assert server.metric('kg_articles_total{outcome="lost"}') == 1


def test_strangers_who_occupy_workers_are_sent_away_and_keep_nobody_from_writing(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve(workers=2, seconds=20, strangers=1)

    with ThreadPoolExecutor() as threads:
        for name in ("one", "two"):
            threads.submit(post, server, f"sleep {tmp_path / name}", "/validate")
        eventually(lambda: server.metric('kg_articles_running{state="waiting"}') == 1)
        status, headers, problem = post(server, "quick", "/validate")
        assert post(server, "quick")[0] == 201
        assert server.ask("ASK { ?s ?p ?o }")[2]["boolean"] is True
        server.stop()

    assert (status, problem["type"].rpartition("#")[2]) == (503, "overload")
    assert int(headers["retry-after"]) > 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_server(serve: Serve, tmp_path: Path, number: signal.Signals) -> None:
    server = serve(workers=2)
    post(server, "quick")
    serving = server.serving_process()
    with ThreadPoolExecutor() as threads:
        sleeping = threads.submit(post, server, f"sleep {tmp_path / 'pid'}")
        pid = pid_in(tmp_path / "pid")
        workers = workers_of(serving)
        server.stop(number)
        assert sleeping.exception() is not None or sleeping.result()[0] == 503

    assert pid in workers
    for worker in workers:
        eventually(lambda worker=worker: not is_process(worker), 15)


def test_the_first_article_finds_a_worker_that_is_there(serve: Serve) -> None:
    server = serve(workers=2)
    serving = server.serving_process()
    queries = len(workers_of(serving))

    eventually(lambda: len(workers_of(serving)) == queries + 2)
    workers = workers_of(serving)

    assert post(server, "quick")[0] == 201
    assert workers_of(serving) == workers
