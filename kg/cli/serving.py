"""`kg serve`: the server."""

from typing import Literal

import click

from kg.cli.command import Command
from kg.cli.extractor import extractor_option
from kg.cli.settings import Settings, pass_settings


def _licence(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return the IRI of a licence; refuse what cannot be followed."""
    if value is not None and not value.startswith(("http://", "https://")):
        raise click.BadParameter(
            f"{value} is not an address such as https://creativecommons.org/licenses/by/4.0/"
        )
    return value


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
    help="A token that is good for all, beside those of kg token. Without any all writes are refused.",
)
@click.option("--private", is_flag=True, help="Ask for a token (scope read) for reading, too.")
@click.option(
    "--rate-limit",
    metavar="N",
    type=click.IntRange(0),
    help="Requests a minute that one address may send; 0 for any number.  "
    "[default: 6000, and any number from this machine]",
)
@click.option(
    "--write-limit",
    metavar="N",
    default=0,
    type=click.IntRange(0),
    help="Writes a minute that one token may send.  [default: 0, any number]",
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Believe X-Forwarded-For and X-Forwarded-Proto, which one proxy before the server sets.",
)
@click.option(
    "--default-graph",
    type=click.Choice(["union", "strict"]),
    default="union",
    show_default=True,
    help="What a query without FROM sees: the union of all graphs, or the unnamed graph alone.",
)
@click.option(
    "--no-shapes",
    is_flag=True,
    help="Let updates and the graph store write anything; else the result must conform to the shapes.",
)
@click.option(
    "--allow-service",
    metavar="URL",
    multiple=True,
    help="Let queries ask the SPARQL service of that address with SERVICE; may be repeated.",
)
@click.option(
    "--allow-load",
    metavar="URL",
    multiple=True,
    help="Let LOAD, FROM and JSON-LD contexts fetch that document, or all below it if it ends with a slash; "
    "may be repeated.",
)
@extractor_option
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="How many queries are evaluated at once, each in a process of its own.  [default: one a core]",
)
@click.option(
    "--query-timeout",
    metavar="S",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1, 86400),
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--query-memory",
    metavar="MB",
    default=1024,
    show_default=True,
    type=click.IntRange(16),
    help="Memory in mebibytes that one query may use.",
)
@click.option(
    "--article-workers",
    metavar="N",
    type=click.IntRange(1, 256),
    help="How many articles that are sent are read at once, each in a process of its own.  "
    "[default: one a core, 2 at most]",
)
@click.option(
    "--article-timeout",
    metavar="S",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1, 86400),
    help="Seconds after which the reading of an article is given up.",
)
@click.option(
    "--answer-cache",
    metavar="MB",
    default=64,
    show_default=True,
    type=click.IntRange(0),
    help="Mebibytes of answers that are kept, to be given again until the contents change.",
)
@click.option(
    "--data-licence",
    metavar="IRI",
    callback=_licence,
    help="The licence of the data, which the description of the dataset names.",
)
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="info",
    show_default=True,
    help="The least important messages to log, as JSON on standard error; at info each query is one.",
)
@pass_settings
def serve(
    settings: Settings,
    host: str,
    port: int,
    write_token: str | None,
    private: bool,
    rate_limit: int | None,
    write_limit: int,
    behind_proxy: bool,
    default_graph: Literal["union", "strict"],
    no_shapes: bool,
    allow_service: tuple[str, ...],
    allow_load: tuple[str, ...],
    extractor: str,
    workers: int | None,
    query_timeout: float,
    query_memory: int,
    article_workers: int | None,
    article_timeout: float,
    answer_cache: int,
    data_licence: str | None,
    log_level: Literal["debug", "info", "warning", "error"],
) -> None:
    """Serve the graph over HTTP: SPARQL, linked data, new entries and web pages. Ctrl-C stops it."""
    from kg.workers import MEBIBYTE
    from server import Config
    from server.allowed import AllowList
    from server.config import extraction_limits, limits
    from server.run import run

    config = Config(
        store=settings.store,
        base=settings.base,
        write_token=write_token,
        private=private,
        rate_limit=rate_limit,
        write_limit=write_limit,
        behind_proxy=behind_proxy,
        default_graph=default_graph,
        validates=not no_shapes,
        allowed_services=allow_service,
        allowed_documents=AllowList(allow_load),
        extractor=extractor,
        limits=limits(workers, seconds=query_timeout, memory=query_memory * MEBIBYTE),
        extraction=extraction_limits(article_workers, seconds=article_timeout),
        answer_cache=answer_cache * MEBIBYTE,
        data_licence=data_licence,
        log_level=log_level,
    )
    run(config, host, port)
