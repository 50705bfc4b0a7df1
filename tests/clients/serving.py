"""`kg serve` in a process of its own, and what a client's test needs to be installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.request import Request, urlopen

import pytest

from tests.server.serving import free_port

TOKEN = "for-clients"


@contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """Serve a store for as long as the context is open; its value is the server's address."""
    port = str(free_port())
    kg = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')"]
    process = subprocess.Popen(
        [*kg, "--store", str(store), "serve", "--port", port, *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "KG_WRITE_TOKEN": TOKEN},
    )
    assert process.stdout is not None
    assert port in process.stdout.readline()
    yield f"http://localhost:{port}"
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0


def clear(server: str) -> None:
    """Remove everything from a bare store."""
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    with urlopen(Request(f"{server}/sparql", b"DROP ALL", headers), timeout=30) as response:
        assert response.status == 204


def program(name: str) -> str:
    """Return the path of a program; without it the test is skipped, on the build machine it fails."""
    return shutil.which(name) or absent(f"{name} is not installed")


def absent(what: str) -> NoReturn:
    """Skip the test, saying what is absent; on the build machine fail, so that it is not skipped unseen."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)
