"""Immutable copies of a store, one a version, for readers in other processes.

A copy is a checkpoint of the database: hard links to files that never change, so it costs milliseconds and
next to no space. It is made when somebody asks and the contents have changed since the last one, and removed
when a newer one is there and nobody uses it any more.
"""

import shutil
import threading
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kg.store.embedded import EmbeddedStore
from kg.store.faults import store_faults
from kg.store.folder import SNAPSHOTS


@dataclass(slots=True, eq=False)
class Snapshot:
    """A copy of the store's database.

    Attributes:
        path: its folder, to be opened with ``pyoxigraph.Store.read_only``.
        version: of its contents, exactly: equal versions are equal contents.
        basis: the version that the store had when it was made. The contents are that version or a later one.
    """

    path: Path
    version: str
    basis: str
    uses: int = 0


class Snapshots:
    """The snapshots of a store that this process has open for writing. Threads may share it.

    Args:
        store: the store; left-over snapshots of a process that was killed are removed from its folder.

    Raises:
        StoreError: they cannot be removed.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.folder = store.path / SNAPSHOTS
        self._kept: list[Snapshot] = []
        self._numbers = count(1)
        self._lock = threading.Lock()
        with store_faults(store.path):
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(exist_ok=True)

    def acquire(self) -> Snapshot:
        """Return a snapshot of the contents as they are now or a moment later; `release` must follow.

        Raises:
            StoreError: it cannot be made.
        """
        with self._lock:
            newest = self._kept[-1] if self._kept else None
            if newest is None or newest.basis != self._store.version():
                newest = self._make()
            newest.uses += 1
            return newest

    def release(self, snapshot: Snapshot) -> None:
        """Say that it is used no more by whoever acquired it."""
        with self._lock:
            snapshot.uses -= 1
            self._remove_old()

    def close(self) -> None:
        """Remove all snapshots; none may be in use."""
        with self._lock:
            self._kept.clear()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _make(self) -> Snapshot:
        basis = self._store.version()
        path = self.folder / str(next(self._numbers))
        snapshot = Snapshot(path, self._store.checkpoint(path), basis)
        self._kept.append(snapshot)
        self._remove_old()
        return snapshot

    def _remove_old(self) -> None:
        for old in [snapshot for snapshot in self._kept[:-1] if not snapshot.uses]:
            self._kept.remove(old)
            shutil.rmtree(old.path, ignore_errors=True)
