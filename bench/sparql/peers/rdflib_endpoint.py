"""rdflib-endpoint, from the Python Package Index."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from bench.sparql.news import Dataset
from bench.sparql.peers.peer import Peer

_MOST_TRIPLES = 1_000_000

_ON_DISK = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(store="Oxigraph", default_union=True)
graph.open(sys.argv[1])
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""


class RdflibEndpoint(Peer):
    """Its own command, which reads the file into memory."""

    key = "rdflib-endpoint"
    name = "rdflib-endpoint"
    path = "/"
    setting = "in memory"
    seconds_to_start = 600

    def __init__(self, folder: Path) -> None:
        self._bin = folder / "rdflib-endpoint" / "bin"

    def missing(self, dataset: Dataset) -> str | None:
        """Return whether it is installed, and the graph fits into memory."""
        if not (self._bin / "rdflib-endpoint").exists():
            return f"not installed: no {self._bin / 'rdflib-endpoint'}"
        if dataset.triples > _MOST_TRIPLES:
            return f"keeps all in memory: not started with more than {_MOST_TRIPLES:,} triples"
        return None

    def version(self) -> str:
        """Return what is installed."""
        code = "from importlib.metadata import version; print(version('rdflib-endpoint'))"
        said = subprocess.run([self._bin / "python", "-c", code], capture_output=True, text=True, check=True)
        return said.stdout.strip()

    def prepare(self, dataset: Dataset, folder: Path) -> None:  # noqa: ARG002 - it reads the file when it starts
        """Do nothing but make the folder."""
        folder.mkdir()

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:  # noqa: ARG002 - see Peer
        """Return how it is served."""
        address = ("--host", "127.0.0.1", "--port", str(port))
        return (str(self._bin / "rdflib-endpoint"), "serve", *address, str(dataset.file))


class RdflibEndpointOnDisk(RdflibEndpoint):
    """The same application on a database on disk, through oxrdflib."""

    key = "rdflib-endpoint-oxigraph"
    name = "rdflib-endpoint on Oxigraph"
    setting = "oxrdflib, on disk"
    seconds_to_start = 60

    def missing(self, dataset: Dataset) -> str | None:  # noqa: ARG002 - see Peer
        """Return whether it is installed."""
        found = list(self._bin.parent.glob("lib/python*/site-packages/oxrdflib"))
        return None if found else f"not installed: no oxrdflib in {self._bin.parent}"

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Load the file."""
        folder.mkdir()
        database = ox.Store(folder / "oxigraph")
        database.bulk_load(path=str(dataset.file), format=ox.RdfFormat.N_QUADS)
        database.flush()
        database.optimize()

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:  # noqa: ARG002 - see Peer
        """Return how it is served."""
        return (str(self._bin / "python"), "-c", _ON_DISK, str(folder / "oxigraph"), str(port))
