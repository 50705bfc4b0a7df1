"""Requests to other servers: of the Internet alone, whole or an error, in the time that they share."""

import time
from collections.abc import Iterator
from ipaddress import ip_address
from threading import Semaphore

import pytest

from kg.errors import ForbiddenError, RemoteError
from kg.workers import DeadlineError, OverloadError
from server.fetching import LARGEST_ANSWERS, MOST_REQUESTS, Network, is_public
from tests.server.elsewhere import Document, OtherServer, anywhere, other_server, silent_port


@pytest.fixture
def other() -> Iterator[OtherServer]:
    with other_server() as server:
        yield server


def network(seconds: float = 20, places: int = 1) -> Network:
    return Network(seconds, anywhere, Semaphore(places))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "0.0.0.0",
        "::",
        "::1",
        "fd00::1",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::10.0.0.1",
    ],
)
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "64:ff9b::9.9.9.9"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f.0.0.1", "[::1]"])
def test_this_machine_is_not_asked_by_whatever_name(other: OtherServer, host: str) -> None:
    url = other.url.replace("127.0.0.1", host)

    with pytest.raises(ForbiddenError, match="private network"):
        Network(20, is_public, Semaphore()).get(url, {})
    assert other.connections == 0


def test_an_answer_has_its_body_and_its_type(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"<a:b> <a:c> 1 .", "text/turtle; charset=UTF-8")

    answer = network().get(f"{other.url}/a?x=1", {"Accept": "text/turtle"})

    assert answer.body == b"<a:b> <a:c> 1 ."
    assert answer.content_type == "text/turtle; charset=UTF-8"
    assert other.requests == ["GET /a?x=1"]
    assert other.headers["accept"] == "text/turtle"
    assert other.headers["accept-encoding"] == "identity"
    assert other.headers["host"] == other.url.removeprefix("http://")


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 404, 500])
def test_what_is_not_ok_is_an_error(other: OtherServer, status: int) -> None:
    other.documents["/a"] = Document(b"", status=status)

    with pytest.raises(RemoteError, match=str(status)):
        network().get(f"{other.url}/a", {})


def test_a_redirect_is_told_and_not_followed(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"", status=302, headers={"Location": f"{other.url}/b"})

    with pytest.raises(RemoteError, match=rf"to {other.url}/b, and redirects are not followed"):
        network().get(f"{other.url}/a", {})
    assert other.requests == ["GET /a"]


def test_an_answer_that_ends_too_early_is_an_error(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"<a:b> <a:c> 1 .\n", length=1000)

    with pytest.raises(RemoteError, match="IncompleteRead"):
        network().get(f"{other.url}/a", {})


def test_an_answer_in_an_encoding_that_was_not_asked_for_is_an_error(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"", headers={"Content-Encoding": "gzip"})

    with pytest.raises(RemoteError, match="encoding"):
        network().get(f"{other.url}/a", {})


def test_answers_share_what_may_be_read(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"x" * (LARGEST_ANSWERS // 2 + 1))
    asked = network()

    asked.get(f"{other.url}/a", {})
    with pytest.raises(RemoteError, match="bytes"):
        asked.get(f"{other.url}/a", {})


def test_requests_share_their_number(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"")
    asked = network()
    for _ in range(MOST_REQUESTS):
        asked.get(f"{other.url}/a", {})

    with pytest.raises(ForbiddenError, match=str(MOST_REQUESTS)):
        asked.get(f"{other.url}/a", {})
    assert len(other.requests) == MOST_REQUESTS


def test_where_too_many_are_waited_for_nobody_else_is_asked(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"")
    places = Semaphore(1)
    places.acquire()

    with pytest.raises(OverloadError):
        Network(20, anywhere, places).get(f"{other.url}/a", {})
    places.release()

    for _ in range(2):  # each of which gives its place back
        Network(20, anywhere, places).get(f"{other.url}/a", {})
        with pytest.raises(RemoteError):
            Network(20, anywhere, places).get(f"{other.url}/b", {})
    assert len(other.requests) == 4


def test_an_answer_that_comes_byte_by_byte_does_not_take_longer_than_there_is_time(
    other: OtherServer,
) -> None:
    other.documents["/a"] = Document(b"x" * 1000, drip=0.05)
    start = time.monotonic()

    with pytest.raises(DeadlineError, match=f"{other.url}/a"):
        network(0.5).get(f"{other.url}/a", {})
    assert 0.4 < time.monotonic() - start < 3


def test_requests_share_their_time(other: OtherServer) -> None:
    other.documents["/a"] = Document(b"xxxx", drip=0.1)
    asked = network(0.6)
    start = time.monotonic()

    asked.get(f"{other.url}/a", {})
    with pytest.raises(DeadlineError):
        asked.get(f"{other.url}/a", {})
    with pytest.raises(DeadlineError):
        asked.get(f"{other.url}/a", {})
    assert time.monotonic() - start < 3


def test_a_server_that_never_answers_is_given_up() -> None:
    with silent_port() as url, pytest.raises(DeadlineError):
        network(0.3).get(url, {})


def test_a_server_that_never_ends_the_handshake_is_given_up() -> None:
    with silent_port() as url, pytest.raises(DeadlineError):
        network(0.3).get(url.replace("http:", "https:"), {})


def test_a_server_without_a_trusted_certificate_is_not_asked(other: OtherServer) -> None:
    with pytest.raises(RemoteError, match="cannot be fetched"):
        network().get(other.url.replace("http:", "https:"), {})
    assert other.requests == []


def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    with silent_port() as url:
        pass

    with pytest.raises(RemoteError, match="cannot be fetched"):
        network().get(url, {})
