"""SPARQL 1.1 Update at /sparql: who may, what comes of it, and that it is no way around the shapes."""

import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.store.embedded import EmbeddedStore
from tests.kg.workers.asking import eventually, numbers
from tests.server import serving

TOKEN = "a token for tests"
UPDATE = "application/sparql-update"
INSERT = "INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/s> <http://example.org/p> 1 } }"
BASE = "http://localhost:8000"

ACTOR = f"""INSERT DATA {{ GRAPH <{BASE}/id/entry/x> {{
    <{BASE}/id/actor/x> a kg:Actor , kg:Person ; skos:prefLabel "Erika Muster"@de }} }}"""
NAMELESS = f"INSERT DATA {{ GRAPH <{BASE}/id/entry/x> {{ <{BASE}/id/actor/x> a kg:Actor , kg:Person }} }}"


ENDLESS = "INSERT { GRAPH <a:new> { ?a ?b ?i } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """A server that gives queries and updates two seconds, and validates nothing."""
    folder = tmp_path_factory.mktemp("limited")
    with EmbeddedStore(folder / "store") as store:
        store.replace(numbers())
    server = serving.Server(
        folder / "store", folder / "log", settings={"validates": False}, seconds=2, slow_after=0.3
    )
    yield server
    assert server.stop() == 0
    assert "Traceback" not in server.log.read_text()


def send(server: serving.Server, text: str) -> tuple[int, dict[str, str], bytes]:
    headers = {"Content-Type": UPDATE}
    return server.request("POST", "/sparql", token=serving.TOKEN, body=text.encode(), headers=headers)


@pytest.fixture
def bare(start: Callable[..., Flask]) -> FlaskClient:
    """A client with the token, of a server that is a bare store."""
    client = start(write_token=TOKEN, default_graph="strict", validates=False).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


def update(client: FlaskClient, text: str, **parameters: str) -> TestResponse:
    return client.post("/sparql", query_string=parameters, data=text, content_type=UPDATE)


def holds(client: FlaskClient, pattern: str) -> bool:
    return bool(
        client.post("/sparql", data={"query": f"ASK {{ {pattern} }}"}).get_json(force=True)["boolean"]
    )


def test_an_update_comes_as_it_is_or_in_a_form(bare: FlaskClient) -> None:
    assert update(bare, INSERT).status_code == 204
    assert bare.post("/sparql", data={"update": INSERT.replace(" 1 ", " '1+1 % Ö' ")}).status_code == 204

    assert holds(bare, "GRAPH ?g { ?s ?p 1 , '1+1 % Ö' }")


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Basic dXNlcjpwYXNz"])
def test_an_update_needs_the_token(start: Callable[..., Flask], authorization: str | None) -> None:
    client = start(write_token=TOKEN, validates=False).test_client()
    headers = {"Authorization": authorization} if authorization else {}

    response = client.post("/sparql", data=INSERT, content_type=UPDATE, headers=headers)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert not holds(client, "?s ?p ?o")


def test_without_a_configured_token_nobody_updates(start: Callable[..., Flask]) -> None:
    response = update(start(validates=False).test_client(), INSERT)

    assert response.status_code == 403


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/sparql", query_string={"update": INSERT}),
        lambda client: client.post("/sparql", data={"update": [INSERT, INSERT]}),
        lambda client: client.post("/sparql", data={"update": INSERT, "query": "ASK {}"}),
        lambda client: update(client, "CLEAR XYZ"),
        lambda client: client.post("/sparql", data=b"CLEAR \xff", content_type=UPDATE),
        lambda client: client.post(
            "/sparql", data=b"update=CLEAR+%FF", content_type="application/x-www-form-urlencoded"
        ),
        lambda client: update(
            client, "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", **{"using-graph-uri": "a:c"}
        ),
        lambda client: update(client, "DELETE WHERE { ?s ?p ?o }", **{"using-graph-uri": "no iri"}),
    ],
)
def test_what_is_no_update_is_refused(bare: FlaskClient, send: Callable[[FlaskClient], TestResponse]) -> None:
    assert send(bare).status_code == 400


def test_text_in_another_encoding_is_not_supported(bare: FlaskClient) -> None:
    response = bare.post(
        "/sparql", data="CLEAR ALL".encode("utf-16"), content_type=f"{UPDATE}; charset=UTF-16"
    )

    assert response.status_code == 415


def test_relative_iris_are_relative_to_the_endpoint(bare: FlaskClient) -> None:
    update(bare, "INSERT DATA { GRAPH <g> { <s> <p> <?a=b> } }")

    assert holds(
        bare, "GRAPH <http://localhost/g> { <http://localhost/s> <p> <http://localhost/sparql?a=b> }"
    )


def test_the_request_says_which_graphs_are_seen(bare: FlaskClient) -> None:
    update(bare, "INSERT DATA { GRAPH <g> { <s> <p> 1 } GRAPH <h> { <s> <p> 2 } }")
    update(
        bare,
        "INSERT { GRAPH <i> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
        **{"using-graph-uri": "http://localhost/g"},
    )

    assert holds(bare, "GRAPH <i> { ?s ?p 1 } FILTER NOT EXISTS { GRAPH <i> { ?s ?p 2 } }")


@pytest.mark.parametrize(
    "fetching", ["LOAD <http://127.0.0.1:9/x>", "INSERT { } WHERE { SERVICE <a:b> { ?s ?p ?o } }"]
)
def test_nothing_is_fetched_for_an_update(bare: FlaskClient, fetching: str) -> None:
    response = update(bare, fetching)

    assert response.status_code == 403
    assert "not allowed" in response.get_json()["detail"]


def test_an_entity_tag_changes_with_an_update(bare: FlaskClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    before = bare.get("/sparql", query_string=query)
    update(bare, INSERT)
    after = bare.get("/sparql", query_string=query, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200


def test_an_update_whose_result_conforms_is_stored(writer: FlaskClient) -> None:
    assert update(writer, ACTOR).status_code == 204
    assert holds(writer, "?actor skos:prefLabel 'Erika Muster'@de")


def test_an_update_whose_result_does_not_conform_is_answered_with_the_report(writer: FlaskClient) -> None:
    update(writer, ACTOR)

    added = update(writer, NAMELESS.replace("actor/x", "actor/y"))
    removed = update(
        writer, "DELETE { GRAPH ?g { ?s skos:prefLabel ?o } } WHERE { GRAPH ?g { ?s skos:prefLabel ?o } }"
    )

    assert added.status_code == removed.status_code == 422
    assert added.get_json()["report"]["violations"]
    assert holds(writer, "?actor skos:prefLabel 'Erika Muster'@de FILTER NOT EXISTS { <y> ?p ?o }")


def test_a_whole_entry_can_be_removed(writer: FlaskClient) -> None:
    update(writer, ACTOR)

    assert update(writer, "DROP ALL").status_code == 204
    assert not holds(writer, f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{BASE}/id/graph/history>)")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"INSERT DATA {{ GRAPH <{BASE}/id/graph/disputes> {{ <a:b> kg:disputes <a:c> }} }}", 403),
        ("INSERT DATA { <a:b> a kg:Actor }", 403),
        ("INSERT DATA { GRAPH <a:g> { <a:b> <a:c> 1 } }", 422),
    ],
)
def test_what_the_shapes_cannot_judge_is_refused(writer: FlaskClient, text: str, status: int) -> None:
    assert update(writer, text).status_code == status
    assert not holds(writer, f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{BASE}/id/graph/history>)")


def test_with_shapes_even_a_default_graph_of_its_own_is_not_written(start: Callable[..., Flask]) -> None:
    client = start(write_token=TOKEN, default_graph="strict").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"

    assert update(client, "INSERT DATA { <a:b> a kg:Actor }").status_code == 403


def test_an_update_past_its_deadline_is_stopped_and_others_write_meanwhile(limited: serving.Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        started = monotonic()
        endless = threads.submit(send, limited, ENDLESS)
        eventually(lambda: any(query["process"] for query in limited.running()))
        [listed] = limited.running()
        quick = send(limited, INSERT)
        was_running = not endless.done()
        status, headers, body = endless.result()

    assert (quick[0], was_running) == (204, True)
    assert (listed["kind"], listed["query"]) == ("update", ENDLESS)
    assert (status, headers["content-type"]) == (503, "application/problem+json")
    assert 2 <= monotonic() - started < 4
    assert int(headers["retry-after"]) > 0
    assert json.loads(body)["type"].endswith("#deadline")
    assert not serving.is_process(listed["process"])
    assert limited.ask("ASK { GRAPH <a:new> { ?s ?p ?o } }")[2]["boolean"] is False


def test_an_update_is_cancelled_with_the_token(limited: serving.Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        endless = threads.submit(send, limited, ENDLESS)
        eventually(lambda: any(query["process"] for query in limited.running()))
        [listed] = limited.running()
        status = limited.request("DELETE", f"/queries/{listed['id']}", token=serving.TOKEN)[0]

        assert status == 204
        assert json.loads(endless.result()[2])["type"].endswith("#cancelled")


def test_an_update_ends_when_its_client_hangs_up(limited: serving.Server) -> None:
    cancelled = limited.metric('kg_queries_total{outcome="cancelled"}')
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {serving.TOKEN}\r\n"
    head += f"Content-Type: {UPDATE}\r\nContent-Length: {len(ENDLESS)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", limited.port)) as client:
        client.sendall((head + ENDLESS).encode())
        eventually(lambda: any(query["process"] for query in limited.running()))

    eventually(lambda: limited.metric('kg_queries_total{outcome="cancelled"}') > cancelled)
    assert limited.running() == []


def test_updates_are_counted_and_logged_with_the_id_that_the_client_gets(limited: serving.Server) -> None:
    before = limited.metric('kg_queries_total{outcome="updated"}')
    _, headers, _ = send(limited, INSERT.replace(" 1 ", " 2 "))

    eventually(lambda: limited.metric('kg_queries_total{outcome="updated"}') == before + 1)
    eventually(lambda: headers["query-id"] in limited.log.read_text())
    lines = [json.loads(line) for line in limited.log.read_text().splitlines()]
    [logged] = [line for line in lines if line.get("query_id") == headers["query-id"]]
    assert (logged["message"], logged["outcome"]) == ("update", "updated")
    assert logged["update"].startswith("INSERT DATA")


def test_an_update_that_does_not_conform_is_counted_as_rejected(writer: FlaskClient) -> None:
    assert update(writer, NAMELESS).status_code == 422

    assert 'kg_queries_total{outcome="rejected"} 1.0' in writer.get("/metrics").get_data(as_text=True)
