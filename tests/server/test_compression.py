"""Compressed answers, for those who accept them."""

import gzip

import pytest
from flask.testing import FlaskClient

LONG = f"SELECT ?n WHERE {{ VALUES ?n {{ {' '.join(map(str, range(2000)))} }} }}"
SHORT = "ASK {}"


def ask(client: FlaskClient, query: str, encoding: str, **more: str) -> object:
    return client.get("/sparql", query_string={"query": query}, headers={"Accept-Encoding": encoding, **more})


@pytest.mark.parametrize("encoding", ["gzip", "br;q=1, gzip;q=0.5", "*"])
def test_a_long_answer_is_compressed_for_who_accepts_it(client: FlaskClient, encoding: str) -> None:
    plain = ask(client, LONG, "identity")
    compressed = ask(client, LONG, encoding)

    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.data) == plain.data
    assert len(compressed.data) < len(plain.data) / 2


@pytest.mark.parametrize("encoding", ["", "identity", "gzip;q=0", "br"])
def test_it_is_not_for_who_does_not(client: FlaskClient, encoding: str) -> None:
    response = ask(client, LONG, encoding)

    assert "Content-Encoding" not in response.headers
    assert b'"1999"' in response.data


def test_caches_are_told_that_answers_vary(client: FlaskClient) -> None:
    for encoding in ("gzip", "identity"):
        assert {"Accept", "Accept-Encoding"} <= set(ask(client, LONG, encoding).headers["Vary"].split(", "))


def test_a_short_answer_is_left_alone(client: FlaskClient) -> None:
    assert "Content-Encoding" not in ask(client, SHORT, "gzip").headers


def test_a_client_that_has_the_answer_gets_none(client: FlaskClient) -> None:
    tag = ask(client, LONG, "gzip").headers["ETag"]

    again = ask(client, LONG, "gzip", **{"If-None-Match": tag})

    assert again.status_code == 304
    assert "Content-Encoding" not in again.headers


def test_a_head_request_has_no_body(client: FlaskClient) -> None:
    response = client.head("/sparql", query_string={"query": LONG}, headers={"Accept-Encoding": "gzip"})

    assert response.status_code == 200
    assert response.data == b""


def test_what_is_compressed_already_stays_as_it_is(client: FlaskClient) -> None:
    response = client.get("/dump.nq.gz", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response.headers
    assert gzip.decompress(response.data)
