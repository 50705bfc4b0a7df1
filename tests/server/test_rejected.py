"""What was refused, at /rejected."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph
from rdflib.namespace import RDF, SH
from werkzeug.test import TestResponse

from server import current

TURTLE = "text/turtle"
LARGEST = 16 * 1024 * 1024
WRONG = b"@prefix kg: <https://w3id.org/newskg/ontology#> . _:x a kg:Actor ; a kg:Person ."
RIGHT = b"""
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://localhost:8000/id/actor/x> a kg:Actor , kg:Person ; skos:prefLabel "X"@de .
"""


def send(client: FlaskClient, data: bytes, **headers: str) -> TestResponse:
    return client.post("/entries?name=actor.ttl", data=data, content_type=TURTLE, headers=headers)


@pytest.fixture
def refused(writer: FlaskClient) -> str:
    """The path of an entry that was refused."""
    address: str = send(writer, WRONG).get_json(force=True)["rejected"]
    return address[address.index("/rejected/") :]


@pytest.mark.parametrize(
    "accept", ["application/problem+json", "application/json", TURTLE, "text/plain", "text/html"]
)
def test_a_refusal_names_where_the_entry_is_kept(writer: FlaskClient, accept: str) -> None:
    response = send(writer, WRONG, Accept=accept)

    address, relation = response.headers["Link"].split("; ")
    assert (response.status_code, relation) == (422, 'rel="describedby"')
    assert writer.get(address.strip("<>")).get_json()["name"] == "actor.ttl"
    assert accept in ("application/json", TURTLE, "text/plain") or address.strip("<>") in response.text


def test_what_cannot_be_read_is_kept_too(writer: FlaskClient) -> None:
    response = send(writer, b"\xff not Turtle <")

    assert response.status_code == 400
    kept = writer.get(response.get_json(force=True)["rejected"])
    assert "is not valid Turtle" in kept.get_json()["error"]
    assert kept.get_json()["sender"]


def test_what_is_too_large_and_who_may_not_write_leaves_nothing(writer: FlaskClient) -> None:
    assert send(writer, b" " * LARGEST + WRONG).status_code == 413
    assert send(writer, WRONG, Authorization="Bearer wrong").status_code == 401
    assert writer.get("/rejected").get_json() == {"rejected": []}


def test_validating_keeps_nothing(writer: FlaskClient) -> None:
    assert writer.post("/validate", data=WRONG, content_type=TURTLE).status_code == 422
    assert writer.post("/validate", data=b"<", content_type=TURTLE).status_code == 400

    assert writer.get("/rejected").get_json() == {"rejected": []}


def test_all_that_is_kept_is_listed(writer: FlaskClient, refused: str) -> None:
    [entry] = writer.get("/rejected").get_json()["rejected"]

    assert f"/rejected/{entry['id']}" == refused
    assert (entry["way"], entry["name"], entry["times"], entry["problems"]) == ("/entries", "actor.ttl", 1, 1)


@pytest.mark.parametrize(("language", "words"), [("de", "Nicht angenommen"), ("en", "Not accepted")])
def test_the_pages_are_in_both_languages(
    writer: FlaskClient, refused: str, language: str, words: str
) -> None:
    for path in ("/rejected", refused):
        page = writer.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text
        assert words in page
        assert "actor.ttl" in page


def test_an_entry_has_its_report_in_rdf(writer: FlaskClient, refused: str) -> None:
    for media_type in (TURTLE, "application/rdf+xml"):
        response = writer.get(refused, headers={"Accept": media_type})
        report = Graph().parse(data=response.data, format=media_type)
        assert len(list(report.subjects(RDF.type, SH.ValidationResult))) == 1


def test_without_a_shacl_report_there_is_none_in_rdf(writer: FlaskClient) -> None:
    address = send(writer, b"<").get_json(force=True)["rejected"]

    assert writer.get(address, headers={"Accept": TURTLE}).status_code == 406


def test_the_original_comes_back_byte_for_byte_to_be_saved(writer: FlaskClient, refused: str) -> None:
    response = writer.get(f"{refused}/original")

    assert response.data == WRONG
    assert response.mimetype == TURTLE
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_retrying_answers_as_entries_does(writer: FlaskClient, refused: str) -> None:
    response = writer.post(f"{refused}/retry")

    assert response.status_code == 422
    assert response.get_json(force=True)["rejected"].endswith(refused)
    assert writer.get(refused).get_json()["times"] == 2


def test_a_corrected_version_takes_the_refused_one_away(writer: FlaskClient, refused: str) -> None:
    accepted = send(writer, RIGHT)

    assert accepted.status_code == 201
    assert accepted.get_json()["released"] == [refused.rpartition("/")[2]]
    assert writer.get(refused).status_code == 404


def test_what_is_dropped_is_gone(writer: FlaskClient, refused: str) -> None:
    assert writer.delete(refused).status_code == 204
    assert writer.delete(refused).status_code == 404
    assert writer.post(f"{refused}/retry").status_code == 404


@pytest.mark.parametrize("path", ["", "/original", "/retry"])
def test_without_a_token_nothing_is_shown(application: Flask, path: str) -> None:
    client = application.test_client()
    method = "POST" if path == "/retry" else "GET"

    assert client.open(f"/rejected/00000000000000000000{path}", method=method).status_code == 401
    assert client.get("/rejected").status_code == 401


def test_a_full_quarantine_is_told(writer: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.quarantine.MOST_ENTRIES", 0)
    response = send(writer, WRONG)

    assert response.status_code == 422
    assert "the quarantine is full" in response.get_json(force=True)["not_kept"]


def test_an_article_that_states_another_encoding_is_read_in_it(writer: FlaskClient, text: bytes) -> None:
    response = writer.post(
        "/entries?name=a.txt",
        data=text.decode().encode("windows-1252"),
        content_type="text/plain; charset=windows-1252",
    )

    assert response.status_code == 201


def test_the_quarantine_is_that_of_the_store(start: Callable[..., Flask]) -> None:
    app = start()
    with app.app_context():
        assert current.quarantine().folder.parent == current.config().store
