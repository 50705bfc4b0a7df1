"""New entries at /entries and /validate."""

import json
from collections.abc import Callable

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

from kg.formats import GRAPH_FORMATS, GraphFormat
from tests.server.conftest import TOKEN

TURTLE = "text/turtle"
BASE = "http://localhost:8000"
BROKEN_RULES = b"""
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix schema: <http://schema.org/> .
<http://localhost:8000/id/estimate/x> a kg:Estimate ; schema:value "viele" .
"""


def count(client: FlaskClient) -> int:
    """Return how many triples there are beside the history."""
    history = f"FILTER NOT EXISTS {{ GRAPH <{BASE}/id/graph/history> {{ ?s ?p ?o }} }}"
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o {history} }}"
    response = client.get("/sparql", query_string={"query": query})
    return int(response.get_json(force=True)["results"]["bindings"][0]["n"]["value"])


def rewritten(turtle: bytes, syntax: GraphFormat) -> bytes:
    return pyoxigraph.serialize(
        pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE), format=syntax.rdf_format
    )


def test_an_article_is_read_validated_and_stored(writer: FlaskClient, text: bytes) -> None:
    response = writer.post("/entries?name=arrival.txt", data=text, content_type="text/plain; charset=utf-8")

    assert response.status_code == 201
    assert response.get_json()["status"] == "ingested"
    assert response.get_json()["counts"]["estimates"] >= 1
    assert response.get_json()["iri"].startswith(f"{BASE}/id/article/arrival-txt-")
    document = writer.get(response.headers["Location"], headers={"Accept": TURTLE}, follow_redirects=True)
    assert document.status_code == 200
    assert "Rund 10.000 Soldaten" in document.text


def test_the_same_article_again_changes_nothing(writer: FlaskClient, text: bytes) -> None:
    first = writer.post("/entries?name=arrival.txt", data=text, content_type="text/plain")
    before = writer.get("/health").get_json()["store_version"]

    again = writer.post("/entries?name=arrival.txt", data=text, content_type="text/plain")

    assert again.status_code == 200
    assert again.get_json()["status"] == "unchanged"
    assert again.headers["Location"] == first.headers["Location"]
    assert writer.get("/health").get_json()["store_version"] == before


@pytest.mark.parametrize(
    ("media_type", "wrap"),
    [
        ("text/markdown", lambda text: f"---\ntitle: Truppen\n---\n\n{text}"),
        (
            "text/html",
            lambda text: f"<html lang=de><title>Truppen</title><article><p>{text}</p></article></html>",
        ),
        ("application/json", lambda text: json.dumps({"title": "Truppen", "text": text, "language": "de"})),
    ],
)
def test_articles_come_in_every_form(
    writer: FlaskClient, text: bytes, media_type: str, wrap: Callable[[str], str]
) -> None:
    response = writer.post("/entries", data=wrap(text.decode()).encode(), content_type=media_type)

    assert response.status_code == 201, response.text


def test_an_article_is_named_by_the_header_slug(writer: FlaskClient, text: bytes) -> None:
    response = writer.post(
        "/entries", data=text, content_type="text/plain", headers={"Slug": "Lage%20am%20Abend.txt"}
    )

    assert "/id/article/lage-am-abend-txt-" in response.get_json()["iri"]


@pytest.mark.parametrize("name", ["x" * 201, "a%0Ab"])
def test_an_impossible_name_is_refused(writer: FlaskClient, text: bytes, name: str) -> None:
    assert writer.post(f"/entries?name={name}", data=text, content_type="text/plain").status_code == 400


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
def test_rdf_comes_in_every_syntax(writer: FlaskClient, entry: bytes, syntax: GraphFormat) -> None:
    response = writer.post("/entries", data=rewritten(entry, syntax), content_type=syntax.media_type)

    assert response.status_code == 201, response.text
    assert count(writer) == len(Graph().parse(data=entry, format="turtle"))


