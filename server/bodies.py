"""Bodies of requests: none is decompressed, and those that nobody reads are let come to their end.

What is compressed may be a thousand times as large as what is sent. A client that is cut off while it sends
a body never sees the answer.
"""

from http import HTTPStatus

from flask import Flask, Response, abort, request

from server.problems import problem

CHUNK = 1024 * 1024
MOST_CHUNKS = 128


def register(app: Flask) -> None:
    """Refuse what is compressed; let clients finish sending before they are answered, up to a limit."""
    app.before_request(_refuse_compressed)
    app.after_request(_drain)


def _refuse_compressed() -> None:
    """Answer 415, with what is read instead (RFC 9110, sections 8.4 and 12.5.3)."""
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return
    reason = f"A body with the Content-Encoding {coding[:40]!r} is not read. Send it as it is."
    response = problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not read", reason)
    response.headers["Accept-Encoding"] = "identity"
    abort(response)


def _drain(response: Response) -> Response:
    """Read and forget what is left of the body; who asked first whether to send it has not begun."""
    if request.environ.get("wsgi.input_terminated") and "Expect" not in request.headers:
        stream = request.environ["wsgi.input"]
        for _ in range(MOST_CHUNKS):
            if not stream.read(CHUNK):
                break
    return response
