"""How much was asked for within a minute, and by whom. Counts are in memory, and end with the server."""

import time
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

REQUESTS = 6000
"""Requests a minute from one other machine, behind which there may be a whole newsroom."""

FAILURES = 60
"""Wrong tokens a minute from one address: each guess at one that somebody thought up costs a second then."""

SECONDS = 60
_SUBSCRIBER = 64  # bits of an IPv6 address that one subscriber has, who can take any address in it

Address = IPv4Address | IPv6Address | str


class Policy(StrEnum):
    """What is limited."""

    REQUESTS = "requests"
    WRITES = "writes"
    FAILURES = "wrong tokens"


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that was exceeded: how many a minute it is, and the seconds until it can be tried again."""

    policy: Policy
    limit: int
    seconds: int


class Rates:
    """The counts of one application. Threads may share it.

    Args:
        requests: how many an address may send in a minute; 0 for any number, None for `REQUESTS` from other
            machines and any number from this one.
        writes: how many a token may send in a minute; 0 for any number.
    """

    def __init__(self, requests: int | None, writes: int) -> None:
        self._spares_this_machine = requests is None
        self._limits = {
            Policy.REQUESTS: REQUESTS if requests is None else requests,
            Policy.WRITES: writes,
            Policy.FAILURES: FAILURES,
        }
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def count_request(self, remote: str) -> Excess | None:
        """Count a request from an address; say if there were too many."""
        address = _address(remote)
        if self._spares_this_machine and getattr(address, "is_loopback", False):
            return None
        return self._count(Policy.REQUESTS, _network(address))

    def count_write(self, name: str) -> Excess | None:
        """Count a write with the token of that name; say if there were too many."""
        return self._count(Policy.WRITES, name)

    def count_failure(self, remote: str) -> None:
        """Count a wrong token from an address."""
        self._count(Policy.FAILURES, _network(_address(remote)))

    def failures(self, remote: str) -> Excess | None:
        """Say if too many wrong tokens came from an address."""
        key = _network(_address(remote))
        item = RateLimitItemPerMinute(FAILURES)
        return None if self._limiter.test(item, Policy.FAILURES, key) else self._excess(Policy.FAILURES, key)

    def _count(self, policy: Policy, key: str) -> Excess | None:
        amount = self._limits[policy]
        if not amount or self._limiter.hit(RateLimitItemPerMinute(amount), policy, key):
            return None
        return self._excess(policy, key)

    def _excess(self, policy: Policy, key: str) -> Excess:
        amount = self._limits[policy]
        window = self._limiter.get_window_stats(RateLimitItemPerMinute(amount), policy, key)
        return Excess(policy, amount, max(1, ceil(window.reset_time - time.time())))


def _address(remote: str) -> Address:
    """Return an address; as it is when it is none, as a proxy may say for one that it does not know."""
    try:
        address = ip_address(remote.strip("[]"))
    except ValueError:
        return remote
    return getattr(address, "ipv4_mapped", None) or address


def _network(address: Address) -> str:
    """Return what is counted as one address."""
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), _SUBSCRIBER), strict=False))
    return str(address)
