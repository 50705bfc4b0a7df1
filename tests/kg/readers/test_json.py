"""JSON and JSON Lines: text to the character, metadata by short names or schema.org's, broken lines named."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.article import Article
from kg.errors import InputError, TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import read_bytes, read_file


def read(value: Any) -> Article:
    data = value if isinstance(value, str) else json.dumps(value)
    return read_bytes(data.encode(), "application/json", "a.json")


def read_lines(path: Path, lines: str) -> list[Article | InputError]:
    path.write_text(lines, encoding="utf-8")
    return list(read_file(path))


def test_the_text_is_exactly_the_field() -> None:
    text = "\tÜber „alles“ 𝟛\r\nsagte sie. \n"

    assert read({"text": text}) == Article(name="a.json", text=text, body_start=1, title="Über „alles“ 𝟛")


def test_short_names() -> None:
    article = read(
        {"text": "Ein Satz.", "title": "Kopf", "date": "28.10.2024", "language": "de", "publisher": "Bote"}
        | {"url": "https://example.org/a"}
    )

    assert article == Article(
        name="https://example.org/a",
        text="Ein Satz.",
        title="Kopf",
        published="2024-10-28",
        language="de",
        url="https://example.org/a",
        publisher="Bote",
    )


def test_a_schema_org_news_article() -> None:
    article = read(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": "https://example.org/a",
            "headline": "Kopf",
            "articleBody": "Ein Satz.",
            "datePublished": "2024-10-28T08:00:00+01:00",
            "inLanguage": "de-CH",
            "publisher": {"@type": "Organization", "name": "Bote"},
        }
    )

    assert article == Article(
        name="https://example.org/a",
        text="Ein Satz.",
        title="Kopf",
        published="2024-10-28",
        language="de-CH",
        url="https://example.org/a",
        publisher="Bote",
    )


def test_a_date_line_in_the_text_counts_where_no_field_states_a_date() -> None:
    assert read({"text": "date 2024-10 Laut Nato."}).published == "2024-10"
    assert read({"text": "date 2024-10 Laut Nato.", "date": "2024-10-28"}).published == "2024-10-28"


def test_numbers_are_taken_as_written() -> None:
    article = read('{"text": "Ein Satz.", "published": 2024, "id": ' + "7" * 5000 + "}")

    assert (article.published, article.name) == ("2024", "7" * 5000)


def test_an_empty_field_is_no_field() -> None:
    article = read({"text": "Ein Satz.", "title": None, "date": "", "url": "", "publisher": {}})

    assert article == Article(name="a.json", text="Ein Satz.")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('{"text": "a",\n "date" 1}', "not JSON (line 2, column 9"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "halb \\ud800"}', "half of a surrogate pair"),
        ('{"text": "null \\u0000"}', "NUL characters"),
        ({"text": "a", "title": "halb \ud800"}, "half of a surrogate pair"),
        ({"text": "a", "title": ["b"]}, "title that cannot be read"),
        ({"text": "a", "date": "gestern"}, "date that cannot be read: 'gestern'"),
        ({"text": "a", "language": "Deutsch (AT)"}, "language that cannot be read"),
        ({"text": "a", "url": "example.org/a"}, "url that cannot be read"),
        ({"text": "a", "url": "http://example.org:hundert/"}, "url that cannot be read"),
        ({"text": "a", "url": "http://[example.org/"}, "url that cannot be read"),
    ],
)
def test_what_cannot_be_read_is_named(value: Any, problem: str) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read(value)

    assert str(caught.value).startswith("a.json: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize("value", [{"title": "Kopf"}, {"text": ""}, {"text": " \n"}, {"text": ["a"]}])
def test_json_without_text_is_refused_with_the_names_of_the_field(value: Any) -> None:
    with pytest.raises(UnsupportedInputError, match=r'has no text. Put .* "text" \(or "articleBody"'):
        read(value)


@pytest.mark.parametrize("value", [[{"text": "a"}], "17", "null", '"Text"'])
def test_json_that_is_no_object_is_refused(value: Any) -> None:
    with pytest.raises(
        UnsupportedInputError, match=r"instead of an object. .* one a line into a .jsonl file"
    ):
        read(value)


def test_a_line_is_named_by_its_url_else_its_id_else_its_number(tmp_path: Path) -> None:
    lines = (
        '{"text": "Eins.", "id": "e-1", "url": "https://example.org/1"}\n'
        '{"text": "Zwei.", "id": "e-2"}\n'
        "\n"
        '{"text": "Drei."}'
    )

    articles = read_lines(tmp_path / "alle.jsonl", lines)

    assert [article.name for article in articles if isinstance(article, Article)] == [
        "https://example.org/1",
        "e-2",
        "alle.jsonl#4",
    ]


def test_a_line_that_cannot_be_read_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "alle.jsonl"

    first, broken, wrong, last = read_lines(path, '{"text": "Eins."}\n{"text"\n[]\n{"text": "Vier."}\n')

    assert isinstance(first, Article)
    assert str(broken).startswith(f"{path}, line 2: is not JSON (column 8: ")
    assert str(wrong).startswith(f"{path}, line 3: is JSON, but a list")
    assert isinstance(last, Article)


def test_a_line_beyond_the_limit_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = '{"text": "' + "x" * 22_000_000 + '"}\n{"text": "Zwei."}\n'

    too_large, second = read_lines(tmp_path / "alle.jsonl", lines)

    assert isinstance(too_large, TooLargeError)
    assert isinstance(second, Article)


def test_lines_without_any_article_are_an_error(tmp_path: Path) -> None:
    [error] = read_lines(tmp_path / "leer.jsonl", "\n \n")

    assert "is empty" in str(error)
