"""Requests to a server, which has the store open and so does what a command cannot."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
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


def request(
    method: str,
    server: str,
    path: str,
    token: str | None,
    *,
    accept: str = "application/json",
    body: Mapping[str, object] | None = None,
) -> bytes:
    """Send a request and return the body of the response; see `responding`.

    Raises:
        RefusedError: the server refuses.
        KgError: it cannot be reached.
    """
    accept = f"{accept}, application/problem+json"
    with responding(method, server, path, token, accept=accept, body=body) as response:
        try:
            answer: bytes = response.read()
        except (OSError, HTTPException) as error:
            raise KgError(f"{server} breaks off its answer: {error}.") from error
    return answer


def responding(
    method: str,
    server: str,
    path: str,
    token: str | None,
    *,
    accept: str,
    body: Mapping[str, object] | None = None,
    patience: int = _PATIENCE_S,
) -> HTTPResponse:
    """Send a request and return the response, whose body comes as it is read; see `request`.

    Args:
        method: of the request.
        server: its address.
        path: below it.
        token: what to present; None for none.
        accept: the media types to ask for.
        body: what to send, as JSON; None for nothing.
        patience: how many seconds it may take until the response begins, or goes on.
    """
    if urlsplit(server).scheme not in ("http", "https"):
        raise KgError(f"{server} is no address of a server, for it does not begin with http:// or https://")
    headers = {"Accept": accept, "User-Agent": "newskg"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    address = server.rstrip("/") + path
    sent = urllib.request.Request(address, data, headers, method=method)  # noqa: S310 - checked above
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
