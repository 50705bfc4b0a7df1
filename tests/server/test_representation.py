"""Entity tags, 304, HEAD and OPTIONS."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from server import current

READABLE = [
    "/",
    "/articles",
    "/sparql?query=ASK{}",
    "/sparql",
    "/doc/actor/mark-rutte",
    "/ontology",
    "/shapes",
    "/context.jsonld",
    "/dataset",
    "/.well-known/void",
    "/dump.nq.gz",
]


@pytest.mark.parametrize("path", READABLE)
def test_what_the_client_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]

    again = client.get(path, headers={"If-None-Match": tag})

    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag


def test_a_strong_form_of_the_tag_and_an_asterisk_match_too(client: FlaskClient) -> None:
    tag = client.get("/dataset").headers["ETag"].removeprefix("W/")

    assert client.get("/dataset", headers={"If-None-Match": f'"other", {tag}'}).status_code == 304
    assert client.get("/dataset", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/dataset", headers={"If-None-Match": '"other"'}).status_code == 200


def test_no_two_formats_or_languages_share_a_tag(client: FlaskClient) -> None:
    forms = [
        {"Accept": a, "Accept-Language": x}
        for a in ("text/html", "text/turtle", "*/*;q=0.1")
        for x in ("de",)
    ]
    forms.append({"Accept": "text/html", "Accept-Language": "en"})

    tags = [client.get("/doc/actor/mark-rutte", headers=form).headers["ETag"] for form in forms]

    assert len(set(tags)) == 3  # Turtle is what */* gets.


def test_the_tag_changes_with_the_contents_of_the_store(start: Callable[..., Flask]) -> None:
    app = start()
    client = app.test_client()
    before = client.get("/sparql?query=ASK{}").headers["ETag"]
    graph = Graph(identifier=URIRef("http://example.org/g"))
    graph.add((URIRef("http://example.org/s"), SKOS.prefLabel, Literal("s")))

    with app.app_context():
        current.store().replace(graph)

    assert client.get("/sparql?query=ASK{}", headers={"If-None-Match": before}).status_code == 200


def test_a_response_says_what_it_varies_by(client: FlaskClient) -> None:
    assert set(client.get("/doc/actor/mark-rutte.ttl").vary) <= {"Accept", "Accept-Encoding"}
    assert {"Accept", "Accept-Language", "Cookie"} <= set(
        client.get("/doc/actor/mark-rutte", headers={"Accept": "text/html"}).vary
    )
    assert "Accept" in client.get("/sparql?query=ASK{}", headers={"Accept": "image/png"}).vary


def test_data_is_revalidated_before_it_is_used_again(client: FlaskClient) -> None:
    assert client.get("/doc/actor/mark-rutte").cache_control.no_cache


@pytest.mark.parametrize("path", [*READABLE, "/health", "/validate", "/static/style.css"])
def test_head_is_get_without_the_body(client: FlaskClient, path: str) -> None:
    got, head = client.get(path), client.head(path)

    assert head.status_code == got.status_code == 200
    assert head.data == b""
    assert head.content_type == got.content_type
    assert head.headers.get("ETag") == got.headers.get("ETag")


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("/validate", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("/entries", {"POST", "OPTIONS"}),
        ("/dataset", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_options_says_which_methods_there_are(client: FlaskClient, path: str, methods: set[str]) -> None:
    response = client.options(path)

    assert response.status_code == 200
    assert set(response.allow) == methods
