"""Dumps over HTTP: files that can be resumed, and are the same as long as the contents are."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.store.embedded import EmbeddedStore
from kg.store.folder import SNAPSHOTS
from server import current, dumps

ADDRESS = "/dump.nq.gz"


@pytest.mark.parametrize(
    ("suffix", "syntax"),
    [("nq", pyoxigraph.RdfFormat.N_QUADS), ("trig", pyoxigraph.RdfFormat.TRIG)],
)
def test_a_dump_is_every_graph(client: FlaskClient, suffix: str, syntax: pyoxigraph.RdfFormat) -> None:
    response = client.get(f"/dump.{suffix}.gz")
    quads = list(pyoxigraph.parse(gzip.decompress(response.data), format=syntax))
    names = {quad.graph_name.value.rpartition("/")[2].partition("-")[0] for quad in quads}

    assert response.mimetype == "application/gzip"
    assert f"newskg.{suffix}.gz" in response.headers["Content-Disposition"]
    assert names == {"arrival", "doubts", "disputes"}


def test_turtle_is_their_union(client: FlaskClient) -> None:
    data = gzip.decompress(client.get("/dump.ttl.gz").data)

    quads = gzip.decompress(client.get(ADDRESS).data)
    assert {quad.triple for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)} == {
        quad.triple for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS)
    }


def test_a_class_is_a_table(client: FlaskClient) -> None:
    text = gzip.decompress(client.get("/dump/estimates.csv.gz").data).decode()
    lines = gzip.decompress(client.get("/dump/estimates.jsonl.gz").data).splitlines()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert {row["value"] for row in rows} >= {"10000"}
    assert [row["iri"] for row in rows] == [json.loads(line)["iri"] for line in lines]
    assert len(rows) == 4


def test_parquet_is_not_compressed_again(client: FlaskClient) -> None:
    pytest.importorskip("pyarrow")
    response = client.get("/dump/actors.parquet")

    assert response.mimetype == "application/vnd.apache.parquet"
    assert response.data[:4] == response.data[-4:] == b"PAR1"


@pytest.mark.parametrize(
    "address", ["/dump.exe.gz", "/dump/actors.exe", "/dump/gods.csv.gz", "/dump/actors.csv"]
)
def test_what_is_not_offered_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_download_that_broke_off_is_resumed(client: FlaskClient) -> None:
    whole = client.get(ADDRESS)
    tag = whole.headers["ETag"]
    rest = client.get(ADDRESS, headers={"Range": "bytes=100-", "If-Range": tag})

    assert not tag.startswith("W/")
    assert rest.status_code == 206
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole.data) - 1}/{len(whole.data)}"
    assert whole.data[:100] + rest.data == whole.data


def test_of_other_contents_it_begins_again(client: FlaskClient) -> None:
    again = client.get(ADDRESS, headers={"Range": "bytes=100-", "If-Range": '"another"'})

    assert again.status_code == 200
    assert gzip.decompress(again.data)


def test_a_part_that_is_not_there_is_refused(client: FlaskClient) -> None:
    client.get(ADDRESS)

    assert client.get(ADDRESS, headers={"Range": "bytes=100000000-"}).status_code == 416


def test_head_knows_the_length_once_the_dump_is_made(start: Callable[..., Flask]) -> None:
    client = start().test_client()
    before = client.head(ADDRESS)
    length = len(client.get(ADDRESS).data)

    assert before.status_code == 200
    assert client.head(ADDRESS).headers["Content-Length"] == str(length)


def test_new_contents_are_a_new_dump_and_the_old_one_is_removed(start: Callable[..., Flask]) -> None:
    app = start()
    client = app.test_client()
    before = client.get(ADDRESS)
    graph = Graph(identifier=URIRef("http://example.org/g"))
    graph.add((URIRef("http://example.org/s"), SKOS.prefLabel, Literal("s")))

    with app.app_context():
        store = current.store()
        assert isinstance(store, EmbeddedStore)
        store.replace(graph)
        after = client.get(ADDRESS)
        kept = [path.name for path in (store.path / SNAPSHOTS / "dumps").iterdir()]

        assert kept == [store.version()]
    assert b"http://example.org/g" in gzip.decompress(after.data)
    assert before.headers["ETag"] != after.headers["ETag"]


def test_equal_contents_are_equal_bytes_on_every_server(start: Callable[..., Flask], tmp_path: Path) -> None:
    first, second = (
        start(store=tmp_path / name).test_client().get(ADDRESS).data for name in ("one", "other")
    )

    assert first == second


def test_a_server_that_ends_makes_no_more(start: Callable[..., Flask]) -> None:
    app = start()
    with app.app_context():
        dumps.stop()

    assert app.test_client().get(ADDRESS).status_code == 503
