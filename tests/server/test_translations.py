"""The words of the pages in both languages."""

import re
from importlib.resources import files

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.translations import LANGUAGES, language, text, texts

PAGE = {"Accept": "text/html"}


def test_both_languages_have_the_same_texts_with_the_same_gaps() -> None:
    english, german = texts("en"), texts("de")

    assert english.keys() == german.keys()
    assert {name for name in english if gaps(english[name]) != gaps(german[name])} == set()


def gaps(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def test_every_text_that_a_template_names_is_there() -> None:
    templates = [
        path.read_text() for path in (files("server") / "templates").iterdir() if path.name.endswith("html")
    ]
    named = {name for source in templates for name in re.findall(r'\bt\("([\w.]+)"[,)]', source)}

    missing = {name for name in named if name not in texts("en") and f"{name}.other" not in texts("en")}

    assert len(named) > 50
    assert missing == set()


@pytest.mark.parametrize(
    ("accepted", "chosen"), [("de-AT,de;q=0.9", "de"), ("fr, de;q=0.5", "de"), ("fr", "en"), ("en, de", "en")]
)
def test_the_browser_says_the_language(application: Flask, accepted: str, chosen: str) -> None:
    with application.test_request_context(headers={"Accept-Language": accepted}):
        assert language() == chosen


def test_the_reader_changes_the_language_for_good(client: FlaskClient) -> None:
    switched = client.get("/?lang=de", headers={**PAGE, "Accept-Language": "en"})
    later = client.get("/articles", headers={**PAGE, "Accept-Language": "en"})

    assert '<html lang="de">' in switched.text
    assert '<html lang="de">' in later.text
    assert switched.headers["Content-Language"] == "de"


def test_a_language_that_is_not_there_is_disregarded(client: FlaskClient) -> None:
    response = client.get("/?lang=<script>", headers=PAGE)

    assert '<html lang="en">' in response.text
    assert "Set-Cookie" not in response.headers


def test_the_switch_keeps_the_page_and_its_parameters(client: FlaskClient) -> None:
    page = client.get("/sparql?query=ASK%7B%7D", headers=PAGE).text

    assert 'href="/sparql?query=ASK%7B%7D&amp;lang=de"' in page


@pytest.mark.parametrize(("count", "words"), [(1, "article"), (0, "articles"), (2, "articles")])
def test_one_thing_is_in_the_singular(application: Flask, count: int, words: str) -> None:
    with application.test_request_context("/?lang=en"):
        assert text("count.articles", count=count) == words


def test_there_is_a_file_for_each_language() -> None:
    assert {path.name for path in files("server.translations").iterdir() if path.name.endswith(".toml")} == {
        f"{name}.toml" for name in LANGUAGES
    }
