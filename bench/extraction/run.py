"""Measure extraction quality, compared with recorded figures and floors: ``python -m bench.extraction.run``.

The exit status is 1 when a figure is below its floor, 2 when a set cannot be read.
"""

import argparse
import os
import sys

from bench.extraction.sets import MeasuredSet, Values, measured_sets, record, recorded
from kg.errors import KgError
from kg.evaluation import Evaluation
from kg.evaluation.comparison import below_floor, by_article, comparison

MOST_ARTICLES = 20
"""Figures of single articles are shown unasked for sets of up to so many."""


def main() -> int:
    """Measure the sets that are named, or all that are not only on request; return the exit status."""
    sets = measured_sets()
    options = _options(sets)
    named = options.sets or [name for name, each in sets.items() if not each.on_request]
    before, now = recorded(), {}
    status = 0
    try:
        for each in map(sets.__getitem__, named):
            evaluation = evaluated(each)
            if evaluation is None:
                status = max(status, int(os.environ.get("CI") == "true"))
                continue
            if not each.held_out:  # errors that somebody has seen make it a development set
                show(evaluation, articles=options.articles, differences=options.differences)
            status = max(status, compare(each, evaluation, before.get(each.name, {})))
            now[each.name] = {name: round(figure.value, 4) for name, figure in evaluation.total.items()}
    except KgError as error:
        print(error, file=sys.stderr)
        return 2
    if options.record:
        record(now)
    return status


def evaluated(measured: MeasuredSet) -> Evaluation | None:
    """Evaluate one set and say so; None when it is not there.

    Raises:
        KgError: it cannot be read.
    """
    if measured.absent:
        print(f"{measured.name}: not measured, {measured.absent} is not there (see bench/README.md)")
        return None
    evaluation = measured.evaluate()
    print(f"{measured.name}: {len(evaluation.articles)} {measured.kind.items}")
    return evaluation


def show(evaluation: Evaluation, *, articles: bool, differences: bool) -> None:
    """Print the figures of single articles where they are few or asked for, and differences on request."""
    if differences:
        print(evaluation.to_text(), end="\n\n")
    elif articles or len(evaluation.articles) <= MOST_ARTICLES:
        _print(by_article([(score.article, score.figures) for score in evaluation.articles]))


def compare(measured: MeasuredSet, evaluation: Evaluation, before: Values) -> int:
    """Print each figure beside what is recorded of it; return 1 when one is below its floor."""
    _print(comparison(evaluation.total, before, measured.floors))
    fallen = below_floor(evaluation.total, measured.floors)
    if fallen:
        print(f"  Below the floor: {', '.join(fallen)}.")
    return 1 if fallen else 0


def _print(lines: list[str]) -> None:
    for line in lines:
        print(f"  {line}")


def _options(sets: dict[str, MeasuredSet]) -> argparse.Namespace:
    asked = ", ".join(name for name, each in sets.items() if each.on_request)
    parser = argparse.ArgumentParser(description="Measure extraction quality.")
    parser.add_argument(
        "sets",
        nargs="*",
        metavar="SET",
        help=f"measure only these of {', '.join(sets)} (default: all but {asked})",
    )
    parser.add_argument("--articles", action="store_true", help="show the figures of each article")
    parser.add_argument("--differences", action="store_true", help="show what was missed and invented, too")
    parser.add_argument("--record", action="store_true", help="write the figures to figures.json")
    options = parser.parse_args()
    unknown = [name for name in options.sets if name not in sets]
    if unknown:
        parser.error(f"there is no set {unknown[0]}; there are {', '.join(sets)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
