"""What every response allows and forbids."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK{}", "/nowhere", "/static/style.css"])
def test_a_browser_may_run_and_load_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/doc/actor/mark-rutte.ttl", "/doc/actor/nobody"])
def test_scripts_of_any_origin_may_read(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Origin": "https://other.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_query_of_another_origin_may_be_posted(client: FlaskClient) -> None:
    response = client.options(
        "/sparql", headers={"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
    )

    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


def test_scripts_of_other_origins_may_not_write(client: FlaskClient) -> None:
    response = client.options("/entries", headers={"Origin": "https://other.example"})

    assert "Access-Control-Allow-Origin" not in response.headers
