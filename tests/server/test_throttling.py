"""Limits on how much one address and one token may ask for in a minute."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.access import Scope, create
from server.rates import FAILURES, REQUESTS, Rates

HERE, THERE = {"REMOTE_ADDR": "127.0.0.1"}, {"REMOTE_ADDR": "203.0.113.5"}
UPDATE = {"update": "CLEAR ALL"}


def statuses(
    client: FlaskClient, number: int, environ: dict[str, str], path: str = "/context.jsonld"
) -> list[int]:
    return [client.get(path, environ_overrides=environ).status_code for _ in range(number)]


def test_an_address_that_asks_too_often_is_told_when_to_come_back(start: Callable[..., Flask]) -> None:
    client = start(rate_limit=3).test_client()

    assert statuses(client, 3, THERE) == [200, 200, 200]
    response = client.get("/context.jsonld", environ_overrides=THERE)
    assert response.status_code == 429
    assert response.content_type == "application/problem+json"
    assert response.get_json()["type"].endswith("#rate-limit")
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert response.headers["RateLimit-Policy"] == '"requests";q=3;w=60'
    assert re.fullmatch(r'"requests";r=0;t=\d+', response.headers["RateLimit"])


def test_others_are_not_held_up_by_it(start: Callable[..., Flask]) -> None:
    client = start(rate_limit=2).test_client()
    statuses(client, 3, THERE)

    assert statuses(client, 2, HERE) == [200, 200]
    assert statuses(client, 3, THERE, "/health") == [200, 200, 200]


def test_unless_it_is_asked_for_this_machine_has_no_limit(start: Callable[..., Flask]) -> None:
    rates = Rates(None, 0)

    assert not any(rates.count_request(address) for _ in range(REQUESTS) for address in ("127.0.0.1", "::1"))
    assert not any(rates.count_request("::ffff:127.0.0.1") for _ in range(REQUESTS + 1))
    assert not any(rates.count_request("203.0.113.5") for _ in range(REQUESTS))
    assert rates.count_request("203.0.113.5")


def test_a_limit_of_zero_is_none() -> None:
    rates = Rates(0, 0)

    assert not any(rates.count_request("203.0.113.5") for _ in range(REQUESTS + 1))
    assert not any(rates.count_write("ingest") for _ in range(REQUESTS + 1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("[2001:db8::1]", "2001:db8::2", True),
        ("203.0.113.5", "203.0.113.6", False),
        ("203.0.113.5", "::ffff:203.0.113.5", True),
        ("unknown", "unknown", True),
        ("", "", True),
    ],
)
def test_an_address_is_what_one_subscriber_has(one: str, other: str, same: bool) -> None:
    rates = Rates(1, 0)
    rates.count_request(one)

    assert (rates.count_request(other) is not None) == same


def test_a_token_that_writes_too_often_is_told_so_and_no_other(start: Callable[..., Flask]) -> None:
    app = start(write_limit=2, validates=False)
    store = app.extensions["newskg"].config.store
    one, other = (
        {"Authorization": f"Bearer {create(store, name, [Scope.WRITE])}"} for name in ("one", "two")
    )
    client = app.test_client()

    found = [client.post("/sparql", data=UPDATE, headers=one) for _ in range(3)]
    assert [response.status_code for response in found] == [204, 204, 429]
    assert found[-1].headers["RateLimit-Policy"] == '"writes";q=2;w=60'
    assert client.post("/sparql", data=UPDATE, headers=other).status_code == 204


def test_who_guesses_tokens_is_soon_not_listened_to(start: Callable[..., Flask]) -> None:
    client = start(write_token="easy", validates=False).test_client()

    def guess(token: str, environ: dict[str, str]) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return client.post("/sparql", data=UPDATE, headers=headers, environ_overrides=environ).status_code

    assert {guess(str(n), THERE) for n in range(FAILURES)} == {401}
    assert guess("another", THERE) == 429
    assert guess("easy", THERE) == 429
    assert guess("easy", HERE) == 204
    assert statuses(client, 1, THERE) == [200]


def test_what_a_proxy_says_is_believed_only_when_there_is_one(start: Callable[..., Flask]) -> None:
    def ask(client: FlaskClient, forwarded: str) -> int:
        return client.get("/context.jsonld", headers={"X-Forwarded-For": forwarded}).status_code

    alone, behind = (start(rate_limit=1, behind_proxy=is_behind).test_client() for is_behind in (False, True))

    assert [ask(alone, "203.0.113.1"), ask(alone, "203.0.113.2")] == [200, 429]
    assert [ask(behind, "203.0.113.1"), ask(behind, "203.0.113.2")] == [200, 200]
    assert [ask(behind, "made up, 203.0.113.1"), ask(behind, "203.0.113.3")] == [429, 200]


def test_behind_a_proxy_that_has_the_certificate_addresses_are_https(start: Callable[..., Flask]) -> None:
    client = start(behind_proxy=True).test_client()
    page = client.get("/", headers={"Accept": "text/html", "X-Forwarded-Proto": "https"})

    assert "https://localhost/sparql" in page.text
