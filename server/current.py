"""What belongs to the application that handles the current request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from flask import Flask, current_app

from kg.store import Store
from kg.workers.pool import Pool
from server.config import Config
from server.metrics import Metrics

_KEY = "newskg"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Holdings:
    config: Config
    store: Store
    pool: Pool
    metrics: Metrics
    computed: dict[str, tuple[str, object]] = field(default_factory=dict)


def attach(app: Flask, config: Config, store: Store, pool: Pool) -> None:
    """Make the settings, the open store and what queries it available to the handlers of an application."""
    app.extensions[_KEY] = _Holdings(config, store, pool, Metrics(pool, config.store, store.version))


def config() -> Config:
    """Return the settings of the current application."""
    return _holdings().config


def store() -> Store:
    """Return the open store of the current application."""
    return _holdings().store


def pool() -> Pool:
    """Return what evaluates the queries of users over that store."""
    return _holdings().pool


def metrics() -> Metrics:
    """Return what counts the queries of the current application."""
    return _holdings().metrics


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
