"""`kg evaluate`: how good extraction is, by what people annotated."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.command import Command
from kg.cli.extractor import extractor_option
from kg.cli.output import say

if TYPE_CHECKING:
    from kg.evaluation import Evaluation


@click.command(
    cls=Command,
    examples=(
        "kg evaluate gold articles",
        "kg evaluate gold articles --json > before.json",
        "kg evaluate gold articles --compare before.json",
        "kg evaluate quotations.jsonl.gz",
    ),
)
@click.argument("gold", type=click.Path(path_type=Path, exists=True))
@click.argument("text_dir", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as a JSON object.")
@click.option(
    "--compare",
    "earlier",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="End with a comparison with what --json printed before.",
)
@extractor_option
def evaluate(gold: Path, text_dir: Path | None, as_json: bool, earlier: Path | None, extractor: str) -> None:
    """Compare what is extracted with what people found.

    GOLD is a folder: what is extracted from TEXT_DIR/X.txt is compared with GOLD/X.json. Or GOLD is a file of
    articles with annotated quotations (.jsonl, .jsonl.gz), which holds the texts itself.
    """
    if as_json and earlier:
        raise click.UsageError("--compare is for people; it cannot be had with --json.")
    from kg.evaluation.comparison import comparison, recorded_figures

    recorded = recorded_figures(earlier) if earlier else None
    evaluation = _evaluation(gold, text_dir, extractor)
    say(json.dumps(evaluation.to_json(), indent=2) if as_json else evaluation.to_text())
    if recorded is not None:
        say("\n".join(["", f"Compared with {earlier}", *_indented(comparison(evaluation.total, recorded))]))


def _evaluation(gold: Path, text_dir: Path | None, extractor: str) -> "Evaluation":
    from kg.evaluation import evaluate as evaluate_articles
    from kg.evaluation import evaluate_quotations

    if gold.is_dir():
        if text_dir is None:
            raise click.UsageError(f"Name the folder of the articles beside {gold}, too.")
        return evaluate_articles(gold, text_dir, extractor)
    if text_dir is not None:
        raise click.UsageError(f"{gold} is a file, which holds its texts itself: leave {text_dir} out.")
    return evaluate_quotations(gold, extractor)


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
