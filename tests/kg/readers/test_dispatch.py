"""What a request carries: read by its media type, named by the client, by itself or by its content."""

import pytest

from kg.errors import TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import read_bytes

PROSE = "Über nichts sagte die Stadt etwas."


def test_a_charset_in_the_media_type_is_followed() -> None:
    article = read_bytes(PROSE.encode("windows-1252"), 'Text/Plain; Charset="ISO-8859-1"', "a")

    assert article.text == PROSE


def test_an_unknown_charset_is_refused() -> None:
    with pytest.raises(UnsupportedInputError, match="declares the encoding 'utf-7', which is not supported"):
        read_bytes(PROSE.encode(), "text/plain; charset=utf-7", "a")


def test_an_iri_in_the_article_names_it_whatever_the_client_says() -> None:
    data = b'{"text": "Eins.", "url": "https://example.org/1"}'

    assert read_bytes(data, "application/json", "a.json").name == "https://example.org/1"


def test_without_any_name_the_content_names_the_article() -> None:
    first, same, other = (read_bytes(d, "text/plain", None) for d in (b"Eins.", b"Eins.", b"Zwei."))

    assert first.name == same.name != other.name
    assert first.name.startswith("article-")


def test_an_error_without_name_speaks_of_the_request() -> None:
    with pytest.raises(UnreadableInputError, match=r"^request body: is empty"):
        read_bytes(b"", "text/plain", None)


@pytest.mark.parametrize("media_type", ["application/pdf", "text/turtle", "", "application/jsonl"])
def test_another_media_type_is_refused_with_those_that_are_read(media_type: str) -> None:
    with pytest.raises(
        UnsupportedInputError, match="Use text/plain, text/markdown, text/html or application/js"
    ):
        read_bytes(PROSE.encode(), media_type, "a")


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html", "application/json"])
def test_a_body_beyond_the_limit_is_refused(media_type: str) -> None:
    with pytest.raises(TooLargeError, match=r"^a: is larger than 10 MB"):
        read_bytes(b"x" * 10_000_001, media_type, "a")
