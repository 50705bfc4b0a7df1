"""The server under hostile load: deadlines, memory, slow clients, hang-ups, processes that die."""

import http.client
import json
import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

from kg.store.embedded import EmbeddedStore
from kg.workers import MEBIBYTE
from tests.kg.workers.asking import eventually
from tests.server.serving import TOKEN, Server, address, is_process

NUMBERS = 500
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT ?c ?f WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
LARGE = "SELECT ?a ?b ?c ?f WHERE { ?a ?b ?c . ?d ?e ?f }"
QUICK = "ASK { ?s ?p 7 }"

Answer = tuple[int, dict[str, str], Any]


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with many numbers."""
    folder = tmp_path_factory.mktemp("numbers") / "store"
    graph = Graph(identifier=URIRef("http://a/g"))
    for number in range(NUMBERS):
        graph.add((URIRef(f"http://a/{number}"), URIRef("http://a/is"), Literal(number)))
    with EmbeddedStore(folder) as store:
        store.replace(graph)
    return folder


@pytest.fixture(scope="module")
def server(numbers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that gives queries two seconds and 64 MiB."""
    folder = tmp_path_factory.mktemp("server")
    log = folder / "log"
    shutil.copytree(numbers, folder / "store")
    server = Server(folder / "store", log, seconds=2, memory=64 * MEBIBYTE, slow_after=0.3)
    yield server
    assert server.stop() == 0
    assert "Traceback" not in log.read_text()


