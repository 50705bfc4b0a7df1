"""Headers that every response carries: who may read it, and what a browser may do with it."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# Nothing here depends on cookies or on an address that only insiders reach, so any page may read it.
WRITES = ("/entries", "/reviews", "/retractions", "/restorations")
_CHANGING = {"DELETE", "PUT"}


def register(app: Flask) -> None:
    """Add the headers to every response of the application."""
    app.after_request(_security)
    app.after_request(_cross_origin)


def _security(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    return response


def _cross_origin(response: Response) -> Response:
    """Let scripts of any origin read, never write and never with credentials (Fetch, CORS protocol)."""
    if request.path in WRITES:
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Location, Memento-Datetime"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = ", ".join(sorted(response.allow - _CHANGING))
        response.headers["Access-Control-Allow-Headers"] = (
            "Accept, Accept-Language, Content-Type, If-None-Match"
        )
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
