"""`kg queries`: the queries that a server evaluates now."""

import json
from urllib.parse import quote

import click

from kg.cli.command import Command
from kg.cli.output import say
from kg.cli.remote import request, token_option

SHOWN = 60

server_option = click.option(
    "--server",
    metavar="URL",
    default="http://localhost:8000",
    show_default=True,
    help="Address of the server.",
)


@click.group()
def queries() -> None:
    """List and cancel the queries that a server evaluates now."""


@queries.command("list", cls=Command, examples=("kg queries list --server http://localhost:8000",))
@server_option
@token_option
def list_queries(server: str, token: str | None) -> None:
    """List the queries and updates that run or wait, oldest first: id, kind, state, seconds, text."""
    for query in json.loads(request("GET", server, "/queries", token))["queries"]:
        text = " ".join(query["query"].split())
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        kind, state = query.get("kind", "query"), query["state"]
        say(f"{query['id']}  {kind:6}  {state:8}{query['seconds']:>8.1f}  {shown}")


@queries.command("cancel", cls=Command, examples=("kg queries cancel 9f86d081884c7d65",))
@click.argument("id")
@server_option
@token_option
def cancel_query(id: str, server: str, token: str | None) -> None:  # noqa: A002 - what users call it
    """Cancel the query of that id: it ends at once, and its client is told."""
    request("DELETE", server, f"/queries/{quote(id, safe='')}", token)
