"""Who may do what: tokens with scopes, as they are asked for over HTTP."""

import json
import logging
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.access import Scope, create, revoke
from kg.access.file import path_in
from server.authorization import require

UPDATE = "INSERT DATA { GRAPH <http://localhost:8000/g> { <http://x> <http://y> 1 } }"
WRITES = {
    "an entry": ("POST", "/entries", "text/plain", b"x"),
    "an update": ("POST", "/sparql", "application/sparql-update", UPDATE.encode()),
    "an update in a form": ("POST", "/sparql", "application/x-www-form-urlencoded", b"update=CLEAR+ALL"),
    "a graph": ("PUT", "/graph-store?graph=http://localhost:8000/g", "text/turtle", b""),
    "more of a graph": ("POST", "/graph-store?graph=http://localhost:8000/g", "text/turtle", b""),
    "no graph": ("DELETE", "/graph-store?graph=http://localhost:8000/g", None, b""),
}
OPERATIONS = {"listing": ("GET", "/queries", None, b""), "cancelling": ("DELETE", "/queries/1", None, b"")}
Sent = tuple[str, str, str | None, bytes]


@pytest.fixture
def app(start: Callable[..., Flask]) -> Flask:
    """An application that nobody has a token for."""
    return start(validates=False)


def token(app: Flask, *scopes: Scope, name: str = "somebody") -> str:
    return create(store_of(app), name, scopes)


def store_of(app: Flask) -> Path:
    return Path(app.extensions["newskg"].config.store)


def send(client: FlaskClient, sent: Sent, secret: str | None = None) -> TestResponse:
    method, path, content_type, data = sent
    headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
    return client.open(path, method=method, content_type=content_type, data=data, headers=headers)


@pytest.mark.parametrize("name", [*WRITES, *OPERATIONS])
def test_while_there_is_no_token_all_is_refused(app: Flask, name: str) -> None:
    response = send(app.test_client(), (WRITES | OPERATIONS)[name], "newskg_guessed")

    assert response.status_code == 403
    assert "kg token" in response.get_json()["detail"]


@pytest.mark.parametrize("name", [*WRITES, *OPERATIONS])
@pytest.mark.parametrize("secret", [None, "wrong", ""])
def test_without_a_token_that_is_known_it_is_asked_for(app: Flask, name: str, secret: str | None) -> None:
    token(app, Scope.ADMIN)
    response = send(app.test_client(), (WRITES | OPERATIONS)[name], secret)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith('Bearer realm="newskg"')
    assert ("invalid_token" in response.headers["WWW-Authenticate"]) == (secret == "wrong")


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("scope", Scope)
def test_only_tokens_for_writing_and_for_all_write(app: Flask, name: str, scope: Scope) -> None:
    response = send(app.test_client(), WRITES[name], token(app, scope))

    if scope in (Scope.WRITE, Scope.ADMIN):
        assert response.status_code not in (401, 403)
    else:
        assert response.status_code == 403
        assert "scope write" in response.get_json()["detail"]
        assert 'error="insufficient_scope", scope="write"' in response.headers["WWW-Authenticate"]


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("scope", Scope)
def test_only_tokens_for_all_see_and_cancel_queries(app: Flask, name: str, scope: Scope) -> None:
    response = send(app.test_client(), OPERATIONS[name], token(app, scope))

    if scope is Scope.ADMIN:
        assert response.status_code in (200, 404)
    else:
        assert response.status_code == 403
        assert "scope admin" in response.get_json()["detail"]


def test_the_token_that_the_server_was_started_with_is_good_for_all(start: Callable[..., Flask]) -> None:
    client = start(write_token="thought up", validates=False).test_client()

    assert send(client, WRITES["an update"], "thought up").status_code == 204
    assert send(client, OPERATIONS["listing"], "thought up").status_code == 200


def test_a_server_that_runs_heeds_what_is_created_and_revoked(app: Flask) -> None:
    client = app.test_client()
    secret = token(app, Scope.WRITE, name="ingest")

    assert send(client, WRITES["an update"], secret).status_code == 204
    revoke(store_of(app), "ingest")
    assert send(client, WRITES["an update"], secret).status_code == 403  # there is no other token
    token(app, Scope.WRITE, name="other")
    assert send(client, WRITES["an update"], secret).status_code == 401


def test_when_the_tokens_cannot_be_read_nobody_is_let_in(app: Flask) -> None:
    secret = token(app, Scope.WRITE)
    path_in(store_of(app)).write_text("{")
    response = send(app.test_client(), WRITES["an update"], secret)

    assert response.status_code == 503
    assert str(store_of(app)) not in response.text


def test_a_handler_is_told_whose_token_it_was(app: Flask) -> None:
    secret = token(app, Scope.WRITE, Scope.READ, name="anna")

    with app.test_request_context(headers={"Authorization": f"Bearer {secret}"}):
        assert require(Scope.WRITE).name == "anna"


def test_a_password_is_no_token_for_writing(app: Flask) -> None:
    secret = token(app, Scope.ADMIN)
    sent = b64encode(f"anna:{secret}".encode()).decode()
    response = app.test_client().post(
        "/entries", data=b"x", content_type="text/plain", headers={"Authorization": f"Basic {sent}"}
    )

    assert response.status_code == 401


def test_logs_say_whose_token_it_was_and_never_what_it_is(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client = app.test_client()
    secret = token(app, Scope.WRITE, name="anna")
    for sent in (WRITES["an update"], OPERATIONS["listing"]):
        send(client, sent, secret)
    send(client, WRITES["an update"], "newskg_wrong")

    logged = [record.fields for record in caplog.records if record.name == "server.authorization"]
    assert [fields.get("token", fields.get("reason")) for fields in logged] == [
        "anna",
        "the token anna is not good for it",
        "a wrong token",
    ]
    assert logged[0] == {
        "scope": "write",
        "address": "127.0.0.1",
        "method": "POST",
        "path": "/sparql",
        "token": "anna",
        "status": 204,
    }
    assert secret not in caplog.text + json.dumps(logged)
    assert "newskg_wrong" not in caplog.text + json.dumps(logged)
