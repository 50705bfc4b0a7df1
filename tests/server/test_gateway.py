"""What lies between granian and Flask: requests and responses survive it as they are."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.server.serving import TOKEN, Server

LARGE = "x" * 3_000_000


@pytest.fixture(scope="module")
def server(filled: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(filled(), tmp_path_factory.mktemp("log") / "log")
    yield server
    assert server.stop() == 0


def test_a_body_in_chunks_arrives_whole(server: Server, entry: bytes) -> None:
    chunks = iter([entry[:100], entry[100:2000], entry[2000:]])

    status, _, body = server.request(
        "POST", "/validate", body=chunks, headers={"Content-Type": "text/turtle"}, encode_chunked=True
    )

    assert (status, b'"conforms": true' in body) == (200, True)


def test_a_body_larger_than_what_is_kept_in_memory_arrives_whole(server: Server, entry: bytes) -> None:
    body = f"# {LARGE}\n".encode() + entry

    status, _, report = server.request(
        "POST", "/validate", body=body, headers={"Content-Type": "text/turtle"}, token=TOKEN
    )

    assert (status, b'"conforms": true' in report) == (200, True)


def test_a_large_response_has_its_length_and_head_has_no_body(server: Server) -> None:
    query = f"SELECT ('{'y' * 1000}' AS ?x) ?b ?e WHERE {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 5000"
    path = f"/sparql?query={quote(query)}"

    status, headers, body = server.request("GET", path, headers={"Accept": "text/csv"})
    head = server.request("HEAD", path, headers={"Accept": "text/csv"})

    assert status == head[0] == 200
    assert len(body) == int(headers["content-length"]) > 5_000_000
    assert head[2] == b""
    assert head[1]["etag"] == headers["etag"]


def test_a_large_response_is_compressed_for_clients_that_accept_that(server: Server) -> None:
    query = f"SELECT ('{'y' * 1000}' AS ?x) WHERE {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 3000"
    path = f"/sparql?query={quote(query)}"

    _, headers, body = server.request("GET", path, headers={"Accept": "text/csv", "Accept-Encoding": "gzip"})

    assert headers["content-encoding"] == "gzip"
    assert len(gzip.decompress(body)) > 3_000_000


def test_a_path_and_a_repeated_header_keep_what_they_say(server: Server) -> None:
    connection = server.connect()
    connection.putrequest("GET", "/doc/actor/m%C3%BCller%2Fx")
    connection.putheader("Accept", "text/html;q=0.1")
    connection.putheader("Accept", "application/problem+json")
    connection.endheaders()
    response = connection.getresponse()
    problem = response.read().decode()
    connection.close()

    assert response.status == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "müller" in problem


def test_a_head_has_the_length_of_what_get_would_send(server: Server) -> None:
    get, head = (server.request(method, "/health") for method in ("GET", "HEAD"))

    assert head[2] == b""
    assert head[1]["content-type"] == get[1]["content-type"]


def test_a_write_without_the_token_is_refused_whatever_its_size(server: Server) -> None:
    headers = {"Content-Type": "text/turtle"}

    assert server.request("POST", "/entries", body=LARGE, headers=headers)[0] == 401
    assert server.request("POST", "/entries", body=LARGE, headers=headers, token=f"{TOKEN}x")[0] == 401
