"""This project's own server."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyoxigraph as ox

from bench.sparql.news import Dataset
from bench.sparql.peers.peer import TIME_LIMIT, Peer
from kg.store.folder import DATABASE, mark

KG = (sys.executable, "-W", "ignore", "-c", "from kg.cli import main; main()")


class Newskg(Peer):
    """``kg serve``, with the time limit of the bench instead of its own."""

    key = "newskg"
    name = "newskg"
    options: tuple[str, ...] = ()

    def missing(self, dataset: Dataset) -> str | None:  # noqa: ARG002 - of no consequence here
        """Return None: it is here."""
        return None

    def version(self) -> str:
        """Return the version of the checkout."""
        try:
            return version("newskg")
        except PackageNotFoundError:
            return "from the checkout"

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Load all graphs, and their union into the unnamed one, where each triple is there once."""
        folder.mkdir()
        database = ox.Store(folder / DATABASE)
        database.bulk_load(path=str(dataset.file), format=ox.RdfFormat.N_QUADS)
        database.bulk_extend(_unnamed(dataset.file))
        database.flush()
        database.optimize()
        del database
        mark(folder, union=True)

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:  # noqa: ARG002 - see Peer
        """Return how it is served."""
        limit = str(TIME_LIMIT)
        serve = ("serve", "--port", str(port), "--query-timeout", limit, "--log-level", "warning")
        return (*KG, "--store", str(folder), *serve, *self.options)


class NewskgWithoutCache(Newskg):
    """The same server, which computes each answer anew."""

    key = "newskg-no-cache"
    name = "newskg, no answer cache"
    options = ("--answer-cache", "0")

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Take the other one's database, since only one server can have it."""
        copy_database(dataset, folder / DATABASE)
        mark(folder, union=True)


def copy_database(dataset: Dataset, target: Path) -> None:
    """Copy newskg's database; the large files, which never change, are linked.

    Raises:
        SystemExit: there is none yet.
    """
    original = dataset.folder / Newskg.key / DATABASE
    if not original.exists():
        raise SystemExit(f"{original} is missing: run the comparison with {Newskg.key} first.")
    shutil.copytree(original, target, copy_function=_linked)


def _linked(source: str, target: str) -> None:
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _unnamed(file: Path) -> Iterator[ox.Quad]:
    for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS):
        yield ox.Quad(quad.subject, quad.predicate, quad.object)
