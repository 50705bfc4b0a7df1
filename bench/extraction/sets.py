"""The sets that extraction is measured on, as ``floors.toml`` names them, and the figures last recorded."""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.extraction.names import evaluate_names
from bench.extraction.specifications import evaluate_specifications
from kg.evaluation import Evaluation, evaluate, evaluate_quotations

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
FIGURES = HERE / "figures.json"

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is measured on a set: its files or folders, what evaluates them, and what it consists of."""

    parts: tuple[str, ...]
    evaluate: Callable[..., Evaluation]
    items: str


KINDS = {
    "articles": Kind(("annotations", "texts"), evaluate, "articles"),
    "quotations": Kind(("corpus",), evaluate_quotations, "articles"),
    "names": Kind(("corpus",), evaluate_names, "sentences"),
    "specifications": Kind(("folder",), evaluate_specifications, "cases"),
}


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """A set with the least that its figures may be.

    Attributes:
        name: what it is called.
        kind: what is measured on it.
        paths: the files or folders that make it up.
        floors: the floor of a figure by its measure.
        on_request: whether it is measured only when it is named.
        held_out: whether nobody may look at its errors.
    """

    name: str
    kind: Kind
    paths: tuple[Path, ...]
    floors: Values
    on_request: bool = False
    held_out: bool = False

    @property
    def absent(self) -> Path | None:
        """What is not there of the files that make it up."""
        return next((path for path in self.paths if not path.exists()), None)

    def evaluate(self) -> Evaluation:
        """Extract from the set and score what comes out.

        Raises:
            KgError: the set cannot be read.
        """
        return self.kind.evaluate(*self.paths)


def measured_sets(file: Path = FLOORS) -> dict[str, MeasuredSet]:
    """Return the sets of a file of floors by name; paths in it are relative to its folder."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _measured_set(name, table, file.parent) for name, table in tables.items()}


def recorded(file: Path = FIGURES) -> dict[str, Values]:
    """Return the figures last recorded, by set and measure."""
    figures: dict[str, Values] = json.loads(file.read_text(encoding="utf-8"))
    return figures


def record(now: Mapping[str, Values], file: Path = FIGURES) -> None:
    """Write figures down in place of those of the same sets."""
    merged = {**recorded(file), **now}
    in_order = {name: merged[name] for name in measured_sets() if name in merged}
    file.write_text(json.dumps(in_order, indent=2) + "\n", encoding="utf-8")


def _measured_set(name: str, table: Mapping[str, Any], folder: Path) -> MeasuredSet:
    kind = KINDS[table["kind"]]
    return MeasuredSet(
        name=name,
        kind=kind,
        paths=tuple(folder / table[part] for part in kind.parts),
        floors=table.get("floors", {}),
        on_request=table.get("on_request", False),
        held_out=table.get("held_out", False),
    )
