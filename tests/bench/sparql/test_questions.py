"""The questions of the mix."""

import random

import pytest
from pyoxigraph import Store

from bench.sparql.news.dataset import News
from bench.sparql.questions import GRAPH, LOOK_UP, SOLUTIONS, Question, questions


@pytest.fixture(scope="module")
def parameters() -> dict[str, list[str]]:
    news = News(2_000, 4)
    list(news.quads())
    return news.parameters()


def test_there_are_at_least_fifteen_and_the_look_up_is_one_of_them() -> None:
    assert len(questions()) >= 15
    assert LOOK_UP in {question.name for question in questions()}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_each_says_what_it_asks_and_is_sparql(question: Question, parameters: dict[str, list[str]]) -> None:
    query = question.asked(parameters, random.Random(1))

    Store().query(query)

    assert question.meaning.endswith(".")
    assert question.accept == (GRAPH if "CONSTRUCT" in query else SOLUTIONS)


def test_the_same_name_is_the_same_thing_and_a_number_makes_it_another_draw() -> None:
    question = Question("q", "", "{actor} {actor} {actor2}")
    parameters = {"actor": [str(number) for number in range(1000)]}

    first, again, other = question.asked(parameters, random.Random(1)).split()

    assert first == again != other
