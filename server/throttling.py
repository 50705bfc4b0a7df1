"""Requests over a limit get 429 at once (RFC 6585, section 4), and are told the limit.

It is told as draft-ietf-httpapi-ratelimit-headers has it. Other answers do not say how much is left: they may
be given to others again (`server.cache`).
"""

from http import HTTPStatus

from flask import Flask, abort, request

from kg.access import Identity
from server import current
from server.problems import problem
from server.rates import SECONDS, Excess

FREE = ("catalog.health", "static")
"""What costs nothing, and is not counted."""


def register(app: Flask) -> None:
    """Count every request to the application for the address that it comes from."""
    app.before_request(_count)


def count_write(identity: Identity) -> None:
    """Count the current request for its token.

    Raises:
        HTTPException: there were too many.
    """
    _heed(current.rates().count_write(identity.name))


def count_failure() -> None:
    """Count a wrong token for the address that it comes from."""
    current.rates().count_failure(_remote())


def check_failures() -> None:
    """Look at no token from an address that many wrong ones came from.

    Raises:
        HTTPException: it is one.
    """
    _heed(current.rates().failures(_remote()))


def _count() -> None:
    if request.endpoint not in FREE:
        _heed(current.rates().count_request(_remote()))


def _remote() -> str:
    return request.remote_addr or ""


def _heed(excess: Excess | None) -> None:
    if excess is None:
        return
    reason = f"There were more than {excess.limit} {excess.policy} within a minute."
    detail = f"{reason} Try again in {excess.seconds} seconds."
    response = problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests", detail, kind="rate-limit")
    name = excess.policy.name.lower()
    response.headers["Retry-After"] = str(excess.seconds)
    response.headers["RateLimit-Policy"] = f'"{name}";q={excess.limit};w={SECONDS}'
    response.headers["RateLimit"] = f'"{name}";r=0;t={excess.seconds}'
    abort(response)
