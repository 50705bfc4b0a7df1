"""Measure how fast articles are read, in one process: ``python -m bench.extraction.speed``."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from kg.article import Article
from kg.language import extract
from kg.readers import article_files, read_file
from kg.resources import resource

WORDS_AN_ARTICLE = 300


def main() -> None:
    """Extract from the same articles again and again; print articles of 300 words a second."""
    options = _options()
    articles = _articles(options.articles)
    words = sum(len(article.text.split()) for article in articles)
    first = _seconds(articles)
    rates = [words / WORDS_AN_ARTICLE / _seconds(articles) for _ in range(options.rounds)]
    print(
        f"{len(articles)} articles, {words} words; first round {first:.2f} s, loading of the models included"
    )
    print(f"articles of {WORDS_AN_ARTICLE} words a second, over {options.rounds} more rounds:")
    print(f"median {median(rates):.0f}, best {max(rates):.0f}")


def _articles(folder: Path) -> list[Article]:
    entries = (entry for path in article_files([folder]) for entry in read_file(path))
    return [entry for entry in entries if isinstance(entry, Article)]


def _seconds(articles: Sequence[Article]) -> float:
    started = time.perf_counter()
    for article in articles:
        extract(article)
    return time.perf_counter() - started


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed of extraction.")
    parser.add_argument(
        "--articles", type=Path, default=resource("seeds/articles"), help="folder of articles"
    )
    parser.add_argument("--rounds", type=int, default=20, help="how often they are extracted from")
    return parser.parse_args()


if __name__ == "__main__":
    main()
