"""The sample articles: each format is there, each can be read, and each is our own writing."""

import re
from pathlib import Path

from kg.article import Article
from kg.readers import article_files, read_file
from kg.resources import resource

SHINGLE = 6
QUOTATION = re.compile(r'„[^“”"]*[“”"]|«[^»]*»|»[^«]*«|›[^‹]*‹|"[^"]*"')
LONGEST_QUOTATION = 12


def seeds() -> list[Article]:
    found = [read for path in article_files([resource("seeds/articles")]) for read in read_file(path)]
    return [article for article in found if isinstance(article, Article)]


def words(text: str) -> list[str]:
    return re.findall(r"\d[\d.,]*\d|\w+", text.casefold())


def shingles(text: str) -> set[tuple[str, ...]]:
    sequence = words(text)
    return {tuple(sequence[i : i + SHINGLE]) for i in range(len(sequence) - SHINGLE + 1)}


def test_every_seed_can_be_read() -> None:
    files = article_files([resource("seeds/articles")])

    assert [error for path in files for error in read_file(path) if isinstance(error, Exception)] == []


def test_there_is_a_seed_in_every_form_that_a_person_would_write() -> None:
    files = article_files([resource("seeds/articles")])

    assert {"".join(path.suffixes) for path in files} == {
        ".txt",
        ".txt.gz",
        ".md",
        ".html",
        ".json",
        ".jsonl",
    }


def test_there_are_ten_seeds_with_names_of_their_own_and_the_length_of_a_report() -> None:
    articles = seeds()

    assert len({article.name for article in articles}) == len(articles) >= 10
    assert [a.name for a in articles if not 120 <= len(words(a.text[a.body_start :])) <= 300] == []


def test_one_seed_has_no_date_and_all_others_have_one() -> None:
    assert [article.name for article in seeds() if article.published is None] == ["nordkorea-kursk.txt"]


def test_a_quotation_in_a_seed_is_a_sentence_or_two() -> None:
    quotations = [quotation for article in seeds() for quotation in QUOTATION.findall(article.text)]

    assert [q for q in quotations if len(words(q)) > LONGEST_QUOTATION] == []
    assert len(quotations) > 25


def test_no_seed_shares_six_words_in_a_row_with_a_real_article_outside_of_quotations(reference: Path) -> None:
    real = set[tuple[str, ...]]()
    for path in (reference / "seeds").glob("*.txt"):
        real |= shingles(path.read_text(encoding="utf-8"))

    shared = {
        " ".join(shingle)
        for article in seeds()
        for passage in QUOTATION.split(article.text)
        for shingle in shingles(passage) & real
    }

    assert len(real) > 1000
    assert shared == set()
