"""`kg serve`: the server."""

from typing import Literal

import click

from kg.cli.command import Command
from kg.cli.settings import Settings, pass_settings


@click.command(
    cls=Command,
    examples=(
        "kg serve",
        "kg --base https://news.example.org serve --port 8080",
        "KG_WRITE_TOKEN=secret kg serve --host 0.0.0.0",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option(
    "--write-token",
    metavar="T",
    envvar="KG_WRITE_TOKEN",
    show_envvar=True,
    help="What writers must present; without it all writes are refused.",
)
@click.option(
    "--default-graph",
    type=click.Choice(["union", "strict"]),
    default="union",
    show_default=True,
    help="What a query without FROM sees: the union of all graphs, or the unnamed graph alone.",
)
@pass_settings
def serve(
    settings: Settings,
    host: str,
    port: int,
    write_token: str | None,
    default_graph: Literal["union", "strict"],
) -> None:
    """Serve the graph over HTTP: SPARQL, linked data, new entries and web pages. Ctrl-C stops it."""
    from server import Config
    from server.run import run

    config = Config(
        store=settings.store, base=settings.base, write_token=write_token, default_graph=default_graph
    )
    run(config, host, port)
