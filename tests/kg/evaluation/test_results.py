"""What an evaluation shows: each article with its differences, and all together."""

import json

from kg.evaluation import ArticleScore, Difference, Evaluation
from kg.evaluation.figures import MacroF1, Tally
from kg.evaluation.results import LONGEST_QUOTE, shortened

MISSED = Difference("missed", "estimates", "etwa 300", "lower 300, upper 300")
HARBOUR = ArticleScore("harbour.json", {"estimates": Tally(1, 1, 1)}, ())
BRIDGE = ArticleScore("bridge.json", {"estimates": Tally(0, 3, 0)}, (MISSED,))


def test_the_total_adds_counts_before_it_divides() -> None:
    total = Evaluation((HARBOUR, BRIDGE)).total["estimates"]

    assert total == Tally(1, 4, 1)
    assert (total.precision, total.recall, total.value) == (1.0, 0.25, 0.4)


def test_averages_weigh_every_pair_alike() -> None:
    one = ArticleScore("a", {"cue": MacroF1(1.0, 1, 0.5, 1)}, ())
    other = ArticleScore("b", {"cue": MacroF1(0.0, 3, 3.0, 3)}, ())

    total = Evaluation((one, other)).total["cue"]

    assert (total.precision, total.recall) == (0.25, 0.875)


def test_the_text_shows_each_article_with_its_differences_and_then_the_total() -> None:
    lines = Evaluation((BRIDGE, HARBOUR)).to_text().splitlines()

    assert lines[0] == "bridge.json"
    assert lines[1].split() == ["missed", "estimates", "etwa", "300", "[lower", "300,", "upper", "300]"]
    assert lines[-2] == "All articles"
    assert lines[-1].split()[:2] == ["estimates", "0.400"]


def test_the_json_holds_the_same_figures() -> None:
    data = json.loads(json.dumps(Evaluation((BRIDGE,)).to_json()))

    assert data["total"]["estimates"] == {"value": 0.0, "right": 0, "gold": 3, "predicted": 0}
    assert data["articles"][0]["article"] == "bridge.json"
    assert data["articles"][0]["differences"][0]["words"] == "etwa 300"


def test_a_long_passage_is_cut_and_stands_on_one_line() -> None:
    assert shortened("etwa\n 300") == "etwa 300"
    assert len(shortened("Boot " * 100)) == LONGEST_QUOTE
