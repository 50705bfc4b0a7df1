"""Which media type is chosen for an Accept header (RFC 9110, section 12.5.1)."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotAcceptable

from server.negotiation import negotiate, preferred, prefers_html

OFFERED = ("text/turtle", "application/ld+json", "text/html")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def choose(accept: str) -> str | None:
    return preferred(accept, OFFERED)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("text/html", "text/html"),
        ("text/html;q=0.4, application/ld+json;q=0.5", "application/ld+json"),
        ("*/*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("text/*;q=0.2, application/*", "application/ld+json"),
        ("application/ld+json, text/turtle", "text/turtle"),
        (BROWSER, "text/html"),
        ("TEXT/HTML", "text/html"),
    ],
)
def test_the_highest_quality_wins_and_the_server_decides_among_equals(accept: str, chosen: str) -> None:
    assert choose(accept) == chosen


def test_the_most_specific_range_decides_about_a_type() -> None:
    assert choose("*/*, text/turtle;q=0.1, application/ld+json;q=0.2") == "text/html"


def test_quality_zero_excludes_a_type_that_a_wildcard_would_allow() -> None:
    assert choose("text/turtle;q=0, application/ld+json;q=0, */*") == "text/html"


def test_parameters_such_as_charset_and_profile_do_not_matter() -> None:
    assert choose("text/html;charset=utf-8") == "text/html"
    assert (
        choose('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"')
        == "application/ld+json"
    )


def test_without_the_header_anything_goes() -> None:
    assert choose("") == "text/turtle"


def test_nothing_is_chosen_when_nothing_is_acceptable() -> None:
    assert choose("image/png, text/html;q=0") is None


def test_the_request_decides_and_the_error_says_what_there_is(application: Flask) -> None:
    with application.test_request_context(headers={"Accept": "application/ld+json"}):
        assert negotiate(OFFERED) == "application/ld+json"
    with (
        application.test_request_context(headers={"Accept": "image/png"}),
        pytest.raises(NotAcceptable, match="text/turtle, application/ld\\+json, text/html"),
    ):
        negotiate(OFFERED)


@pytest.mark.parametrize(("accept", "html"), [(BROWSER, True), ("*/*", False), ("application/json", False)])
def test_only_who_would_rather_read_html_gets_it(application: Flask, accept: str, html: bool) -> None:
    with application.test_request_context(headers={"Accept": accept}):
        assert prefers_html() is html
