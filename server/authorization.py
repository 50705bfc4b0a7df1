"""Who may do what: whoever presents a token that is good for it (RFC 6750).

Everybody may read, unless the server is private. There a browser presents the token as the password of HTTP
Basic (RFC 7617), since it can send no other. Basic opens reading alone: a browser sends it by itself, also
with a request that another site made it send, so nothing that changes anything may hang on it.
"""

import logging
from http import HTTPStatus
from typing import NoReturn, cast

from flask import Flask, Response, abort, g, request

from kg.access import Identity, Scope
from server import current
from server.problems import problem
from server.throttling import check_failures, count_failure, count_write

OPEN = ("catalog.health", "static")
"""What a private server gives to everybody: whether it is well, and what its pages are decorated with."""

_BEARER = 'Bearer realm="newskg"'
_BASIC = 'Basic realm="newskg", charset="UTF-8"'

_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Ask every request to a private server for a token, and log what is done with tokens."""
    app.before_request(_admit)
    app.after_request(_logged)


def require(scope: Scope) -> Identity:
    """Return whoever sent the current request, if the token is good for that (RFC 6750, section 3).

    Raises:
        HTTPException: it is not; its response says why.
        StoreError: the tokens cannot be read.
    """
    tokens = current.tokens()
    if not tokens:
        reason = "This server was started without a token, and none was created for it with kg token create."
        abort(problem(HTTPStatus.FORBIDDEN, "Nobody has a token", reason))
    secret = _presented(scope)
    if secret is None:
        _ask("Send a token as Authorization: Bearer TOKEN.", scope)
    check_failures()
    found = tokens.find(secret)
    if found is None:
        count_failure()
        _note("a wrong token", scope)
        _ask("The token is not one of this server, was revoked, or has expired.", scope, "invalid_token")
    if not found.may(scope):
        _note(f"the token {found.name} is not good for it", scope)
        _refuse(found, scope)
    if scope in (Scope.WRITE, Scope.REVIEW):
        count_write(found)
    g.authorized = (found, scope)
    return found


def known() -> Identity | None:
    """Return whoever sent the current request, if they present a token that is good for anything."""
    secret = _presented(Scope.READ)
    if secret is None:
        return None
    check_failures()
    found = current.tokens().find(secret)
    if found is None:
        count_failure()
    return found


def sender() -> Identity:
    """Return whoever sent the current request, after `require`."""
    identity, _ = cast("tuple[Identity, Scope]", g.authorized)
    return identity


def _admit() -> None:
    """Let in who may read; a script of another site first asks what it may send, without a token."""
    is_open = request.endpoint in OPEN or request.method == "OPTIONS"
    if current.config().private and not is_open:
        require(Scope.READ)


def _presented(scope: Scope) -> str | None:
    """Return the secret that the request presents for that, if there is one."""
    sent = request.authorization
    if sent is None:
        return None
    if sent.type == "basic" and scope is Scope.READ:
        return sent.password or None
    return (sent.token or None) if sent.type == "bearer" else None


def _ask(reason: str, scope: Scope, error: str | None = None) -> NoReturn:
    """Answer 401, with what the client can do."""
    response = problem(HTTPStatus.UNAUTHORIZED, "The token is missing or wrong", reason)
    bearer = f'{_BEARER}, error="{error}"' if error else _BEARER
    response.headers.add("WWW-Authenticate", bearer)
    if scope is Scope.READ:
        response.headers.add("WWW-Authenticate", _BASIC)
    abort(response)


def _refuse(found: Identity, scope: Scope) -> NoReturn:
    """Answer 403, with the scope that is missing."""
    reason = f"The token {found.name} lacks the scope {scope}. Present one that has it: kg token create."
    response = problem(HTTPStatus.FORBIDDEN, "The token is not good for that", reason)
    response.headers["WWW-Authenticate"] = f'{_BEARER}, error="insufficient_scope", scope="{scope}"'
    abort(response)


def _note(reason: str, scope: Scope) -> None:
    _log.warning("refused", extra={"fields": _what(scope) | {"reason": reason}})


def _logged(response: Response) -> Response:
    """Log what was done with more than the right to read."""
    found, scope = g.get("authorized", (None, Scope.READ))
    if found is not None and scope is not Scope.READ and _log.isEnabledFor(logging.INFO):
        fields = _what(scope) | {"token": found.name, "status": response.status_code}
        _log.info("authorized", extra={"fields": fields})
    return response


def _what(scope: Scope) -> dict[str, str | None]:
    return {
        "scope": scope.value,
        "address": request.remote_addr,
        "method": request.method,
        "path": request.path,
    }
