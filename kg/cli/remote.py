"""Requests to a server, which has the store open and so does what a command cannot."""

import json
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import click

from kg.errors import KgError

_PATIENCE_S = 30

token_option = click.option(
    "--token",
    metavar="T",
    envvar="KG_WRITE_TOKEN",
    show_envvar=True,
    help="A token of the server that may do this.",
)


class RefusedError(KgError):
    """A server refuses a request.

    Args:
        server: its address.
        status: of the response.
        problem: what the body says, if it is a problem (RFC 9457); else empty.
    """

    def __init__(self, server: str, status: int, problem: dict[str, Any]) -> None:
        detail = problem.get("detail") or HTTPStatus(status).phrase
        super().__init__(f"{server} refuses: {detail}")
        self.status = status
        self.problem = problem


def request(method: str, server: str, path: str, token: str | None) -> bytes:
    """Send a request and return the body of the response.

    Raises:
        RefusedError: the server refuses.
        KgError: it cannot be reached.
    """
    accept = "application/json, application/problem+json"
    with responding(method, server, path, token, accept=accept) as response:
        try:
            body: bytes = response.read()
        except (OSError, HTTPException) as error:
            raise KgError(f"{server} breaks off its answer: {error}.") from error
    return body


def responding(
    method: str, server: str, path: str, token: str | None, *, accept: str, patience: int = _PATIENCE_S
) -> HTTPResponse:
    """Send a request and return the response, whose body comes as it is read; see `request`.

    Args:
        method: of the request.
        server: its address.
        path: below it.
        token: what to present; None for none.
        accept: the media types to ask for.
        patience: how many seconds it may take until the response begins, or goes on.
    """
    if urlsplit(server).scheme not in ("http", "https"):
        raise KgError(f"{server} is no address of a server, for it does not begin with http:// or https://")
    headers = {"Accept": accept, "User-Agent": "newskg"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    sent = urllib.request.Request(server.rstrip("/") + path, method=method, headers=headers)  # noqa: S310
    try:
        response: HTTPResponse = urllib.request.urlopen(sent, timeout=patience)  # noqa: S310 - checked
    except urllib.error.HTTPError as error:
        with error:
            raise RefusedError(server, error.code, _problem(error)) from error
    except (OSError, ValueError, HTTPException) as error:
        raise KgError(f"{server} cannot be reached: {getattr(error, 'reason', error)}.") from error
    return response


def _problem(error: urllib.error.HTTPError) -> dict[str, Any]:
    try:
        found = json.loads(error.read())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
