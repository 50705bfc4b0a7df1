"""Messages between the server and a worker process, over a stream socket (Unix, so that files can be passed).

::

    question    length (4 bytes, big-endian), JSON of that length
    reply       length of the JSON (4 bytes), length of the body (8 bytes), JSON, body
                or, with a file in place of the body: the length of the body is 0
"""

import json
import os
import socket
import struct
from typing import Any, BinaryIO

_QUESTION = struct.Struct("!I")
_REPLY = struct.Struct("!IQ")
_CHUNK = 64 * 1024

Message = dict[str, Any]


def send_question(connection: socket.socket, question: Message) -> None:
    """Send a question.

    Raises:
        OSError: the other process has ended.
    """
    data = json.dumps(question).encode()
    connection.sendall(_QUESTION.pack(len(data)) + data)


def receive_question(connection: socket.socket) -> Message | None:
    """Return the next question; None when the other process has ended."""
    try:
        (length,) = _QUESTION.unpack(_receive(connection, b"", _QUESTION.size))
        message: Message = json.loads(_receive(connection, b"", length))
    except (EOFError, ConnectionError):
        return None
    return message


def send_reply(connection: socket.socket, head: Message, body: bytes = b"", file: int | None = None) -> None:
    """Send a reply, with a body or with a file, by its descriptor."""
    data = json.dumps(head).encode()
    start = _REPLY.pack(len(data), len(body)) + data
    if file is None:
        connection.sendall(start + body)
    else:
        sent = socket.send_fds(connection, [start], [file])
        connection.sendall(start[sent:])


def receive_reply(connection: socket.socket) -> tuple[Message, bytes, BinaryIO | None]:
    """Return the reply, its body, and the file that came with it.

    Raises:
        EOFError: the other process ended before the reply did.
        OSError: likewise.
    """
    data, descriptors, _, _ = socket.recv_fds(connection, _CHUNK, 1)
    file = os.fdopen(descriptors[0], "rb") if descriptors else None
    try:
        data = _receive(connection, data, _REPLY.size)
        length, size = _REPLY.unpack(data[: _REPLY.size])
        data = _receive(connection, data[_REPLY.size :], length + size)
    except BaseException:
        if file is not None:
            file.close()
        raise
    head: Message = json.loads(data[:length])
    return head, bytes(data[length:]), file


def _receive(connection: socket.socket, data: bytes, length: int) -> bytes:
    """Return the data, continued until it has that length.

    Raises:
        EOFError: the other process ended before.
    """
    received = bytearray(data)
    while len(received) < length:
        more = connection.recv(length - len(received))
        if not more:
            raise EOFError
        received += more
    return bytes(received)
