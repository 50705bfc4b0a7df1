"""A private server, which shows nothing to whoever has no token for reading."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.access import Scope, create
from tests.server.serving import TOKEN, Server, address

ASK = address("ASK { ?s ?p ?o }")
PATHS = ("/", "/articles", ASK, "/sparql", "/graph-store?default", "/dump.nq.gz", "/dataset", "/ontology")


def basic(secret: str, user: str = "anybody") -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{user}:{secret}".encode()).decode()}


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def private(start: Callable[..., Flask], tmp_path: Path) -> tuple[FlaskClient, str, str]:
    """A client of a private server, a token for reading it, and one for writing alone."""
    app = start(private=True, store=tmp_path / "private", validates=False)
    reading, writing = (
        create(tmp_path / "private", scope.value, [scope]) for scope in (Scope.READ, Scope.WRITE)
    )
    return app.test_client(), reading, writing


@pytest.mark.parametrize(
    "path", [*PATHS, "/metrics", "/validate", "/queries", "/id/actor/x", "/nothing-here"]
)
def test_without_a_token_nothing_is_shown(private: tuple[FlaskClient, str, str], path: str) -> None:
    response = private[0].get(path)

    assert response.status_code == 401
    assert [value.split()[0] for value in response.headers.getlist("WWW-Authenticate")] == ["Bearer", "Basic"]


@pytest.mark.parametrize("path", PATHS)
def test_with_a_token_for_reading_all_is_shown(private: tuple[FlaskClient, str, str], path: str) -> None:
    client, reading, _ = private

    assert client.get(path, headers=bearer(reading)).status_code == 200
    assert client.get(path, headers=basic(reading)).status_code == 200
    assert client.get(path, headers=basic(reading, user="")).status_code == 200


def test_a_token_for_writing_alone_shows_nothing(private: tuple[FlaskClient, str, str]) -> None:
    response = private[0].get("/articles", headers=bearer(private[2]))

    assert response.status_code == 403
    assert "scope read" in response.get_json()["detail"]


@pytest.mark.parametrize("path", ["/health", "/static/style.css"])
def test_its_health_and_its_style_are_for_all(private: tuple[FlaskClient, str, str], path: str) -> None:
    assert private[0].get(path).status_code == 200


def test_scripts_of_other_sites_are_told_what_they_may_send(private: tuple[FlaskClient, str, str]) -> None:
    response = private[0].options("/sparql", headers={"Origin": "https://other.example"})

    assert response.status_code == 200
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_what_a_browser_sends_by_itself_changes_nothing(private: tuple[FlaskClient, str, str]) -> None:
    client, _, _ = private
    everything = create(client.application.extensions["newskg"].config.store, "root", [Scope.ADMIN])
    update = {"update": "INSERT DATA { GRAPH <http://localhost:8000/g> { <http://x> <http://y> 1 } }"}

    assert client.post("/sparql", data=update, headers=basic(everything)).status_code == 401
    assert client.get("/queries", headers=basic(everything)).status_code == 401
    assert client.get(ASK, headers=basic(everything)).get_json()["boolean"] is False
    assert client.post("/sparql", data=update, headers=bearer(everything)).status_code == 204


def test_who_writes_to_it_needs_both_scopes(private: tuple[FlaskClient, str, str]) -> None:
    client, _, writing = private
    both = create(client.application.extensions["newskg"].config.store, "both", [Scope.READ, Scope.WRITE])
    update = {"update": "CLEAR ALL"}

    assert client.post("/sparql", data=update, headers=bearer(writing)).status_code == 403
    assert client.post("/sparql", data=update, headers=bearer(both)).status_code == 204


def test_nobody_gets_an_answer_that_was_kept_for_another(tmp_path: Path) -> None:
    server = Server(tmp_path / "store", tmp_path / "log", settings={"private": True})
    try:
        for _ in range(3):
            assert server.request("GET", ASK, token=TOKEN)[0] == 200
            assert server.request("GET", "/articles", token=TOKEN)[0] == 200
            for path in (ASK, "/articles"):
                assert server.request("GET", path)[0] == 401
                assert server.request("GET", path, headers=basic("wrong"))[0] == 401
        metrics = server.request("GET", "/metrics", token=TOKEN)[2].decode()
    finally:
        server.stop()

    assert "kg_answers_cached_total 0.0" in metrics
    assert "kg_cache_bytes 0.0" in metrics


def test_a_server_in_use_heeds_tokens_that_the_command_line_makes(tmp_path: Path) -> None:
    server = Server(tmp_path / "store", tmp_path / "log", settings={"private": True})
    try:
        secret = create(tmp_path / "store", "anna", [Scope.READ])
        assert server.request("GET", "/articles", token=secret)[0] == 200
    finally:
        server.stop()

    assert secret not in (tmp_path / "log").read_text()
