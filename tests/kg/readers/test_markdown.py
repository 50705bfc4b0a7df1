"""Markdown: front matter is metadata, the body becomes the words that a reader sees."""

import pytest

from kg.article import Article
from kg.errors import TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import read_bytes


def read(markdown: str) -> Article:
    return read_bytes(markdown.encode(), "text/markdown", "a.md")


def test_front_matter_is_the_metadata() -> None:
    article = read(
        "---\ntitle: 'Nato: Truppen in Kursk'\ndate: 2024-10-28 # Montag\nurl: https://example.org/a\n"
        "language: de_AT\npublisher: Bote\ntags: [a, b]\n---\nDie Nato bestätigte es.\n"
    )

    assert article == Article(
        name="https://example.org/a",
        text="Die Nato bestätigte es.",
        title="Nato: Truppen in Kursk",
        published="2024-10-28",
        language="de-AT",
        url="https://example.org/a",
        publisher="Bote",
    )


def test_values_are_taken_as_written_and_not_guessed_into_other_types() -> None:
    article = read("---\nlanguage: no\ndate: 2024\ntitle: 1.50\n---\nEin Satz.")

    assert (article.language, article.published, article.title) == ("no", "2024", "1.50")


def test_paragraphs_headings_items_and_quotes_are_separated_by_a_blank_line() -> None:
    article = read("# Kopf\n\nErste Zeile\nzweite Zeile.\n\n- eins\n- zwei\n\n> Zitat\n\n1. drei\n")

    assert article.text == "Kopf\n\nErste Zeile zweite Zeile.\n\neins\n\nzwei\n\nZitat\n\ndrei"


def test_links_and_emphasis_are_reduced_to_their_words() -> None:
    article = read("Die **Nato** und [*Rutte*](https://example.org 'T') nutzen `Wörter` &amp; Zeichen\\*.")

    assert article.text == "Die Nato und Rutte nutzen Wörter & Zeichen*."


def test_code_tables_images_and_html_are_left_out() -> None:
    article = read(
        "Davor.\n\n```\ncode\n```\n\n    code\n\n| a | b |\n|---|---|\n| c | d |\n\n![Bild](a.png)\n\n"
        "<div>html</div>\n\nDa<b>nach</b>."
    )

    assert article.text == "Davor.\n\nDanach."


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    assert read("# Kopf der Meldung\n\nDer Text folgt.").title == "Kopf der Meldung"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    article = read("\ufeff---\r\ntitle: Kopf\r\n---\r\nEin Satz.\r\n")

    assert (article.title, article.text) == ("Kopf", "Ein Satz.")


@pytest.mark.parametrize(
    ("markdown", "problem"),
    [
        ("---\ntitle: Kopf\n\nEin Satz.", "never closed"),
        ("---\ntitle: [Kopf\n---\nEin Satz.", "not YAML (line 3"),
        ("---\n" + "[" * 5000 + "\n---\nEin Satz.", "not YAML (nested too deeply)"),
        ("---\nnur Worte\n---\nEin Satz.", "front matter without names"),
        ("---\na: " + "b" * 30_000 + "\n---\nEin Satz.", "front matter that is too long"),
        ("---\ntitle: [a, b]\n---\nEin Satz.", "title that cannot be read"),
        ("---\ndate: neulich\n---\nEin Satz.", "date that cannot be read: 'neulich'"),
    ],
)
def test_broken_front_matter_is_named(markdown: str, problem: str) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read(markdown)

    assert str(caught.value).startswith("a.md: ")
    assert problem in str(caught.value)


def test_an_alias_in_front_matter_builds_no_object_and_no_bomb() -> None:
    with pytest.raises(UnreadableInputError, match="title that cannot be read"):
        read("---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nEin Satz.")
    with pytest.raises(UnreadableInputError, match="title that cannot be read"):
        read("---\ntitle: !!python/object/apply:os.getcwd []\n---\nEin Satz.")


def test_markdown_without_prose_is_refused() -> None:
    with pytest.raises(UnsupportedInputError, match="holds no prose"):
        read("---\ntitle: Kopf\n---\n```\ncode\n```\n")


def test_a_paragraph_that_would_take_the_parser_minutes_is_refused() -> None:
    with pytest.raises(TooLargeError, match="paragraph of more than 100,000 characters"):
        read("*a_ " * 50_000)


def test_more_brackets_than_any_article_has_are_refused() -> None:
    with pytest.raises(TooLargeError, match="10,000 brackets"):
        read("[" * 10_001)