def test_what_does_not_conform_is_answered_with_the_report_and_not_stored(writer: FlaskClient) -> None:
    response = writer.post("/entries", data=BROKEN_RULES, content_type=TURTLE)
    problem = response.get_json()

    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    assert problem["type"].endswith("#does-not-conform")
    assert problem["report"]["conforms"] is False
    assert problem["report"]["violations"]
    assert "Location" not in response.headers
    assert count(writer) == 0


@pytest.mark.parametrize("syntax", GRAPH_FORMATS, ids=lambda syntax: syntax.name)
@pytest.mark.parametrize("path", ["/entries", "/validate"])
def test_the_report_comes_as_rdf(writer: FlaskClient, path: str, syntax: GraphFormat) -> None:
    response = writer.post(
        path, data=BROKEN_RULES, content_type=TURTLE, headers={"Accept": syntax.media_type}
    )
    predicates = {quad.predicate.value for quad in pyoxigraph.parse(response.data, format=syntax.rdf_format)}

    assert response.status_code == 422
    assert response.mimetype == syntax.media_type
    assert "http://www.w3.org/ns/shacl#resultMessage" in predicates


@pytest.mark.parametrize(
    ("accept", "media_type", "words"),
    [
        ("application/json", "application/json", '"conforms": false'),
        ("text/plain", "text/plain", "does not conform"),
        ("text/html", "text/html", "keep the entry out"),
    ],
)
def test_the_report_comes_for_people_and_programs(
    client: FlaskClient, accept: str, media_type: str, words: str
) -> None:
    response = client.post("/validate", data=BROKEN_RULES, content_type=TURTLE, headers={"Accept": accept})

    assert response.status_code == 422
    assert response.mimetype == media_type
    assert words in response.text


def test_the_report_comes_in_the_language_of_the_reader(client: FlaskClient) -> None:
    headers = {"Accept": "text/plain", "Accept-Language": "de"}

    response = client.post("/validate", data=BROKEN_RULES, content_type=TURTLE, headers=headers)

    assert "entspricht nicht" in response.text


def test_a_conforming_entry_is_reported_and_not_stored_by_validate(
    start: Callable[..., Flask], entry: bytes
) -> None:
    client = start().test_client()

    response = client.post("/validate", data=entry, content_type=TURTLE)

    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert response.get_json() == {"conforms": True, "violations": []}
    assert count(client) == 0


def test_an_article_is_validated_without_being_stored(start: Callable[..., Flask], text: bytes) -> None:
    client = start().test_client()

    response = client.post("/validate", data=text, content_type="text/plain")

    assert response.status_code == 200
    assert response.get_json()["conforms"] is True
    assert count(client) == 0


@pytest.mark.parametrize("path", ["/entries", "/validate"])
@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"", "text/plain", 400),
        (b"\x00\xff\x00", "text/plain", 400),
        (b"This is an article in English. It says nothing that this server could read.", "text/plain", 422),
        (b"<a> <b> ", TURTLE, 400),
        (b"{", "application/ld+json", 400),
        (b"{", "application/json", 400),
        (b"", TURTLE, 400),
        (b"%PDF-1.7", "application/pdf", 415),
        (b"x", None, 415),
    ],
)
def test_what_cannot_be_used_is_a_problem_with_a_remedy_and_not_stored(
    writer: FlaskClient, path: str, body: bytes, media_type: str | None, status: int
) -> None:
    response = writer.post(path, data=body, content_type=media_type)

    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    assert len(response.get_json()["detail"]) > 20
    assert count(writer) == 0


def test_xml_entities_and_remote_contexts_reach_nothing(writer: FlaskClient) -> None:
    xml = b"""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">
    <rdf:Description rdf:about="http://localhost:8000/id/article/x"><s:headline>&e;</s:headline></rdf:Description>
    </rdf:RDF>"""
    context = b'{"@context": "http://127.0.0.1:9/context", "@id": "http://localhost:8000/x", "name": "x"}'

    by_xml = writer.post("/entries", data=xml, content_type="application/rdf+xml")
    by_context = writer.post("/entries", data=context, content_type="application/ld+json")

    assert by_xml.status_code in (400, 422)
    assert "root:" not in by_xml.text
    assert by_context.status_code == 403


