"""Figures beside those of an earlier time and beside the least that they may be."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.evaluation.figures import Figures

Values = Mapping[str, float]
"""A figure by the name of its measure."""


def comparison(now: Figures, recorded: Values, floors: Values | None = None) -> list[str]:
    """Return the lines of a table: each figure, what was recorded of it, the difference, and its floor.

    Args:
        now: the figures.
        recorded: what they were; a measure may be absent.
        floors: the least that they may be, if there is such a thing; a measure may be absent.
    """
    head = f"{'':15}{'now':>7}{'recorded':>10}{'difference':>12}"
    lines = [head + ("" if floors is None else f"{'floor':>8}")]
    for name, figure in now.items():
        before = recorded.get(name)
        difference = "-" if before is None else f"{round(figure.value - before, 3) + 0:+.3f}"
        line = f"{name:15}{figure.value:7.3f}{_shown(before):>10}{difference:>12}"
        lines.append(line + ("" if floors is None else f"{_shown(floors.get(name)):>8}"))
    return lines


def below_floor(now: Figures, floors: Values) -> list[str]:
    """Return the measures whose figure is below its floor."""
    return [name for name, figure in now.items() if figure.value < floors.get(name, 0)]


def by_article(scores: Sequence[tuple[str, Figures]]) -> list[str]:
    """Return the lines of a table with the figures of each article, a dash where there is nothing to find."""
    width = max((len(name) for name, _ in scores), default=0) + 1
    names = list(scores[0][1]) if scores else []
    lines = [" " * width + "".join(f"{name:>{_column(name)}}" for name in names)]
    for article, figures in scores:
        cells = [f"{figures[name].value:.3f}" if figures[name].defined else "-" for name in names]
        row = (f"{cell:>{_column(name)}}" for name, cell in zip(names, cells, strict=True))
        lines.append(f"{article:{width}}" + "".join(row))
    return lines


def recorded_figures(path: Path) -> Values:
    """Return the figures of all articles from the JSON of an earlier evaluation (`Evaluation.to_json`).

    Raises:
        UnreadableInputError: it is not that.
    """
    try:
        total = json.loads(path.read_text(encoding="utf-8"))["total"]
        return {name: float(figure["value"]) for name, figure in total.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "Name a file that kg evaluate --json has written."
        raise UnreadableInputError(str(path), "holds no figures of an evaluation", remedy) from error


def _column(name: str) -> int:
    return max(len(name), 5) + 2


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
