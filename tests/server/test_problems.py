"""Errors as problem+json (RFC 9457), and as pages for browsers."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.errors import (
    KgError,
    StoreError,
    TooLargeError,
    UnreadableInputError,
    UnsupportedInputError,
)


def failing(start: Callable[..., Flask], error: Exception) -> FlaskClient:
    """Return a client of an application whose /fails raises that error, as it would outside of tests."""
    app = start()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/fails")
    def fails() -> str:
        raise error

    return app.test_client()


def test_an_unknown_address_is_a_problem(client: FlaskClient) -> None:
    response = client.get("/nowhere")

    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert response.get_json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Nothing is known under this address.",
        "instance": "/nowhere",
    }


@pytest.mark.parametrize(("language", "heading"), [("en", "Not found"), ("de", "Nicht gefunden")])
def test_a_browser_gets_a_page_in_its_language(client: FlaskClient, language: str, heading: str) -> None:
    response = client.get("/nowhere", headers={"Accept": "text/html", "Accept-Language": language})

    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert f"<h1>{heading}</h1>" in response.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.delete("/sparql")

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert response.get_json()["status"] == 405


def test_problems_are_not_kept_in_caches(client: FlaskClient) -> None:
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (UnreadableInputError("a.txt", "is not UTF-8 text", "Save it as UTF-8."), 400, "unreadable-input"),
        (UnsupportedInputError("a.txt", "is not in German"), 422, "unsupported-input"),
        (TooLargeError("a.txt", "has more than 10 MB"), 413, "too-large"),
    ],
)
def test_what_is_wrong_with_the_input_is_told_with_the_remedy(
    start: Callable[..., Flask], error: KgError, status: int, kind: str
) -> None:
    response = failing(start, error).get("/fails")

    assert response.status_code == status
    assert response.get_json()["type"].endswith(f"#{kind}")
    assert response.get_json()["detail"] == str(error)


def test_what_is_wrong_with_the_store_is_logged_and_not_told(
    start: Callable[..., Flask], caplog: pytest.LogCaptureFixture
) -> None:
    response = failing(start, StoreError("The disk /secret/place is full")).get("/fails")

    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "/secret/place" not in response.text
    assert "/secret/place" in caplog.text


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_a_bug_shows_nothing_of_the_inside(
    start: Callable[..., Flask], accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = failing(start, RuntimeError("the inside")).get("/fails", headers={"Accept": accept})

    assert response.status_code == 500
    assert "the inside" not in response.text
    assert "Traceback" not in response.text
    assert "the inside" in caplog.text


def test_an_address_with_markup_stays_text(client: FlaskClient) -> None:
    response = client.get("/id/actor/<script>alert(1)</script>", headers={"Accept": "text/html"})

    assert "<script>alert" not in response.text
