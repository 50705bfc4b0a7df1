"""`kg queries`."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import Result

from kg.cli import running
from tests.kg.workers.asking import eventually
from tests.server.serving import TOKEN, Server

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"

Kg = Callable[..., Result]


@pytest.fixture
def server(own_store: Path, tmp_path: Path) -> Iterator[Server]:
    server = Server(own_store, tmp_path / "log")
    yield server
    server.stop()


def test_a_query_that_runs_is_listed_and_cancelled(server: Server, kg: Kg) -> None:
    options = ("--server", f"http://127.0.0.1:{server.port}", "--token", TOKEN)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(server.ask, ENDLESS)
        eventually(lambda: any(query["process"] for query in server.running()))

        listed = kg("queries", "list", *options)
        cancelled = kg("queries", "cancel", listed.stdout.split()[0], *options)

        assert answer.result()[0] == 503
    assert listed.stdout.count("\n") == 1
    assert ENDLESS[: running.SHOWN] in listed.stdout
    assert (cancelled.exit_code, cancelled.output) == (0, "")
    assert kg("queries", "list", *options).output == ""
    again = kg("queries", "cancel", listed.stdout.split()[0], *options)
    assert (again.exit_code, "no such query" in again.stderr) == (2, True)


def test_without_the_token_it_says_what_is_missing(server: Server, kg: Kg) -> None:
    refused = kg("queries", "list", "--server", f"http://127.0.0.1:{server.port}")

    assert refused.exit_code == 2
    assert "token" in refused.stderr


@pytest.mark.parametrize(
    ("address", "words"), [("ftp://a", "http://"), ("http://127.0.0.1:9", "cannot be reached")]
)
def test_a_server_that_is_not_there_is_told(kg: Kg, address: str, words: str) -> None:
    failed = kg("queries", "list", "--server", address, "--token", "T")

    assert failed.exit_code == 2
    assert words in failed.stderr