@pytest.fixture
def own(numbers: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start servers over a copy of that store, which the test may kill."""
    started: list[Server] = []
    shutil.copytree(numbers, tmp_path / "store", ignore=shutil.ignore_patterns("snapshots"))

    def start(**limits: float) -> Server:
        started.append(Server(tmp_path / "store", tmp_path / "log", **limits))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def burn(server: Server, threads: ThreadPoolExecutor) -> tuple[Future[Answer], int]:
    """Ask an endless query; return its answer to come, and the process that evaluates it."""
    answer = threads.submit(server.ask, ENDLESS)
    eventually(lambda: any(query["process"] for query in server.running()))
    return answer, server.running()[0]["process"]


def test_a_query_past_its_deadline_ends_within_a_second_with_its_process(
    server: Server, threads: ThreadPoolExecutor
) -> None:
    started = monotonic()
    answer, process = burn(server, threads)
    status, headers, problem = answer.result()

    assert 2 <= monotonic() - started < 3
    assert (status, headers["content-type"]) == (503, "application/problem+json")
    assert problem["type"].endswith("#deadline")
    assert int(headers["retry-after"]) > 0
    assert not is_process(process)


def test_a_query_past_its_memory_is_told_so(server: Server) -> None:
    status, headers, problem = server.ask(GREEDY)

    assert status == 503
    assert problem["type"].endswith("#memory")
    assert "64 MiB" in problem["detail"]
    assert "retry-after" in headers


def test_others_do_not_notice_a_runaway_query(server: Server, threads: ThreadPoolExecutor) -> None:
    burning = [threads.submit(server.ask, ENDLESS) for _ in range(3)]
    eventually(lambda: len(server.running()) == 3)

    started = monotonic()
    for _ in range(10):
        assert server.ask(QUICK)[0] == 200
    took = monotonic() - started

    assert {answer.result()[0] for answer in burning} == {503}
    assert took < 2


def test_a_large_answer_is_complete_and_the_server_does_not_grow_by_it(own: Callable[..., Server]) -> None:
    server = own()
    server.ask(QUICK)
    before = peak_memory(server.serving_process())
    status, headers, body = server.request("GET", address(LARGE), headers={"Accept": "text/csv"})

    assert status == 200
    assert len(body) == int(headers["content-length"]) > 6 * MEBIBYTE
    assert body.count(b"\n") == NUMBERS * NUMBERS + 1
    assert peak_memory(server.serving_process()) - before < 4 * MEBIBYTE


def test_clients_that_read_slowly_hold_up_nobody(own: Callable[..., Server]) -> None:
    server = own()
    slow = []
    for _ in range(3):
        client = socket.create_connection(("127.0.0.1", server.port))
        client.sendall(f"GET {address(LARGE)} HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n".encode())
        slow.append(client)
        assert client.recv(15) == b"HTTP/1.1 200 OK"

    assert server.running() == []
    assert server.ask(QUICK)[0] == 200
    for client in slow:
        client.close()


def test_a_query_ends_when_its_client_hangs_up(server: Server) -> None:
    cancelled = server.metric('kg_queries_total{outcome="cancelled"}')
    client = socket.create_connection(("127.0.0.1", server.port))
    for query in (QUICK, ENDLESS):  # the second on a connection that was used before
        client.sendall(f"GET {address(query)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        if query == QUICK:
            client.recv(10000)
    eventually(lambda: any(query["process"] for query in server.running()))
    process = server.running()[0]["process"]
    sleep(0.3)

    client.close()

    eventually(lambda: not is_process(process), 2)
    eventually(lambda: server.metric('kg_queries_total{outcome="cancelled"}') == cancelled + 1)


def test_a_running_query_is_listed_and_cancelled_with_the_token(
    server: Server, threads: ThreadPoolExecutor
) -> None:
    answer, process = burn(server, threads)
    [listed] = server.running()
    refused = server.request("DELETE", f"/queries/{listed['id']}")[0]
    cancelled = server.request("DELETE", f"/queries/{listed['id']}", token=TOKEN)[0]
    status, headers, problem = answer.result()

    assert (listed["query"], listed["state"] in ("running", "slow")) == (ENDLESS, True)
    assert (refused, cancelled) == (401, 204)
    assert status == 503
    assert problem["type"].endswith("#cancelled")
    assert headers["query-id"] == listed["id"]
    assert not is_process(process)
    assert server.request("GET", "/queries")[0] == 401
    assert server.request("DELETE", f"/queries/{listed['id']}", token=TOKEN)[0] == 404


def test_a_killed_worker_is_an_error_and_is_replaced(server: Server, threads: ThreadPoolExecutor) -> None:
    answer, process = burn(server, threads)
    os.kill(process, signal.SIGKILL)
    status, _, problem = answer.result()

    assert status == 503
    assert problem["type"].endswith("#lost")
    assert server.ask(QUICK)[0] == 200


def test_metrics_count_queries_by_outcome(server: Server) -> None:
    names = ("answered", "rejected")

    def counts() -> list[float]:
        return [server.metric(f'kg_queries_total{{outcome="{name}"}}') for name in names]

    before = counts()
    server.ask(f"{QUICK} # that nobody asked before")
    server.ask("ASK {")

    eventually(lambda: counts() == [count + 1 for count in before])
    text = server.request("GET", "/metrics")[2].decode()
    assert server.metric("kg_store_bytes") > 0
    assert 'kg_store_info{version="' in text
    assert 'kg_query_duration_seconds_bucket{le="0.1"}' in text
    assert 'kg_queries_running{state="waiting"} 0.0' in text


def test_the_log_has_a_line_of_json_for_each_query_and_no_secret(server: Server) -> None:
    _, headers, _ = server.ask(QUICK + "#" + "x" * 500)
    server.request("GET", "/queries", token=TOKEN)
    text = server.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    [line] = [line for line in lines if line.get("query_id") == headers["query-id"]]

    assert (line["outcome"], line["level"], line["format"]) == ("answered", "info", "json")
    assert line["query"].startswith(QUICK)
    assert len(line["query"]) == 200
    assert TOKEN not in text


def test_more_queries_than_may_wait_are_refused(
    own: Callable[..., Server], threads: ThreadPoolExecutor
) -> None:
    server = own(waiting=0, slow=0, seconds=3)
    burning = [threads.submit(server.ask, ENDLESS) for _ in range(2)]
    eventually(lambda: len(server.running()) == 2)

    status, headers, problem = server.ask(QUICK)

    assert (status, problem["type"].rpartition("#")[2]) == (503, "overload")
    assert "retry-after" in headers
    assert server.request("GET", "/health")[0] == 200
    for query in server.running():
        server.request("DELETE", f"/queries/{query['id']}", token=TOKEN)
    assert [answer.result()[0] for answer in burning] == [503, 503]


def test_stopping_cancels_what_does_not_finish_soon(
    own: Callable[..., Server], threads: ThreadPoolExecutor
) -> None:
    server = own()
    answer, process = burn(server, threads)

    started = monotonic()
    status = server.stop()

    assert monotonic() - started < 8
    assert status == 0
    assert answer.result()[0] == 503
    assert not is_process(process)


def test_an_answer_that_is_cut_off_is_seen_to_be(own: Callable[..., Server]) -> None:
    server = own()
    connection = server.connect()
    connection.request("GET", address(LARGE))
    response = connection.getresponse()
    response.read(1000)

    os.kill(server.serving_process(), signal.SIGKILL)

    with response, pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        response.read()
    connection.close()


def test_a_server_whose_serving_process_is_killed_comes_back(
    own: Callable[..., Server], threads: ThreadPoolExecutor
) -> None:
    server = own()
    answer, worker = burn(server, threads)
    os.kill(server.serving_process(), signal.SIGKILL)
    with pytest.raises((OSError, http.client.HTTPException)):
        answer.result()

    eventually(lambda: is_served(server))

    assert server.ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[2]["results"]["bindings"][0]["n"][
        "value"
    ] == str(NUMBERS)
    assert not is_process(worker)


def test_a_server_that_is_killed_can_be_started_again(
    own: Callable[..., Server], threads: ThreadPoolExecutor
) -> None:
    server = own()
    answer, worker = burn(server, threads)
    serving = server.serving_process()
    server.process.kill()
    server.process.communicate()
    with pytest.raises((OSError, http.client.HTTPException)):
        answer.result()
        raise ConnectionError  # the answer may have been sent in the moment of the end
    eventually(lambda: not is_process(serving) and not is_process(worker))

    again = own()

    assert again.ask(QUICK)[2]["boolean"] is True


def test_writers_go_on_while_queries_run_and_are_seen_at_once(
    own: Callable[..., Server], threads: ThreadPoolExecutor, entry: bytes
) -> None:
    server = own(seconds=3)
    burn(server, threads)
    headers = {"Content-Type": "text/turtle"}

    status = server.request("POST", "/entries", body=entry, headers=headers, token=TOKEN)[0]

    assert status == 201
    assert server.ask("ASK { ?s a kg:Article }")[2]["boolean"] is True


def peak_memory(process: int) -> int:
    """Return the most memory in bytes that a process ever used."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def is_served(server: Server) -> bool:
    try:
        return server.request("GET", "/health")[0] == 200
    except OSError:
        return False
