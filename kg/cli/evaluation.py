"""`kg evaluate`: how good extraction is, by gold that people wrote."""

import json
from pathlib import Path

import click

from kg.cli.command import Command
from kg.cli.output import say


@click.command(cls=Command, examples=("kg evaluate gold articles",))
@click.argument("gold_dir", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("text_dir", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as a JSON object.")
def evaluate(gold_dir: Path, text_dir: Path, as_json: bool) -> None:
    """Compare what is extracted from TEXT_DIR/X.txt with GOLD_DIR/X.json."""
    from kg.evaluation import evaluate as evaluated

    evaluation = evaluated(gold_dir, text_dir)
    say(json.dumps(evaluation.to_json(), indent=2) if as_json else evaluation.to_text())
