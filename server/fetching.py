"""Requests to other servers that are allowed by name: never to private addresses, never along redirects."""

import socket
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from typing import NoReturn
from urllib.parse import urlsplit

from kg.errors import EvaluationError, ForbiddenError

Address = IPv4Address | IPv6Address

SECONDS = 20
LARGEST_ANSWER = 16 * 1024 * 1024
_CHUNK = 64 * 1024


def is_public(address: Address) -> bool:
    """Whether an address is one of the Internet, not of this machine or a network of its own."""
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not (mapped or address).is_multicast


def post(
    url: str, body: bytes, headers: dict[str, str], *, allows: Callable[[Address], bool] = is_public
) -> bytes:
    """Return the body of the answer to a POST.

    Args:
        url: where to, by http or https.
        body: what is sent.
        headers: what is said of it.
        allows: which addresses may be connected to; what is connected to is what was judged.

    Raises:
        ForbiddenError: the host has an address that is not allowed.
        EvaluationError: it cannot be reached, does not answer with 200 in time, or with too much.
    """
    parts = urlsplit(url)
    host, is_secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    try:
        address = _address(host, port, allows)
        connection = HTTPSConnection(host, port) if is_secure else HTTPConnection(host, port)
        connection.sock = socket.create_connection((address, port), timeout=SECONDS)
        try:
            if is_secure:
                connection.sock = ssl.create_default_context().wrap_socket(
                    connection.sock, server_hostname=host
                )
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, {**headers, "Connection": "close"})
            return _answer(connection, url)
        finally:
            connection.close()
    except (OSError, HTTPException, UnicodeError) as error:
        raise EvaluationError(f"The service {url} cannot be reached: {error}.") from error


def _address(host: str, port: int, allows: Callable[[Address], bool]) -> str:
    """Return an address of a host, all of which must be allowed."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(allows(ip_address(address.partition("%")[0])) for address in found):
        raise ForbiddenError(f"{host} is in a private network, from which nothing is fetched.")
    return found[0]


def _answer(connection: HTTPConnection, url: str) -> bytes:
    deadline = monotonic() + SECONDS
    response = connection.getresponse()
    if response.status != 200:
        _fail(url, f"answers with {response.status} {response.reason}")
    received = bytearray()
    while chunk := response.read1(_CHUNK):
        received += chunk
        if len(received) > LARGEST_ANSWER:
            _fail(url, f"answers with more than {LARGEST_ANSWER} bytes")
        if monotonic() > deadline:
            _fail(url, f"needs more than {SECONDS} seconds")
    return bytes(received)


def _fail(url: str, what: str) -> NoReturn:
    raise EvaluationError(f"The service {url} {what}.")
