"""Measure extraction quality and compare it with the recorded figures: ``python -m bench.extraction.run``.

The exit status is 1 when a figure is below its floor, 2 when gold or articles cannot be read.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.evaluation import MEASURES, Evaluation, evaluate

HERE = Path(__file__).parent
OWN = HERE / "gold"
REFERENCE = HERE.parents[2] / "shared"
FLOORS = HERE / "floors.toml"

Records = Mapping[str, Mapping[str, float]]
"""For a measure, its ``floor`` and the figure last ``recorded``; either may be absent."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Articles with what a careful reader finds in them."""

    name: str
    gold: Path
    texts: Path


SETS = (
    GoldSet("own", OWN / "annotations", OWN / "texts"),
    GoldSet("reference", REFERENCE / "gold", REFERENCE / "seeds"),
)


def main() -> int:
    """Measure the sets of the project, or the one that is named; return the exit status."""
    options = _options()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    sets = [GoldSet("named", options.gold, options.texts)] if options.gold else SETS
    try:
        return max(measure(each, floors.get(each.name, {}), differences=options.differences) for each in sets)
    except KgError as error:
        print(error, file=sys.stderr)
        return 2


def measure(gold_set: GoldSet, records: Records, *, differences: bool) -> int:
    """Measure one set, print its figures and return the exit status.

    A set that is absent is passed over, but fails on the build machine (``CI=true``).

    Raises:
        KgError: gold or an article cannot be read.
    """
    if not gold_set.gold.is_dir():
        print(f"{gold_set.name}: not measured, there is no gold at {gold_set.gold} (see bench/README.md)")
        return 1 if os.environ.get("CI") == "true" else 0
    evaluation = evaluate(gold_set.gold, gold_set.texts)
    if differences:
        print(evaluation.to_text(), end="\n\n")
    print(f"{gold_set.name}: {len(evaluation.articles)} articles")
    return compare(evaluation, records)


def compare(evaluation: Evaluation, records: Records) -> int:
    """Print each figure beside what is recorded of it; return 1 when one is below its floor."""
    print(f"  {'':15}{'now':>7}{'recorded':>10}{'floor':>7}")
    fallen = []
    for name in MEASURES:
        value = evaluation.total[name].value
        record = records.get(name, {})
        print(f"  {name:15}{value:7.3f}{_figure(record, 'recorded'):>10}{_figure(record, 'floor'):>7}")
        if value < record.get("floor", 0):
            fallen.append(name)
    if fallen:
        print(f"  Below the floor: {', '.join(fallen)}.")
    return 1 if fallen else 0


def _figure(record: Mapping[str, float], name: str) -> str:
    return f"{record[name]:.3f}" if name in record else "-"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure extraction quality against gold.")
    parser.add_argument("--gold", type=Path, help="measure this folder of X.json instead")
    parser.add_argument("--texts", type=Path, help="its folder of articles X.txt (default: the same)")
    parser.add_argument("--differences", action="store_true", help="show what was missed and invented")
    options = parser.parse_args()
    options.texts = options.texts or options.gold
    return options


if __name__ == "__main__":
    sys.exit(main())
