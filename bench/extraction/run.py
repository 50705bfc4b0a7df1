"""Measure extraction quality and compare it with the recorded figures: ``python -m bench.extraction.run``.

The exit status is 1 when a figure is below its floor.
"""

import argparse
import os
import sys
import tomllib
from pathlib import Path

from kg.errors import KgError
from kg.evaluation import MEASURES, Evaluation, evaluate

CHECKOUT = Path(__file__).parents[2]
REFERENCE = CHECKOUT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Run the evaluation; return the exit status."""
    options = _options()
    if not options.gold.is_dir():
        print(f"Quality was not measured: there is no gold at {options.gold} (see bench/README.md).")
        return 1 if os.environ.get("CI") == "true" else 0
    try:
        evaluation = evaluate(options.gold, options.texts)
    except KgError as error:
        print(error, file=sys.stderr)
        return 2
    if options.differences:
        print(evaluation.to_text(), end="\n\n")
    return _compare(evaluation, tomllib.loads(FLOORS.read_text(encoding="utf-8")))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure extraction quality against gold.")
    parser.add_argument("--gold", type=Path, default=REFERENCE / "gold", help="folder of gold X.json")
    parser.add_argument("--texts", type=Path, default=REFERENCE / "seeds", help="folder of articles X.txt")
    parser.add_argument("--differences", action="store_true", help="show what was missed and invented")
    return parser.parse_args()


def _compare(evaluation: Evaluation, records: dict[str, dict[str, float]]) -> int:
    """Print each figure beside what was recorded; return 1 when one is below its floor."""
    print(f"{'measure':15}{'now':>7}{'recorded':>10}{'floor':>7}")
    fallen = []
    for measure in MEASURES:
        value = evaluation.total[measure].value
        record = records.get(measure, {})
        print(f"{measure:15}{value:7.3f}{_figure(record, 'recorded'):>10}{_figure(record, 'floor'):>7}")
        if value < record.get("floor", 0):
            fallen.append(measure)
    if fallen:
        print(f"Below the floor: {', '.join(fallen)}.")
    return 1 if fallen else 0


def _figure(record: dict[str, float], name: str) -> str:
    return f"{record[name]:.3f}" if name in record else "-"


if __name__ == "__main__":
    sys.exit(main())
