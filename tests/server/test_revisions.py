"""Graphs are withdrawn and brought back, and facts decided about, over HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from kg.access import Scope, create
from kg.vocabulary import KG
from tests.server.conftest import BASE, TOKEN
from tests.server.past import (
    BROWSER,
    ELSEWHERE,
    JSON,
    TURTLE,
    document,
    facts,
    hand_in,
    history,
    path,
    review,
    send,
    ttl,
)


@pytest.fixture
def graph(writer: FlaskClient) -> str:
    """The name of the graph of an article that was handed in once."""
    return hand_in(writer, ttl())


def with_scopes(start: Callable[..., Flask], *scopes: Scope) -> FlaskClient:
    """Return a client of a new application with a token of these scopes, called anna."""
    app = start(write_token=TOKEN)
    secret = create(Path(app.extensions["newskg"].config.store), "anna", scopes)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def test_a_graph_is_withdrawn_and_leaves_a_tombstone(writer: FlaskClient, graph: str) -> None:
    response = writer.post("/retractions", json={"graph": graph, "note": "it was a hoax"})

    assert (response.status_code, response.get_json()) == (200, {"graph": graph, "status": "withdrawn"})
    assert history(writer, graph)["withdrawn"]
    for name in (graph, facts(ttl())[0]):
        for address in (path(name), document(name)):
            gone = writer.get(address, headers=JSON)
            assert (gone.status_code, gone.mimetype) == (410, "application/problem+json")
            assert gone.get_json()["note"] == "it was a hoax"
            assert gone.get_json()["version"] == f"{graph}/version/1"


def test_what_was_withdrawn_is_not_taken_again_unasked(writer: FlaskClient, graph: str) -> None:
    writer.post("/retractions", json={"graph": graph})

    again = send(writer, ttl())

    assert (again.status_code, again.get_json()["type"]) == (
        409,
        "https://w3id.org/newskg/problems#withdrawn",
    )


def test_a_withdrawn_graph_is_brought_back(writer: FlaskClient, graph: str) -> None:
    writer.post("/retractions", json={"graph": graph})

    response = writer.post("/restorations", json={"graph": graph, "note": "no hoax after all"})

    assert response.get_json() == {"graph": graph, "status": "restored", "version": 2}
    assert writer.get(path(graph), headers=TURTLE).status_code == 303
    newest, first = history(writer, graph)["versions"]
    assert (newest["note"], newest["tag"]) == ("no hoax after all", response.get_etag()[0])
    assert first["until"]


def test_a_version_is_restored_by_its_number(writer: FlaskClient, graph: str) -> None:
    fact = facts(ttl())[0]
    for status in ("reviewed", "disputed"):
        review(writer, fact, status)

    response = writer.post("/restorations", json={"graph": graph, "version": 2})
    again = writer.post("/restorations", json={"graph": graph, "version": 4})

    assert (response.get_json()["status"], response.get_json()["version"]) == ("restored", 4)
    assert again.get_json()["status"] == "unchanged"
    assert writer.post("/restorations", json={"graph": graph, "version": 9}).status_code == 404
    assert writer.post("/restorations", json={"graph": ELSEWHERE}).status_code == 404
    found = Graph().parse(data=writer.get(path(fact), headers=TURTLE, follow_redirects=True).data)
    assert found.value(URIRef(fact), KG.reviewStatus) == KG.reviewed


def test_an_article_is_withdrawn_by_its_address(writer: FlaskClient, graph: str) -> None:
    response = writer.delete(f"{path(graph)}?note=a+hoax")

    assert response.status_code == 204
    assert writer.get(path(graph), headers=JSON).get_json()["note"] == "a hoax"
    assert writer.delete(path(graph)).status_code == 404
    assert writer.delete("/id/actor/mark-rutte").status_code == 405


def test_a_review_is_shown_with_who_decided_it_when_and_why(writer: FlaskClient, graph: str) -> None:
    fact = facts(ttl())[0]

    response = review(writer, fact, note="compared with the article")
    page = writer.get(path(fact), headers=BROWSER, follow_redirects=True).text

    assert (response.status_code, response.get_json()) == (200, {"fact": fact, "status": "reviewed"})
    assert "Checked by a person" in page
    assert "/doc/agent/environment" in page
    assert "compared with the article" in page


def test_a_review_outlasts_the_article_being_handed_in_again(writer: FlaskClient, graph: str) -> None:
    fact = facts(ttl())[0]
    review(writer, fact)

    assert send(writer, ttl()).get_json()["status"] == "unchanged"
    assert [v["number"] for v in history(writer, graph)["versions"]] == [2, 1]


def test_only_a_token_for_reviews_may_review(start: Callable[..., Flask]) -> None:
    client = with_scopes(start, Scope.WRITE)
    hand_in(client, ttl())

    assert review(client, facts(ttl())[0]).status_code == 403
    assert review(with_scopes(start, Scope.REVIEW), f"{BASE}/id/statement/none").status_code == 404


def test_a_token_for_reviews_alone_withdraws_nothing(start: Callable[..., Flask]) -> None:
    client = with_scopes(start, Scope.REVIEW)

    assert client.post("/retractions", json={"graph": ELSEWHERE}).status_code == 403
    assert client.post("/restorations", json={"graph": ELSEWHERE}).status_code == 403
    assert client.delete("/id/article/x").status_code == 403


@pytest.mark.parametrize("where", ["/reviews", "/retractions", "/restorations"])
def test_without_a_token_nothing_is_changed(client: FlaskClient, where: str) -> None:
    assert client.post(where, json={"graph": ELSEWHERE}).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[" * 60_000, 400),
        (b'{"graph": "http://example.org/g", "why": "x"}', 400),
        (b'{"graph": 1}', 400),
        (b'{"graph": "no iri"}', 400),
        (b'{"graph": "http://example.org/\\ud800"}', 400),
        (b'{"graph": "http://example.org/g", "note": "\\u0000"}', 400),
        (b'{"graph": "http://example.org/g", "note": "' + b"x" * 2001 + b'"}', 400),
        (b'{"graph": "http://example.org/g", "version": true}', 400),
        (b'{"graph": "http://example.org/g", "version": 0}', 400),
        (b'{"graph": "http://example.org/g", "version": 1' + b"0" * 60 + b"}", 400),
        (b" " * 70_000, 413),
    ],
)
def test_what_is_no_such_request_is_refused(writer: FlaskClient, body: bytes, status: int) -> None:
    response = writer.post("/restorations", data=body, content_type="application/json")

    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


def test_requests_come_as_json(writer: FlaskClient) -> None:
    assert writer.post("/reviews", data={"fact": "x", "status": "reviewed"}).status_code == 415
    assert review(writer, "http://example.org/fact", "odd").status_code == 400


def test_what_is_derived_cannot_be_withdrawn(writer: FlaskClient, graph: str) -> None:
    assert writer.post("/retractions", json={"graph": f"{BASE}/id/graph/history"}).status_code == 403


def test_a_bare_store_keeps_no_history(start: Callable[..., Flask], entry: bytes) -> None:
    client = start(write_token=TOKEN, validates=False, default_graph="strict").test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    client.put("/graph-store", query_string={"graph": ELSEWHERE}, data=entry, content_type="text/turtle")

    assert client.post("/retractions", json={"graph": ELSEWHERE}).status_code == 403
    assert client.get("/history", query_string={"graph": ELSEWHERE}).status_code == 404
    assert client.get("/graph-store", query_string={"graph": ELSEWHERE}).status_code == 200


@pytest.mark.parametrize("where", ["/reviews", "/retractions", "/restorations", "/id/article/x"])
def test_scripts_of_other_origins_change_nothing(client: FlaskClient, where: str) -> None:
    allowed = client.options(where, headers={"Origin": "https://other.example"}).headers

    assert not {"POST", "DELETE"} & set(allowed.get("Access-Control-Allow-Methods", "").split(", "))