@pytest.mark.parametrize("path", ["/entries", "/validate"])
def test_an_entry_that_is_too_large_is_refused(start: Callable[..., Flask], path: str) -> None:
    client = start(write_token="t", max_entry_bytes=1000).test_client()

    response = client.post(
        path, data=b"x" * 1001, content_type="text/plain", headers={"Authorization": "Bearer t"}
    )

    assert response.status_code == 413
    assert "1000" in response.get_json()["detail"]


def post(client: FlaskClient, authorization: str | None) -> TestResponse:
    headers = {"Authorization": authorization} if authorization else {}
    return client.post("/entries", data=b"x", content_type="text/plain", headers=headers)


@pytest.mark.parametrize("authorization", [None, "Basic dXNlcjpzZWNyZXQ=", "Bearer", "nonsense"])
def test_without_the_token_nobody_writes(start: Callable[..., Flask], authorization: str | None) -> None:
    response = post(start(write_token="secret").test_client(), authorization)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("token", ["wrong", "secret2", "s", "geheim-ä"])
def test_with_another_token_nobody_writes(start: Callable[..., Flask], token: str) -> None:
    response = post(start(write_token="secret").test_client(), f"Bearer {token}")

    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


@pytest.mark.parametrize("configured", [None, ""])
def test_without_a_configured_token_all_writes_are_refused(
    start: Callable[..., Flask], configured: str | None
) -> None:
    client = start(write_token=configured).test_client()

    assert post(client, None).status_code == 403
    assert post(client, "Bearer ").status_code == 403
    assert post(client, "Bearer secret").status_code == 403


def test_the_token_is_not_told(start: Callable[..., Flask], caplog: pytest.LogCaptureFixture) -> None:
    response = post(start(write_token="a-secret").test_client(), "Bearer wrong-secret")

    assert "a-secret" not in response.text + str(response.headers) + caplog.text


def test_the_page_takes_an_article_and_shows_the_report(client: FlaskClient, text: bytes) -> None:
    page = client.get("/validate", headers={"Accept": "text/html"})
    answer = client.post("/validate", data={"type": "text", "entry": text.decode()})

    assert '<textarea id="entry"' in page.text
    assert answer.status_code == 200
    assert "The entry conforms" in answer.text


def test_the_page_shows_what_is_wrong_in_words(client: FlaskClient) -> None:
    answer = client.post(
        "/validate",
        data={"type": "turtle", "entry": BROKEN_RULES.decode()},
        headers={"Accept-Language": "de"},
    )

    assert answer.status_code == 422
    assert "die Aufnahme" in answer.text
    assert "viele" in answer.text


def test_the_page_names_the_term_that_may_be_meant(client: FlaskClient, entry: bytes) -> None:
    misspelled = entry.decode().replace("kg:estimatedBy", "kg:estimatetBy")

    answer = client.post("/validate", data={"type": "turtle", "entry": misspelled})

    assert "Perhaps meant" in answer.text
    assert "kg:estimatedBy" in answer.text


def test_the_page_keeps_what_was_pasted_when_it_cannot_be_read(client: FlaskClient) -> None:
    answer = client.post("/validate", data={"type": "turtle", "entry": "<script>alert(1)</script>"})

    assert answer.status_code == 422
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in answer.text
    assert "<script>alert" not in answer.text


def test_the_page_takes_only_what_it_offers(client: FlaskClient) -> None:
    assert client.post("/validate", data={"type": "exe", "entry": "x"}).status_code == 400


def test_without_a_token_only_a_small_entry_is_validated(start: Callable[..., Flask]) -> None:
    client = start(write_token=TOKEN).test_client()
    large = b"# nothing\n" * 110_000

    strange = client.post("/validate", data=large, content_type=TURTLE)
    known = client.post(
        "/validate", data=large, content_type=TURTLE, headers={"Authorization": f"Bearer {TOKEN}"}
    )
    wrong = client.post("/validate", data=large, content_type=TURTLE, headers={"Authorization": "Bearer no"})

    assert (strange.status_code, known.status_code, wrong.status_code) == (413, 400, 413)
    assert "holds no triples" in known.get_json(force=True)["detail"]
