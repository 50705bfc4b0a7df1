"""`kg serve`."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import Result

Kg = Callable[..., Result]
Served = tuple[subprocess.Popen[str], int]


@pytest.fixture
def served(own_store: Path) -> Iterator[Served]:
    """A server in a process of its own, and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "from kg.cli import main; main(prog_name='kg')"
    server = subprocess.Popen(
        [sys.executable, "-c", code, "--store", str(own_store), "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    assert str(port) in server.stdout.readline()
    yield server, port
    if server.poll() is None:
        os.kill(server.pid, signal.SIGINT)
    server.communicate(timeout=30)


def test_the_graph_is_served_until_ctrl_c(served: Served, kg: Kg, own_store: Path) -> None:
    server, port = served
    with urlopen(f"http://127.0.0.1:{port}/health") as response:
        assert response.status == 200
    asked = kg("query", "--endpoint", f"http://127.0.0.1:{port}/sparql", "ASK { ?s a kg:Article }")
    assert asked.stdout == "true\n"
    os.kill(server.pid, signal.SIGINT)
    _, messages = server.communicate(timeout=30)
    assert (server.returncode, "Traceback" in messages) == (0, False)
    assert kg("--store", own_store, "stats").exit_code == 0


def test_a_port_or_a_store_in_use_is_said(served: Served, kg: Kg, own_store: Path, tmp_path: Path) -> None:
    _, port = served
    taken = kg("--store", tmp_path / "other", "serve", "--port", port)
    assert (taken.exit_code, f"Port {port} is in use" in taken.stderr) == (2, True)
    locked = kg("--store", own_store, "stats")
    assert (locked.exit_code, "is in use by process" in locked.stderr) == (2, True)
