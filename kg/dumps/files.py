"""Dumps of a store that is being served: files, one a dump, as long as the contents are the same."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

from kg.dumps.offered import Dump
from kg.durable import NEW
from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore
from kg.store.faults import store_faults
from kg.store.folder import SNAPSHOTS
from kg.workers.process import QUERIES

MOST_WAITING = 4
"""So many wait for dumps at once at most, as each keeps a thread of the server."""

_FOLDER, _COPY = "dumps", "copy"


class DumpFiles:
    """The dumps of a store that this process has open for writing. Threads may share it.

    Each is made when somebody asks for it, by another process, from a copy of the database by hard links.
    Those of older contents are removed then; whoever reads one reads on.

    Args:
        store: the store.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._folder = store.path / SNAPSHOTS / _FOLDER
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_WAITING)
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def known(self, dump: Dump) -> Path | None:
        """Return the file of a dump of the contents as they are now, if it was made; see `file`."""
        path = self._folder / self._store.version() / _name(dump)
        return path if path.exists() else None

    def file(self, dump: Dump) -> Path | None:
        """Return the file of a dump, made if need be; its folder is named by the version of the contents.

        None when too many wait for dumps already.

        Raises:
            StoreError: it cannot be made.
        """
        known = self.known(dump)
        if known is not None:
            return known
        if not self._places.acquire(blocking=False):
            return None
        try:
            with self._lock, store_faults(self._store.path):
                return self.known(dump) or self._made(dump)
        finally:
            self._places.release()

    def close(self) -> None:
        """Stop what is being made, and make nothing more."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    def _made(self, dump: Dump) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        copy = self._folder / _COPY
        shutil.rmtree(copy, ignore_errors=True)
        version = self._store.checkpoint(copy)
        path = self._folder / version / _name(dump)
        path.parent.mkdir(exist_ok=True)
        unfinished = path.with_name(NEW + path.name)
        try:
            self._run(copy, dump, unfinished)
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
            shutil.rmtree(copy, ignore_errors=True)
        for other in self._folder.iterdir():
            if other != path.parent:
                shutil.rmtree(other, ignore_errors=True)
        return path

    def _run(self, copy: Path, dump: Dump, path: Path) -> None:
        union = "union" if self._store.keeps_union else ""
        command = [sys.executable, "-m", "kg.dumps", str(copy), union, dump.form, dump.table or "", str(path)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stderr=pipe, env=QUERIES.environment()) as process:  # noqa: S603
            self._process = process
            if self._closed:
                process.kill()
            assert process.stderr is not None  # noqa: S101 - it is a pipe
            message = process.stderr.read().decode(errors="replace").strip()
        self._process = None
        if process.returncode != 0:
            raise StoreError(f"The dump {dump.address} cannot be made: {message or 'it was stopped'}")


def _name(dump: Dump) -> str:
    return dump.address.replace("/", "-")
