"""Bodies that nobody reads: a client that is cut off while it sends one never sees the answer."""

from flask import Flask, Response, request

CHUNK = 1024 * 1024
MOST_CHUNKS = 128


def register(app: Flask) -> None:
    """Let clients finish sending before they are answered, up to a limit."""
    app.after_request(_drain)


def _drain(response: Response) -> Response:
    """Read and forget what is left of the body; who asked first whether to send it has not begun."""
    if request.environ.get("wsgi.input_terminated") and "Expect" not in request.headers:
        stream = request.environ["wsgi.input"]
        for _ in range(MOST_CHUNKS):
            if not stream.read(CHUNK):
                break
    return response
