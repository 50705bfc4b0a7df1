"""HTML: the article is found among what stands around it, and what the page declares about it is used."""

import logging

import pytest

from kg.article import Article
from kg.errors import TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import read_bytes

PARAGRAPHS = (
    "Nach Angaben der Feuerwehr stehen rund 300 Häuser unter Wasser, weil der Bach über die Ufer trat.",
    "„Wir haben so etwas noch nie gesehen“, sagte Bürgermeisterin Anna Wolkersteig am Montag im Rathaus.",
    "Der Schaden beträgt laut Land mindestens 12 Millionen Euro, wie ein Sprecher am Abend mitteilte.",
)
HEAD = """
<title>Hochwasser – Beispielbote</title>
<link rel="canonical" href="https://example.org/hochwasser">
<meta property="og:title" content="Hochwasser">
<meta property="og:site_name" content="Beispielbote">
<meta property="article:published_time" content="2024-09-16T07:30:00+02:00">
"""


def page(head: str = HEAD, paragraphs: tuple[str, ...] = PARAGRAPHS, charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html>
<html lang="de-AT"><head><meta charset="{charset}">{head}</head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/politik">Politik</a></li></ul></nav>
<article><h1>Hochwasser</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}
<table><tr><td>Pegelstand</td></tr></table></article>
<section class="comments"><h3>Kommentare</h3><p>Ganz schlimm, das ist ja furchtbar.</p></section>
<footer><p>© Beispielbote, Impressum</p></footer>
</body></html>"""


def read(html: str, encoding: str = "utf-8", media_type: str = "text/html") -> Article:
    return read_bytes(html.encode(encoding), media_type, "a.html")


def test_the_text_is_the_article_with_one_line_a_paragraph() -> None:
    assert read(page()).text == "\n".join(("Hochwasser", *PARAGRAPHS))


def test_what_the_page_declares_is_the_metadata() -> None:
    article = read(page())

    assert (article.name, article.url) == ("https://example.org/hochwasser", "https://example.org/hochwasser")
    assert (article.title, article.published) == ("Hochwasser", "2024-09-16")
    assert (article.language, article.publisher) == ("de-AT", "Beispielbote")


def test_a_page_that_declares_nothing_has_its_file_name_and_no_guessed_date() -> None:
    article = read(page(head="", paragraphs=(*PARAGRAPHS, "© 2019 Beispielbote, alle Rechte vorbehalten.")))

    assert (article.name, article.url, article.published) == ("a.html", None, None)


def test_a_date_in_the_future_is_still_the_date_of_the_page() -> None:
    head = '<meta property="article:published_time" content="2090-01-02">'

    assert read(page(head=head)).published == "2090-01-02"


def test_reading_the_same_page_again_and_again_gives_the_same_article() -> None:
    assert len({read(page()) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("encoding", "declared", "media_type"),
    [
        ("windows-1252", "iso-8859-1", "text/html"),
        ("windows-1252", "utf-8", "text/html; charset=ISO-8859-1"),
        ("utf-8-sig", "iso-8859-1", "text/html"),
        ("utf-8", "UTF-8", "application/xhtml+xml"),
    ],
)
def test_the_encoding_is_the_requests_else_the_pages_else_utf_8(
    encoding: str, declared: str, media_type: str
) -> None:
    assert PARAGRAPHS[1] in read(page(charset=declared), encoding, media_type).text


def test_a_page_that_is_not_in_its_encoding_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="is not UTF-8 text"):
        read(page(), "windows-1252")
    with pytest.raises(UnsupportedInputError, match="encoding 'idna', which is not supported"):
        read(page(charset="idna"))


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav><a href='/'>Start</a><a href='/p'>Alles aus der Politik</a></nav></body></html>",
        "only words, no markup",
        "<html><body>" + "<div>" * 5_000 + "tief" + "</div>" * 5_000,
    ],
)
def test_a_page_without_article_is_refused_and_nothing_is_printed(
    html: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnsupportedInputError, match=r"^a\.html: holds no article text"):
        read(html)

    assert capsys.readouterr() == ("", "")


def test_one_sentence_is_an_article() -> None:
    article = read("<html><body><p>Rund 300 Häuser sind überflutet.</p></body></html>")

    assert article.text == "Rund 300 Häuser sind überflutet."


def test_the_extractors_warnings_reach_whoever_listens(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "trafilatura"), pytest.raises(UnsupportedInputError):
        read("<html><body></body></html>")

    assert caplog.records


def test_a_page_with_more_elements_than_any_article_is_refused() -> None:
    with pytest.raises(TooLargeError, match="more than 20,000 HTML elements"):
        read("<html><body><p>" + "<b>Wort</b> " * 20_001)


def test_an_address_that_no_iri_can_be_is_percent_encoded_or_ignored() -> None:
    encoded = '<link rel="canonical" href="https://example.org/a|b">'
    unusable = '<link rel="canonical" href="ftp://example.org/">'

    assert read(page(head=encoded)).url == "https://example.org/a%7Cb"
    assert read(page(head=unusable)).url is None
