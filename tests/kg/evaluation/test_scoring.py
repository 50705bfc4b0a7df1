"""What counts as found, missed, invented and wrong in the extraction of an article."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UnreadableInputError
from kg.evaluation import ArticleScore, Evaluation, gold_files, score

TEXT = "Laut Ada Lund sind etwa 300 Boote in Aalborg, sagte Bo Falk am Montag."
ADA = {"id": "ada", "type": "Person", "name": "Ada Lund", "mentions": [[5, 13]]}
BO = {"id": "bo", "type": "Person", "name": "Bo Falk", "mentions": [[52, 59]]}


def estimate(**changes: Any) -> dict[str, Any]:
    return {
        "span": [19, 27],
        "lower": 300,
        "upper": 300,
        "qualifier": "approximately",
        "estimated_by": "ada",
    } | changes


def statement(**changes: Any) -> dict[str, Any]:
    return {"type": "indirect", "content": [[14, 44]], "speaker": "bo", "relayed_by": []} | changes


def annotation(**lists: Any) -> dict[str, Any]:
    return {"actors": [ADA, BO], "locations": [], "statements": [], "estimates": []} | lists


def value(scored: ArticleScore, measure: str) -> float:
    return scored.figures[measure].value


def differences(scored: ArticleScore, measure: str) -> list[tuple[str, str]]:
    return [(d.kind, d.words) for d in scored.differences if d.measure == measure]


def test_a_perfect_extraction_scores_one_and_leaves_nothing_to_say() -> None:
    gold = annotation(
        estimates=[estimate()],
        statements=[statement(relayed_by=["ada"])],
        locations=[{"mentions": [[37, 44]]}],
    )

    scored = score(gold, gold, TEXT)

    assert {figure.value for figure in scored.figures.values()} == {1.0}
    assert scored.differences == ()


def test_a_figure_with_another_bound_is_both_missed_and_invented() -> None:
    scored = score(annotation(estimates=[estimate()]), annotation(estimates=[estimate(upper=None)]), TEXT)

    assert value(scored, "estimates") == 0.0
    assert differences(scored, "estimates") == [("missed", "etwa 300"), ("invented", "etwa 300")]


def test_a_figure_is_found_when_any_part_of_its_words_is() -> None:
    scored = score(annotation(estimates=[estimate()]), annotation(estimates=[estimate(span=[24, 27])]), TEXT)

    assert value(scored, "estimates") == 1.0


def test_a_wrong_qualifier_lowers_the_qualifier_alone() -> None:
    scored = score(
        annotation(estimates=[estimate()]), annotation(estimates=[estimate(qualifier="exact")]), TEXT
    )

    assert value(scored, "estimates") == 1.0
    assert value(scored, "est.qualifier") == 0.0
    assert [d.detail for d in scored.differences] == ["expected approximately, found exact"]


@pytest.mark.parametrize("source", ["bo", None])
def test_a_figure_ascribed_to_somebody_else_has_the_wrong_source(source: str | None) -> None:
    scored = score(
        annotation(estimates=[estimate()]), annotation(estimates=[estimate(estimated_by=source)]), TEXT
    )

    assert value(scored, "estimates") == 1.0
    assert value(scored, "est.source") == 0.0


def test_a_figure_that_is_rightly_nobodys_has_the_right_source() -> None:
    figures = annotation(estimates=[estimate(estimated_by=None)])

    assert value(score(figures, figures, TEXT), "est.source") == 1.0


@pytest.mark.parametrize(("end", "expected"), [(29, 1.0), (28, 0.0)])
def test_a_statement_is_found_when_half_of_the_characters_are_shared(end: int, expected: float) -> None:
    scored = score(
        annotation(statements=[statement()]), annotation(statements=[statement(content=[[14, end]])]), TEXT
    )

    assert value(scored, "statements") == expected


def test_a_statement_in_two_pieces_is_compared_as_a_whole() -> None:
    pieces = statement(content=[[14, 30], [31, 44]])

    scored = score(annotation(statements=[statement()]), annotation(statements=[pieces]), TEXT)

    assert value(scored, "statements") == 1.0


def test_a_statement_of_another_speaker_is_found_but_not_attributed() -> None:
    scored = score(
        annotation(statements=[statement()]), annotation(statements=[statement(speaker="ada")]), TEXT
    )

    assert value(scored, "statements") == 1.0
    assert value(scored, "attributed") == 0.0
    assert [d.detail for d in scored.differences] == ["expected Bo Falk, found Ada Lund"]


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param({"name": "Falk", "mentions": [[55, 59]]}, id="that shares a mention"),
        pytest.param(
            {"name": "BO FALKS", "mentions": []}, id="of that name, in another case and the genitive"
        ),
    ],
)
def test_an_actor_is_the_same_one(actor: dict[str, Any]) -> None:
    found = annotation(actors=[{"id": "x", "type": "Person", **actor}], statements=[statement(speaker="x")])

    scored = score(annotation(statements=[statement()]), found, TEXT)

    assert value(scored, "attributed") == 1.0


def test_a_wrong_type_of_statement_lowers_the_type_alone() -> None:
    scored = score(
        annotation(statements=[statement()]), annotation(statements=[statement(type="direct")]), TEXT
    )

    assert value(scored, "attributed") == 1.0
    assert value(scored, "st.type") == 0.0


def test_a_relay_that_is_not_found_is_missed() -> None:
    gold = annotation(statements=[statement(relayed_by=["ada", "bo"])])
    found = annotation(statements=[statement(relayed_by=["ada"])])

    scored = score(gold, found, TEXT)

    assert value(scored, "st.relay") == pytest.approx(2 / 3)
    assert [(d.kind, d.detail) for d in scored.differences] == [("missed", "Bo Falk")]


def test_a_relay_that_is_not_expected_is_invented() -> None:
    gold = annotation(statements=[statement(relayed_by=["ada"])])
    found = annotation(statements=[statement(relayed_by=["ada", "bo"])])

    scored = score(gold, found, TEXT)

    assert value(scored, "st.relay") == pytest.approx(2 / 3)
    assert [(d.kind, d.detail) for d in scored.differences] == [("invented", "Bo Falk")]


def test_the_relays_of_a_statement_that_is_missed_or_invented_are_so_too() -> None:
    relayed = annotation(statements=[statement(relayed_by=["ada"])])

    assert ("missed", "Ada Lund") in [
        (d.kind, d.detail) for d in score(relayed, annotation(), TEXT).differences
    ]
    assert ("invented", "Ada Lund") in [
        (d.kind, d.detail) for d in score(annotation(), relayed, TEXT).differences
    ]


def test_a_mention_of_an_actor_counts_with_the_right_type_only() -> None:
    group = annotation(actors=[ADA, BO | {"type": "Group"}])

    scored = score(annotation(), group, TEXT)

    assert value(scored, "actors") == 0.5
    assert differences(scored, "actors") == [("missed", "Bo Falk"), ("invented", "Bo Falk")]


def test_each_item_is_matched_once() -> None:
    scored = score(annotation(estimates=[estimate()]), annotation(estimates=[estimate(), estimate()]), TEXT)

    tally = scored.figures["estimates"]
    assert (tally.right, tally.gold, tally.predicted) == (1, 1, 2)


def test_an_article_without_anything_to_find_scores_zero_not_an_error() -> None:
    assert {figure.value for figure in score({}, {}, TEXT).figures.values()} == {0.0}


@pytest.mark.parametrize(
    "gold",
    [
        pytest.param(annotation(estimates=[{"lower": 1}]), id="a figure without a span"),
        pytest.param(annotation(statements=[statement(speaker="nobody")]), id="an actor that is not listed"),
        pytest.param(annotation(estimates=[estimate(span=[1])]), id="half a span"),
        pytest.param({"actors": "all"}, id="a list that is none"),
    ],
)
def test_gold_of_another_form_is_refused_by_name(gold: dict[str, Any]) -> None:
    with pytest.raises(UnreadableInputError, match=r"^harbour\.json: does not have the form"):
        score(gold, {}, TEXT, "harbour.json")


@pytest.mark.shared
def test_the_figures_are_those_of_the_reference_scorer(reference: Path, tmp_path: Path) -> None:
    """The same predictions, a mixture of right and wrong ones, give the same figures to the fourth place."""
    gold_dir, text_dir = reference / "gold", reference / "seeds"
    scores = []
    for path in gold_files(gold_dir):
        gold = json.loads(path.read_text(encoding="utf-8"))
        predicted = flawed(gold)
        (tmp_path / path.name).write_text(json.dumps(predicted), encoding="utf-8")
        text = (text_dir / f"{path.stem}.txt").read_text(encoding="utf-8")
        scores.append(score(gold, predicted, text, path.name))
    script = reference / "tools" / "score_extraction.py"

    result = subprocess.run(
        [sys.executable, script, gold_dir, text_dir, "--predictions", tmp_path, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )

    ours = {name: round(figure.value, 4) for name, figure in Evaluation(tuple(scores)).total.items()}
    assert ours == json.loads(result.stdout)
    assert {name for name, figure in ours.items() if figure in (0, 1)} == set()


def flawed(gold: dict[str, Any]) -> dict[str, Any]:
    """Spoil every third item of each list in ways that each measure notices, and shift every second span."""
    spoilt: dict[str, Any] = json.loads(json.dumps(gold))
    names = [actor["id"] for actor in spoilt["actors"]]
    for number, item in enumerate(spoilt["statements"]):
        item["content"] = [
            [start, start + 1 + (end - start) * (number % 4) // 3] for start, end in item["content"]
        ]
        item["type"] = "direct" if number % 3 == 0 else item["type"]
        item["speaker"] = names[0] if number % 3 == 1 else item["speaker"]
        item["relayed_by"] = names[:2] if number % 5 == 0 else item["relayed_by"]
    for number, item in enumerate(spoilt["estimates"]):
        item["upper"] = None if number % 4 == 0 else item["upper"]
        item["qualifier"] = "between" if number % 3 == 1 else item["qualifier"]
        item["estimated_by"] = None if number % 3 == 2 else item["estimated_by"]
    for number, item in enumerate([*spoilt["actors"], *spoilt["locations"]]):
        item["mentions"] = [[start, end + 3 * (number % 5)] for start, end in item["mentions"]]
        item["name"] = f"{item['name']}?"
    spoilt["estimates"] = spoilt["estimates"][1:] + spoilt["estimates"][:1] * 2
    return spoilt
