"""Plain text: kept to the character, with the date line and the headline recognised."""

from pathlib import Path

from kg.article import Article
from kg.readers import read_bytes, read_file


def read(text: str) -> Article:
    return read_bytes(text.encode(), "text/plain", "a.txt")


def test_offsets_are_code_points_of_the_file_as_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff28.10.2024\r\n\r\nU\u0308ber 𝟛 Brücken\r\nsagte sie.\n ".encode())

    [article] = read_file(path)

    assert isinstance(article, Article)
    with path.open(encoding="utf-8", newline="") as stream:
        assert article.text == stream.read()
    assert article.text[article.body_start :].startswith("U\u0308ber 𝟛")
    assert article.published == "2024-10-28"


def test_without_date_line_everything_is_prose() -> None:
    article = read("Am 3. Mai 2024 sagte sie ab.")

    assert (article.published, article.body_start) == (None, 0)


def test_a_short_first_line_without_full_stop_is_the_headline_and_stays_in_the_prose() -> None:
    article = read("2024-10-28\nRutte nennt Einsatz „gefährlich“\nDie Nato bestätigte ihn.")

    assert article.title == "Rutte nennt Einsatz „gefährlich“"
    assert article.text[article.body_start :].startswith("Rutte nennt")


def test_a_sentence_is_no_headline() -> None:
    assert read("Die Nato bestätigte den Einsatz.\nEr dauert an.").title is None
    assert read("„Es ist genug.“\nDas sagte sie.").title is None
    assert read("Wort " * 40 + "\nEr dauert an.").title is None
    assert read("Nur eine Zeile").title is None


def test_the_real_article_with_a_date_before_its_first_sentence_begins_after_it(reference: Path) -> None:
    [article] = read_file(reference / "seeds" / "004_ae0beace49f3bd54.txt")

    assert isinstance(article, Article)
    assert article.published == "2024-10"
    assert article.text[: article.body_start] == " date 2024-10 "
