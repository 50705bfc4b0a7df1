"""The Oxigraph server, which is the engine that newskg's store is made of."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench.sparql.news import Dataset
from bench.sparql.peers.newskg import copy_database
from bench.sparql.peers.peer import Peer, run
from kg.store.folder import DATABASE


class Oxigraph(Peer):
    """``oxigraph serve-read-only``; its union repeats what several graphs state alike."""

    key = "oxigraph"
    name = "Oxigraph"
    path = "/query"
    setting = "--union-default-graph"

    def __init__(self, folder: Path) -> None:
        self._program = folder / "oxigraph" / "bin" / "oxigraph"

    def missing(self, dataset: Dataset) -> str | None:  # noqa: ARG002 - of no consequence here
        """Return whether it was built."""
        return None if self._program.exists() else f"not built: no {self._program}"

    def version(self) -> str:
        """Return what it says."""
        said = subprocess.run([self._program, "--version"], capture_output=True, text=True, check=True)
        return said.stdout.split()[-1]

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Load the file, then put the database in order."""
        folder.mkdir()
        location = ("--location", str(folder / DATABASE))
        run((str(self._program), "load", *location, "--file", str(dataset.file)), folder)
        run((str(self._program), "optimize", *location), folder)

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:  # noqa: ARG002 - see Peer
        """Return how it is served."""
        return (*self._bare(folder, port), "--union-default-graph")

    def _bare(self, folder: Path, port: int) -> tuple[str, ...]:
        address = ("--bind", f"127.0.0.1:{port}")
        # Not with --timeout-s: it keeps a thread for each query until the time is over, and runs out of them.
        return (str(self._program), "serve-read-only", "--location", str(folder / DATABASE), *address)


class OxigraphUnionStored(Oxigraph):
    """The same server on newskg's own database, in which the union is stored."""

    key = "oxigraph-union-stored"
    name = "Oxigraph, union stored"
    setting = "on newskg's database"

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Take newskg's database; in which each triple is in the unnamed graph once."""
        copy_database(dataset, folder / DATABASE)

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:  # noqa: ARG002 - see Peer
        """Return how it is served."""
        return self._bare(folder, port)
