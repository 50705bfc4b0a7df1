"""Extractors that do what an extractor must not do, each in one way."""

from dataclasses import replace
from typing import Any

from kg.article import Article
from kg.errors import UnsupportedInputError
from kg.language.extraction import Actor, Extraction, Span, Statement

VERSION = "1.0"
ADA = Actor(id="ada-lund", type="Person", name="Ada Lund", mentions=(Span(0, 8),))
SAID = Statement(id="s1", type="direct", content=(Span(0, 8),), speaker="ada-lund")


def _extraction(article: Article, actor: Actor, statement: Statement) -> Extraction:
    return Extraction(article=article.name, language="de", actors=(actor,), statements=(statement,))


def raise_error(article: Article) -> Extraction:
    raise RuntimeError("the model is gone")


def refuse(article: Article) -> Extraction:
    raise UnsupportedInputError(article.name, "is no transcript")


def return_nothing(article: Article) -> None:
    return None


def name_a_stranger(article: Article) -> Extraction:
    return _extraction(article, ADA, replace(SAID, speaker="bo-falk"))


def give_no_spans(article: Article) -> Extraction:
    content: Any = (0, 8)
    return _extraction(article, ADA, replace(SAID, content=content))


def give_another_type(article: Article) -> Extraction:
    type_: Any = "quote"
    return _extraction(article, ADA, replace(SAID, type=type_))


def give_no_date(article: Article) -> Extraction:
    said_on: Any = "am Montag"
    return _extraction(article, ADA, replace(SAID, said_on=said_on))


def point_beyond_the_text(article: Article) -> Extraction:
    return _extraction(article, ADA, replace(SAID, content=(Span(0, len(article.text) + 1),)))
