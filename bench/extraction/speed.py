"""Measure how fast articles are read, in one process: ``python -m bench.extraction.speed``."""

import argparse
import time
from pathlib import Path

from kg.article import Article
from kg.language import extract
from kg.readers import article_files, read_file
from kg.resources import resource

WORDS_AN_ARTICLE = 300


def main() -> None:
    """Extract from the articles again and again; print articles of 300 words a second."""
    options = _options()
    articles = [
        entry
        for path in article_files([options.articles])
        for entry in read_file(path)
        if isinstance(entry, Article)
    ]
    words = sum(len(article.text.split()) for article in articles)
    started = time.perf_counter()
    for article in articles:
        extract(article)
    first = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(options.rounds):
        for article in articles:
            extract(article)
    rate = options.rounds * words / WORDS_AN_ARTICLE / (time.perf_counter() - started)
    print(
        f"{len(articles)} articles, {words} words; first round {first:.2f} s, loading of the models included"
    )
    print(f"{rate:.1f} articles of {WORDS_AN_ARTICLE} words a second over {options.rounds} more rounds")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed of extraction.")
    parser.add_argument(
        "--articles", type=Path, default=resource("seeds/articles"), help="folder of articles"
    )
    parser.add_argument("--rounds", type=int, default=10, help="how often they are extracted from")
    return parser.parse_args()


if __name__ == "__main__":
    main()
