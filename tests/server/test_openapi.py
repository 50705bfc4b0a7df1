"""The description of the service says what the service does, and all of it."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.openapi import description

METHODS = ("get", "post", "put", "delete")


def described() -> dict[tuple[str, str], dict[str, Any]]:
    """Return each operation by its path and method."""
    return {
        (path, method): item[method]
        for path, item in description()["paths"].items()
        for method in METHODS
        if method in item
    }


def routes(app: Flask) -> set[tuple[str, str]]:
    """Return the paths of an application as the description writes them, and their methods."""
    return {
        (re.sub(r"<(?:[^:>]*:)?_?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in rule.methods or ()
        if method.lower() in METHODS
    }


def test_every_route_is_described_and_nothing_else(application: Flask) -> None:
    assert set(described()) == routes(application)


def test_it_can_be_had_with_the_address_that_it_was_asked_at(client: FlaskClient) -> None:
    response = client.get("/openapi.json")

    assert response.content_type == "application/json"
    assert response.get_json()["servers"] == [{"url": "http://localhost"}]
    assert response.get_json()["openapi"] == "3.1.0"
    assert response.headers["ETag"]


def test_all_that_it_refers_to_is_there() -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                found: Any = description()
                for part in value["$ref"].removeprefix("#/").split("/"):
                    found = found[part]
            for member in value.values():
                check(member)
        elif isinstance(value, list):
            for member in value:
                check(member)

    check(description())


def test_operations_have_different_names() -> None:
    names = [operation["operationId"] for operation in described().values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("path", "method"), sorted(described()))
def test_what_needs_a_token_is_said_to(client: FlaskClient, path: str, method: str) -> None:
    operation = described()[path, method]
    address = re.sub("{.*?}", "nq", path.replace("{kind}", "entry"))
    asked = client.open(address, method=method.upper()).status_code == 401
    needed = operation.get("security", [{}])

    assert asked == ({} not in needed)
