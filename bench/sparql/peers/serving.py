"""Servers as processes that end with the bench."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Self

from bench.sparql.news import Dataset
from bench.sparql.peers.peer import Peer

_SECONDS_TO_STOP = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A peer that runs.

    Attributes:
        peer: what it is.
        port: where it listens.
        process: the id of its first process.
    """

    peer: Peer
    port: int
    process: int


class Fleet:
    """Servers that run as long as the context lasts.

    Args:
        peers: what to start, each on what was loaded before.
        dataset: what they have loaded.

    Attributes:
        servers: in the order of the peers.
    """

    def __init__(self, peers: Sequence[Peer], dataset: Dataset) -> None:
        self._peers, self._dataset = peers, dataset
        self._stacks = [ExitStack() for _ in peers]
        self.servers: list[Server] = []

    def __enter__(self) -> Self:
        try:
            self.servers = [self._start(index) for index in range(len(self._peers))]
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def restart(self, server: Server) -> None:
        """Stop a server that goes on with a query after its client has gone, and start it again."""
        index = self._peers.index(server.peer)
        self._stacks[index].close()
        self.servers[index] = self._start(index)

    def _start(self, index: int) -> Server:
        peer = self._peers[index]
        folder, port = self._dataset.folder / peer.key, free_port()
        command = peer.command(self._dataset, folder, port)
        running = started(command, folder, port, peer.seconds_to_start, peer.environment(folder))
        return Server(peer, port, self._stacks[index].enter_context(running))

    def _stop(self) -> None:
        with ExitStack() as all_of_them:
            for stack in self._stacks:
                all_of_them.push(stack)


@contextmanager
def started(
    command: Sequence[str],
    folder: Path,
    port: int,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> Iterator[int]:
    """Run a command until it listens, then as long as the context lasts; yield its process id.

    It gets a process group of its own, all of which ends, and no Ctrl-C of the terminal.

    Raises:
        SystemExit: it does not listen in so many seconds.
    """
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            process_group=0,
        )
    try:
        _wait_for(process, port, seconds, log)
        yield process.pid
    finally:
        _end(process)


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], port: int, seconds: float, log: Path) -> None:
    end = monotonic() + seconds
    while monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        sleep(0.1)
    last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
    raise SystemExit(f"{process.args!r} does not listen:\n{last}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, kindly at first, then its whole group."""
    process.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_STOP)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
