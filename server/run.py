"""The server as a process: granian with one worker, as only one process can have the embedded store open."""

import errno
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from time import monotonic, sleep
from typing import Any, NoReturn, cast

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from kg.errors import KgError, StoreError
from server import close, create_app, prepare_for_articles, start_workers, stop_workers
from server.config import Config
from server.gateway import Gateway
from server.logs import settings as log_settings

# Beside those that wait for queries and articles, of which there may be as many as the limits say.
THREADS = 16
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
SECONDS_TO_SETTLE = 2

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not listened on


def run(config: Config, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; returns when all is closed. Prints the address once it answers.

    The settings, the token among them, reach the worker in memory: in no argument, environment or log.

    Raises:
        KgError: the address cannot be listened on.
        StoreError: the store is in use or damaged.
    """
    address = _free_address(host, port)
    failures, failure = multiprocessing.Pipe(duplex=False)
    server = Granian(
        "server:create_app",
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        loop=Loops.asyncio,
        workers_kill_timeout=SECONDS_TO_STOP,
        respawn_failed_workers=True,  # one that was killed; one that cannot start ends all
        log_level=LogLevels.warning,
        log_dictconfig=log_settings(config.log_level),
    )
    server.serve(target_loader=partial(_load, config, address, port, failure), wrap_loader=False)
    if failures.poll():
        raise StoreError(failures.recv())


def _free_address(host: str, port: int) -> str:
    """Return the numeric address of a host, IPv4 where it has both, if the port is free there.

    The worker, which shares its port by SO_REUSEPORT, would not notice another server.

    Raises:
        KgError: it is not, or the host is unknown or not this machine.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, _, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = f"Port {port} is in use. Stop what listens there, or choose another with --port."
        else:
            problem = (
                f"Cannot listen on {host}, port {port}: {error.strerror}. Choose another --host or --port."
            )
        raise KgError(problem) from error
    return str(address[0])


def _load(config: Config, host: str, port: int, failure: Connection) -> Callable[..., Any]:
    """Make the application, in the process that serves; where that fails, tell the parent and end with it."""
    try:
        app = create_app(config)
    except KgError as error:
        failure.send(str(error))
        _end_with_the_parent()
    Finalize(None, close, (app,), exitpriority=0)
    start_workers(app)
    threading.Thread(target=_begin, args=(app, host, port), daemon=True).start()
    threading.Thread(target=_end_after_the_parent, daemon=True).start()
    queries, articles = config.limits, config.extraction
    threads = THREADS + queries.workers + queries.slow + queries.waiting
    threads += articles.workers + articles.waiting + articles.strangers
    return cast("Callable[..., Any]", Gateway(app, threads, partial(stop_workers, app)))


def _end_with_the_parent() -> NoReturn:
    """Have the parent stop this process and then itself; exiting first would count as a crash."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        os.kill(parent.pid, signal.SIGTERM)
    while True:
        signal.pause()


def _end_after_the_parent() -> None:
    """Stop this process when the parent was killed: nobody else would, and it holds store and port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _begin(app: Flask, host: str, port: int) -> None:
    """Announce the server, and when its first requests are answered prepare for articles."""
    _announce(host, port)
    sleep(SECONDS_TO_SETTLE)
    prepare_for_articles(app)


def _announce(host: str, port: int) -> None:
    """Print the address as soon as it answers; from then on signals are heeded at once, too."""
    deadline = monotonic() + SECONDS_TO_START
    reachable = _EVERYWHERE.get(host, host)
    while monotonic() < deadline:
        if _answers(reachable, port):
            shown = "localhost" if reachable in ("127.0.0.1", "::1") else f"[{host}]" if ":" in host else host
            click.echo(f"Serving the knowledge graph at http://{shown}:{port} (Ctrl-C stops it)")
            return
        sleep(0.05)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=SECONDS_TO_START)
    try:
        connection.request("HEAD", "/health")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True
