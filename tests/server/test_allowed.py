"""The list of documents that may be fetched: by one address however it is written, and by no trick."""

import pytest

from kg.errors import UnreadableInputError
from server.allowed import AllowList

LIST = AllowList(
    ["https://data.example/open/", "http://example.org:8080/one.ttl", "https://example.org/?q=1"]
)


@pytest.mark.parametrize(
    ("iri", "fetched"),
    [
        ("https://data.example/open/", "https://data.example:443/open/"),
        ("https://data.example/open/a/b.ttl?x=1#part", "https://data.example:443/open/a/b.ttl?x=1"),
        ("HTTPS://Data.Example:443/open/a", "https://data.example:443/open/a"),
        ("https://data.example/%6Fpen/%7euser", "https://data.example:443/open/~user"),
        ("https://data.example/open/ä%c3%a4", "https://data.example:443/open/%C3%A4%C3%A4"),
        ("http://example.org:8080/one.ttl#me", "http://example.org:8080/one.ttl"),
        ("https://example.org?q=1", "https://example.org:443/?q=1"),
    ],
)
def test_an_allowed_address_is_found_however_it_is_written(iri: str, fetched: str) -> None:
    assert LIST.find(iri) == fetched


@pytest.mark.parametrize(
    "iri",
    [
        "http://data.example/open/a",
        "https://data.example/open",
        "https://data.example/opening/a",
        "https://data.example:8443/open/a",
        "https://data.example./open/a",
        "https://data.example.evil.example/open/a",
        "https://evil.example/https://data.example/open/",
        "https://user@data.example/open/a",
        "https://data.example@evil.example/open/a",
        "https://data.example\\@evil.example/open/a",
        "https://evil.example#@data.example/open/",
        "https://data.example/open/../secret",
        "https://data.example/open/%2e%2e/secret",
        "https://data.example/open/.%2E%2Fsecret",
        "https://data.example/open/%252e%252e/secret",
        "https://data.example/open/..%5csecret",
        "https://data.example/open/..;x/secret",
        "https://data.example/open/./a",
        "https://data.example/open/a\r\nHost: evil.example",
        "https://data.example/open/a b",
        "http://example.org:8080/one.ttl?x",
        "http://example.org:8080/one.ttl/",
        "http://example.org/one.ttl",
        "https://example.org:99999/",
        "https://[::1/open/",
        "ftp://data.example/open/a",
        "file:///open/a",
        "urn:x",
        "",
    ],
)
def test_nothing_else_is(iri: str) -> None:
    assert LIST.find(iri) is None


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org/", "https://u:p@example.org/", "https://example.org/a#b", ""],
)
def test_what_is_no_address_of_documents_cannot_be_allowed(address: str) -> None:
    with pytest.raises(UnreadableInputError, match="can be allowed"):
        AllowList([address])


def test_an_empty_list_allows_nothing() -> None:
    assert not AllowList([])
    assert AllowList([]).find("https://example.org/") is None
