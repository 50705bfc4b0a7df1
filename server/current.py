"""What belongs to the application that handles the current request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import BoundedSemaphore
from typing import TypeVar, cast

from flask import Flask, current_app

from kg.access import KnownTokens
from kg.extraction.pool import ExtractionPool
from kg.store import Store
from kg.store.quarantine import Quarantine
from kg.workers.pool import Pool
from server.cache import AnswerCache
from server.config import Config
from server.fetching import MOST_AT_ONCE, Network
from server.metrics import Metrics
from server.rates import Rates

_KEY = "newskg"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Holdings:
    config: Config
    store: Store
    pool: Pool
    extraction: ExtractionPool
    cache: AnswerCache
    metrics: Metrics
    tokens: KnownTokens
    quarantine: Quarantine
    rates: Rates
    requests: BoundedSemaphore = field(default_factory=partial(BoundedSemaphore, MOST_AT_ONCE))
    computed: dict[str, tuple[str, object]] = field(default_factory=dict)


def attach(app: Flask, config: Config, store: Store, pool: Pool) -> None:
    """Make the settings, the open store and what queries it available to the handlers of an application."""
    extraction = ExtractionPool(config.base, config.extractor, config.extraction)
    cache = AnswerCache(config.answer_cache, store.version)
    metrics = Metrics(pool, extraction, cache, config.store, store.version)
    tokens = KnownTokens(config.store, config.write_token)
    rates = Rates(config.rate_limit, config.write_limit)
    app.extensions[_KEY] = _Holdings(
        config, store, pool, extraction, cache, metrics, tokens, Quarantine(config.store), rates
    )


def config() -> Config:
    """Return the settings of the current application."""
    return _holdings().config


def store() -> Store:
    """Return the open store of the current application."""
    return _holdings().store


def quarantine() -> Quarantine:
    """Return what was handed in and refused."""
    return _holdings().quarantine


def pool() -> Pool:
    """Return what evaluates the queries of users over that store."""
    return _holdings().pool


def extraction() -> ExtractionPool:
    """Return what makes graphs of the articles that are sent."""
    return _holdings().extraction


def cache() -> AnswerCache:
    """Return the answers of the current application that are known."""
    return _holdings().cache


def metrics() -> Metrics:
    """Return what counts the queries of the current application."""
    return _holdings().metrics


def tokens() -> KnownTokens:
    """Return the tokens that are good for the current application."""
    return _holdings().tokens


def rates() -> Rates:
    """Return what counts the requests to the current application."""
    return _holdings().rates


def network() -> Network:
    """Return what one query, update or entry may use of the network, beginning now."""
    return Network(config().limits.seconds, config().may_connect, _holdings().requests)


def once_per_version(name: str, compute: Callable[[], T]) -> T:
    """Return what `compute` returns, computed anew only when the contents of the store have changed."""
    version = store().version()
    known = _holdings().computed.get(name)
    if known is not None and known[0] == version:
        return cast("T", known[1])
    value = compute()
    _holdings().computed[name] = (version, value)
    return value


def _holdings() -> _Holdings:
    return cast("_Holdings", current_app.extensions[_KEY])
