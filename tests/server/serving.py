"""A server in a process of its own, with limits that are soon reached."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

TOKEN = "not-to-be-seen"
PROGRAM = """
import json, os, sys
from pathlib import Path
from server import Config
from kg.workers import Limits
from server.config import extraction_limits
from server.run import run
limits = Limits(**json.loads(sys.argv[3]))
settings = json.loads(sys.argv[4])
settings["extraction"] = extraction_limits(**settings.get("extraction", {}))
config = Config(store=Path(sys.argv[1]), write_token=os.environ["TOKEN"], limits=limits, **settings)
run(config, "127.0.0.1", int(sys.argv[2]))
"""


class Server:
    """A server; what it logs is in the file `log`.

    Args:
        store: folder of its store.
        log: where its standard error goes.
        port: where it listens; by default where nobody does.
        settings: fields of `server.Config` that are not as usual; ``extraction`` are those of its limits.
        limits: fields of `kg.workers.Limits` that are not as usual.
    """

    def __init__(
        self,
        store: Path,
        log: Path,
        port: int | None = None,
        settings: dict[str, Any] | None = None,
        **limits: float,
    ) -> None:
        self.log = log
        self.port = port or free_port()
        parts = (limits, settings or {})
        with log.open("a") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(store), str(self.port), *map(json.dumps, parts)],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                # Where the disk seems full, bytecode would be cut off, and others would read it.
                env={**os.environ, "TOKEN": TOKEN, "PYTHONDONTWRITEBYTECODE": "1"},
            )
        assert self.process.stdout is not None
        assert str(self.port) in self.process.stdout.readline(), log.read_text()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """End it by a signal; return the exit status."""
        self.process.send_signal(number)
        self.process.communicate(timeout=20)
        return self.process.returncode

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def request(
        self, method: str, path: str, *, token: str | None = None, **arguments: Any
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request; return status, headers and body."""
        connection = self.connect()
        headers = arguments.pop("headers", {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        connection.request(method, path, headers=headers, **arguments)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body

    def ask(self, query: str) -> tuple[int, dict[str, str], Any]:
        """Ask a query; return status, headers and what the JSON of the answer or of the problem says."""
        status, headers, body = self.request("GET", address(query))
        return status, headers, json.loads(body)

    def running(self) -> list[dict[str, Any]]:
        """Return the queries that run."""
        listed: list[dict[str, Any]] = json.loads(self.request("GET", "/queries", token=TOKEN)[2])["queries"]
        return listed

    def metric(self, name: str) -> float:
        """Return a metric, by its name and labels."""
        lines = self.request("GET", "/metrics")[2].decode().splitlines()
        return next((float(line.split()[-1]) for line in lines if line.startswith(f"{name} ")), 0)

    def serving_process(self) -> int:
        """Return the id of the process that has the store open."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(pid) for pid in children if "spawn" not in Path(f"/proc/{pid}/comm").read_text())


def address(query: str) -> str:
    """Return the path that asks a query."""
    return f"/sparql?query={quote(query)}"


def free_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_process(pid: int) -> bool:
    """Return whether a process of that id runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
