"""`kg queries`: the queries that a server evaluates now."""

import json
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

import click

from kg.cli.command import Command
from kg.cli.output import say
from kg.errors import KgError

_PATIENCE_S = 30
SHOWN = 60

server_option = click.option(
    "--server",
    metavar="URL",
    default="http://localhost:8000",
    show_default=True,
    help="Address of the server.",
)
token_option = click.option(
    "--token",
    metavar="T",
    envvar="KG_WRITE_TOKEN",
    show_envvar=True,
    help="The write token of the server.",
)


@click.group()
def queries() -> None:
    """List and cancel the queries that a server evaluates now."""


@queries.command("list", cls=Command, examples=("kg queries list --server http://localhost:8000",))
@server_option
@token_option
def list_queries(server: str, token: str | None) -> None:
    """List the queries that wait or are evaluated, oldest first: id, state, seconds, text."""
    for query in json.loads(_request("GET", server, "/queries", token))["queries"]:
        text = " ".join(query["query"].split())
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        say(f"{query['id']}  {query['state']:8}{query['seconds']:>8.1f}  {shown}")


@queries.command("cancel", cls=Command, examples=("kg queries cancel 9f86d081884c7d65",))
@click.argument("id")
@server_option
@token_option
def cancel_query(id: str, server: str, token: str | None) -> None:  # noqa: A002 - what users call it
    """Cancel the query of that id: it ends at once, and its client is told."""
    _request("DELETE", server, f"/queries/{quote(id, safe='')}", token)


def _request(method: str, server: str, path: str, token: str | None) -> bytes:
    """Send a request and return the body of the response.

    Raises:
        KgError: the server cannot be reached, or refuses.
    """
    if urlsplit(server).scheme not in ("http", "https"):
        raise KgError(f"{server} is no address of a server, for it does not begin with http:// or https://")
    headers = {"Accept": "application/json", "User-Agent": "newskg"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(server.rstrip("/") + path, method=method, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as response:  # noqa: S310 - checked above
            body: bytes = response.read()
    except urllib.error.HTTPError as error:
        with error:
            raise KgError(f"{server} refuses: {_detail(error)}") from error
    except (OSError, ValueError) as error:
        raise KgError(f"{server} cannot be reached: {getattr(error, 'reason', error)}.") from error
    return body


def _detail(error: urllib.error.HTTPError) -> str:
    """Return the detail of a problem (RFC 9457), else what the status means."""
    try:
        problem: dict[str, Any] = json.loads(error.read())
        return str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return HTTPStatus(error.code).phrase
