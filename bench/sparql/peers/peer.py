"""What a server that is compared has to say of itself."""

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.sparql.news import Dataset

HEAP = "4g"
"""How much memory a server may keep for itself that wants to be told."""

TIME_LIMIT = 60
"""Seconds after which a query counts as not answered."""


class Peer(ABC):
    """A server of SPARQL, as its documentation recommends to run it on a small machine.

    Attributes:
        key: a name for folders and the command line.
        name: for people.
        path: of its SPARQL service.
        setting: what is particular to how it runs here.
        seconds_to_start: until it answers; one that loads its data when it starts needs longer.
    """

    key: str
    name: str
    path = "/sparql"
    setting = ""
    seconds_to_start = 60

    @abstractmethod
    def missing(self, dataset: Dataset) -> str | None:
        """Return None when it is there and can hold the graph, else what it lacks."""

    @abstractmethod
    def version(self) -> str:
        """Return its version."""

    @abstractmethod
    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Load the graph into a folder that does not exist yet."""

    @abstractmethod
    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:
        """Return the command that serves what `prepare` loaded, at a port of the loopback interface."""

    def environment(self, folder: Path) -> Mapping[str, str]:  # noqa: ARG002 - others need the folder
        """Return what it wants in its environment."""
        return {}


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command in a folder; what it prints is kept in ``loading.log`` there.

    Raises:
        SystemExit: it fails.
    """
    log = folder / "loading.log"
    with log.open("ab") as out:
        done = subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    if done.returncode:
        lines = log.read_text(errors="replace").splitlines()[-5:]
        raise SystemExit("\n".join([f"{command[0]} failed with {done.returncode}:", *lines]))
