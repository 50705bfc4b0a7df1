"""Who may write: whoever presents the token (RFC 6750)."""

import hmac
from http import HTTPStatus

from flask import abort, request

from server import current
from server.problems import problem


def require_token() -> None:
    """Go on if the client may write (RFC 6750, section 3).

    Raises:
        HTTPException: it may not; its response says why.
    """
    token = current.config().write_token
    if not token:
        reason = "This server takes nothing new: it was started without a write token."
        abort(problem(HTTPStatus.FORBIDDEN, "Writing is off", reason))
    sent = request.authorization
    if sent is None or sent.type != "bearer" or not sent.token:
        _ask_for_token("Send the write token as Authorization: Bearer TOKEN.", "")
    elif not hmac.compare_digest(sent.token.encode(), token.encode()):
        _ask_for_token("The write token is not the right one.", ', error="invalid_token"')


def _ask_for_token(reason: str, error: str) -> None:
    response = problem(HTTPStatus.UNAUTHORIZED, "The write token is missing or wrong", reason)
    response.headers["WWW-Authenticate"] = f'Bearer realm="newskg"{error}'
    abort(response)
