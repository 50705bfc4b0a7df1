"""WARC: every delivered HTML page is an article; damage is reported, never passed over."""

import gzip
from pathlib import Path

import pytest

from kg.article import Article
from kg.errors import InputError, TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import read_file

SENTENCE = "Die Bürgermeisterin sagte am Montag, dass rund 300 Häuser unter Wasser stünden. "
PAGE = f"<html lang='de'><head><title>Flut</title></head><body><p>{SENTENCE * 3}</p></body></html>".encode()


def response(uri: str, body: bytes = PAGE, headers: str = "", status: str = "200 OK") -> bytes:
    content_type = "" if "Content-Type" in headers else "Content-Type: text/html; charset=utf-8\r\n"
    http = f"HTTP/1.1 {status}\r\n{content_type}{headers}\r\n".encode() + body
    return record("response", http, f"WARC-Target-URI: {uri}\r\n")


def record(kind: str, block: bytes, headers: str = "") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Type: application/http\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def read(folder: Path, data: bytes, name: str = "crawl.warc") -> list[Article | InputError]:
    path = folder / name
    path.write_bytes(data)
    return list(read_file(path))


def only_error(read: list[Article | InputError]) -> InputError:
    [error] = read
    assert isinstance(error, InputError)
    return error


def test_pages_are_named_by_their_target_uri_whatever_they_call_themselves(tmp_path: Path) -> None:
    canonical = PAGE.replace(b"<head>", b'<head><link rel="canonical" href="https://example.org/other">')

    [article] = read(tmp_path, response("https://example.org/a", canonical))

    assert isinstance(article, Article)
    assert (article.name, article.url) == ("https://example.org/a", "https://example.org/a")
    assert (article.text, article.language) == ((SENTENCE * 3).strip(), "de")


def test_other_records_are_passed_over(tmp_path: Path) -> None:
    articles = read(
        tmp_path,
        record("warcinfo", b"software: x")
        + record("request", b"GET / HTTP/1.1\r\n\r\n", "WARC-Target-URI: https://example.org/a\r\n")
        + response("https://example.org/gone", status="404 Not Found")
        + response("https://example.org/a.png", b"\x89PNG", "Content-Type: image/png\r\n")
        + response("https://example.org/a"),
    )

    assert [article.name for article in articles if isinstance(article, Article)] == ["https://example.org/a"]
    assert len(articles) == 1


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE.decode().encode("windows-1252"), "Content-Type: text/html; charset=iso-8859-1\r\n"),
    ],
    ids=["gzip", "gzip undone by the crawler", "chunked", "Latin-1"],
)
def test_a_page_is_decoded_as_its_headers_say(tmp_path: Path, body: bytes, headers: str) -> None:
    [article] = read(tmp_path, response("https://example.org/a", body, headers))

    assert isinstance(article, Article)
    assert article.text.startswith(SENTENCE)


@pytest.mark.parametrize(
    "compressed",
    [
        gzip.compress(response("https://example.org/a")) + gzip.compress(response("https://example.org/b")),
        gzip.compress(response("https://example.org/a") + response("https://example.org/b")),
    ],
    ids=["record by record", "as a whole"],
)
def test_a_compressed_crawl_is_read_however_it_was_compressed(tmp_path: Path, compressed: bytes) -> None:
    articles = read(tmp_path, compressed, "crawl.warc.gz")

    assert [a.name for a in articles if isinstance(a, Article)] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.parametrize(
    ("body", "headers", "kind", "problem"),
    [
        (b"<html><body>leer</body></html>", "", UnsupportedInputError, "holds no article text"),
        (PAGE, "Content-Encoding: br\r\n", UnsupportedInputError, "compressed with 'br'"),
        (gzip.compress(PAGE)[:-12], "Content-Encoding: gzip\r\n", UnreadableInputError, "is cut short"),
        (b"\x1f\x8bnonsense", "Content-Encoding: gzip\r\n", UnreadableInputError, "damaged gzip data"),
        (b" " * 10_000_001, "", TooLargeError, "larger than 10 MB"),
        (gzip.compress(b" " * 10_000_001), "Content-Encoding: gzip\r\n", TooLargeError, "larger than 10 MB"),
    ],
)
def test_a_page_that_cannot_be_read_is_reported_by_its_address_and_the_rest_goes_on(
    tmp_path: Path, body: bytes, headers: str, kind: type[InputError], problem: str
) -> None:
    crawl = response("https://example.org/bad", body, headers) + response("https://example.org/good")

    error, article = read(tmp_path, crawl)

    assert isinstance(error, kind)
    assert str(error).startswith(f"{tmp_path / 'crawl.warc'}, https://example.org/bad: ")
    assert problem in str(error)
    assert isinstance(article, Article)


def test_a_crawl_that_ends_in_the_middle_of_a_page_says_so(tmp_path: Path) -> None:
    first, error = read(tmp_path, response("https://example.org/a") + response("https://example.org/b")[:-50])

    assert isinstance(first, Article)
    assert "https://example.org/b: is cut short" in str(error)


def test_a_compressed_crawl_that_ends_early_says_so(tmp_path: Path) -> None:
    members = gzip.compress(response("https://example.org/a")) + gzip.compress(
        response("https://example.org/b")
    )

    *_, error = read(tmp_path, members[:-40], "crawl.warc.gz")

    assert "no gzip file, or a damaged one" in str(error)


def test_a_record_shorter_than_its_page_is_reported(tmp_path: Path) -> None:
    whole = response("https://example.org/a")
    length = len(whole.partition(b"\r\n\r\n")[2]) - len(b"\r\n\r\n")
    short = whole.replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length - 40))

    *_, error = read(tmp_path, short)

    assert "states a wrong length for 1 of its records" in str(error)


def test_a_record_without_length_or_with_an_unusable_address_is_reported(tmp_path: Path) -> None:
    without_length = response("https://example.org/a").replace(b"Content-Length", b"X-Length")
    bad_port = response("http://example.org:hundert/")

    assert "record without Content-Length" in str(only_error(read(tmp_path, without_length)))
    assert "is no web address" in str(only_error(read(tmp_path, bad_port)))


@pytest.mark.parametrize(
    "data",
    [b"hello\nworld\n", response("https://example.org/a").replace(b"WARC-Target-URI", b"X-Target")],
    ids=["not WARC", "no address"],
)
def test_what_is_not_warc_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "is not WARC, or damaged" in str(only_error(read(tmp_path, data)))


def test_a_crawl_without_pages_is_refused(tmp_path: Path) -> None:
    assert "holds no HTML page" in str(only_error(read(tmp_path, record("warcinfo", b"software: x"))))
    assert "holds no HTML page" in str(only_error(read(tmp_path, b"")))
