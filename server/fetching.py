"""Requests to other servers that are allowed by name: never to private addresses, never along redirects."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from urllib.parse import urlsplit

from kg.errors import ForbiddenError, RemoteError
from kg.workers import DeadlineError, OverloadError

Address = IPv4Address | IPv6Address
Allows = Callable[[Address], bool]

SECONDS = 20
MOST_REQUESTS = 10
MOST_AT_ONCE = 8  # each of which keeps a thread of the server
LARGEST_ANSWERS = 16 * 1024 * 1024
_CHUNK = 64 * 1024
# Where the last four bytes may be taken for an address of IPv4 (RFC 6052; RFC 4291, section 2.5.5.1).
_HOLDING_IPV4 = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


def is_public(address: Address) -> bool:
    """Whether an address is one of the Internet, not of this machine or a network of its own."""
    meant = _meant(address)
    return meant.is_global and not meant.is_multicast


def _meant(address: Address) -> Address:
    """Return the address of IPv4 that one of IPv6 leads to; any other as it is."""
    if isinstance(address, IPv4Address):
        return address
    if any(address in network for network in _HOLDING_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


@dataclass(frozen=True, slots=True)
class Answer:
    """What another server answered: the body, and what it says of it (`Content-Type`)."""

    body: bytes
    content_type: str


class Network:
    """What one query, update or entry may use of the network: some requests, which share their time.

    Args:
        seconds: how long all requests may take together.
        allows: which addresses may be connected to; what is connected to is what was judged.
        places: how many requests all of them together may have under way.

    Both methods raise

    - ForbiddenError: the host has an address that is not allowed, or there are too many requests;
    - RemoteError: it cannot be reached, does not answer with 200 in time, or with too much;
    - DeadlineError: the time for all requests is over;
    - OverloadError: there is no place.
    """

    def __init__(self, seconds: float, allows: Allows, places: threading.Semaphore) -> None:
        self._places = places
        self._seconds = seconds
        self._deadline = monotonic() + seconds
        self._allows = allows
        self._requests = 0
        self._bytes = LARGEST_ANSWERS

    def get(self, url: str, headers: dict[str, str]) -> Answer:
        """Return the answer to a GET, by http or https."""
        return self._exchange("GET", url, None, headers)

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Return the answer to a POST, by http or https."""
        return self._exchange("POST", url, body, headers)

    def _exchange(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        self._requests += 1
        if self._requests > MOST_REQUESTS:
            raise ForbiddenError(f"More than {MOST_REQUESTS} requests to other servers are made at once.")
        if not self._places.acquire(blocking=False):
            raise OverloadError("Too many answers of other servers are waited for; try again later.")
        try:
            answer = self._answer(method, url, body, headers)
        finally:
            self._places.release()
        self._bytes -= len(answer.body)
        return answer

    def _answer(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        end = min(self._deadline, monotonic() + SECONDS)
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            with _connected(url, end, self._allows) as connection:
                connection.request(method, target, body, {**headers, "Connection": "close"})
                with connection.getresponse() as response:
                    answer = _answer(response, url, self._bytes)
        except (OSError, HTTPException, UnicodeError) as error:
            self._check_time(url, end)
            raise RemoteError(f"{url} cannot be fetched: {error}.") from error
        self._check_time(url, end)
        return answer

    def _check_time(self, url: str, end: float) -> None:
        """Raise an error past the end of a request, when its connection was cut off."""
        if monotonic() < end:
            return
        if end == self._deadline:
            raise DeadlineError(
                f"What is asked of other servers took {self._seconds:g} s; {url} was the last."
            )
        raise RemoteError(f"{url} needs more than {SECONDS} seconds.")


@contextmanager
def _connected(url: str, end: float, allows: Allows) -> Iterator[HTTPConnection]:
    """Connect to the server of an address, until a point in time (of `monotonic`)."""
    parts = urlsplit(url)
    host, is_secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    address = _address(host, port, allows)
    timeout = max(0.001, end - monotonic())
    channel = socket.create_connection((address, port), timeout=timeout)
    if is_secure:
        context = ssl.create_default_context()
        channel = context.wrap_socket(channel, server_hostname=host, do_handshake_on_connect=False)
    with channel, _cut_off(channel, end):
        if isinstance(channel, ssl.SSLSocket):
            channel.do_handshake()
        connection = HTTPConnection(host, port)
        connection.default_port = 443 if is_secure else 80  # where `Host` does not say it
        connection.sock = channel
        yield connection


@contextmanager
def _cut_off(channel: socket.socket, end: float) -> Iterator[None]:
    """End a connection at a point in time: its timeout counts from each byte that comes."""

    def cut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(channel, socket.SHUT_RDWR)

    timer = threading.Timer(max(0, end - monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _address(host: str, port: int, allows: Allows) -> str:
    """Return an address of a host, all of which must be allowed."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(allows(ip_address(address.partition("%")[0])) for address in found):
        raise ForbiddenError(f"{host} is in a private network, from which nothing is fetched.")
    return found[0]


def _answer(response: HTTPResponse, url: str, most: int) -> Answer:
    """Return the whole answer, which is to have `most` bytes at most."""
    if response.status != 200:
        where = response.headers.get("Location")
        leads = f" to {where}, and redirects are not followed" if where else ""
        raise RemoteError(f"{url} answers with {response.status} {response.reason}{leads}.")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise RemoteError(f"{url} answers in an encoding that was not asked for.")
    received = bytearray()
    while chunk := response.read1(_CHUNK):
        received += chunk
        if len(received) > most:
            raise RemoteError(f"{url} answers with more than the {LARGEST_ANSWERS} bytes that are read.")
    if response.length:
        raise IncompleteRead(bytes(received), response.length)
    return Answer(bytes(received), response.headers.get("Content-Type", ""))
