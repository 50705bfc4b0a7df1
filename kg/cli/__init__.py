"""The command line: `kg` and its commands.

Exit status: 0 done; 1 done, but something was rejected or does not conform; 2 wrong use, or input or a store
that cannot be read; 130 interrupted. What a command needs is imported when it runs, so that help is quick.
"""

from pathlib import Path

import click

from kg import __version__
from kg.cli.articles import extract, ingest
from kg.cli.check import check
from kg.cli.entries import validate
from kg.cli.errors import ReportingGroup
from kg.cli.evaluation import evaluate
from kg.cli.exchange import backup, export, restore
from kg.cli.history import history
from kg.cli.queries import query
from kg.cli.rejected import rejected
from kg.cli.revision import retract, review
from kg.cli.running import queries
from kg.cli.serving import serve
from kg.cli.settings import Settings, base_address
from kg.cli.statistics import stats
from kg.cli.token import token


@click.group(
    cls=ReportingGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("kg-store"),
    envvar="KG_STORE",
    show_default=True,
    show_envvar=True,
    help="Folder of the store.",
)
@click.option(
    "--base",
    default="http://localhost:8000",
    callback=base_address,
    envvar="KG_BASE",
    show_default=True,
    show_envvar=True,
    help="Address under which the graph is served; all its IRIs begin with it.",
)
@click.version_option(__version__, prog_name="newskg")
@click.pass_context
def main(context: click.Context, store: Path, base: str) -> None:
    """Build, check and query a knowledge graph of German news: who says what, and which figures."""
    context.obj = Settings(store, base)


for command in (
    ingest,
    extract,
    validate,
    query,
    export,
    backup,
    restore,
    check,
    rejected,
    history,
    retract,
    review,
    stats,
    evaluate,
    serve,
    token,
    queries,
):
    main.add_command(command)
