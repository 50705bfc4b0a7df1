"""The open database of a store: it is read on when a disk is full, and written again when there is room.

RocksDB refuses every write after one that failed, until it is opened anew (the "background error" of its
manual). It refuses to be opened twice in a process, but not to be opened for reading beside that.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import pyoxigraph as ox

from kg.durable import sync_file, sync_folder
from kg.store.checkpoints import checkpoint, flush, one_at_a_time
from kg.store.space import require_space

T = TypeVar("T")

SECONDS_TO_LET_GO = 5.0
"""How long a write waits for readers of a database that is to be opened anew."""

_PASSING = ("lock hold by current process", "No such file or directory")
"""RocksDB's words for that somebody still reads what has failed, and that it still tidies up itself."""

_OWN_FILES = ("LOCK", "LOG")  # which every opening makes anew


class Database:
    """An open database. Threads may share it; only one at a time may call `prepare` and `write`.

    Args:
        path: its folder.
        read_only: open it beside others.

    Attributes:
        handle: what it is read by, now; not to be kept longer than a read takes.

    Raises:
        OSError, RuntimeError: it cannot be opened.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.handle = ox.Store.read_only(str(path)) if read_only else ox.Store(path)
        self._failed = False

    def prepare(self) -> None:
        """Make sure that it can be written. To be called before anything is read for a write.

        Raises:
            StoreFullError: there is too little room.
            OSError, RuntimeError: it cannot be opened anew, or somebody goes on reading what has failed.
        """
        require_space(self.path)
        if self._failed:
            with one_at_a_time:
                self._reopen()

    def write(self, step: Callable[[ox.Store], None]) -> None:
        """Carry out a step that writes, which is one transaction.

        Raises:
            OSError: it cannot be written; nothing has changed.
        """
        with self._noticed():
            step(self.handle)

    def sync(self) -> None:
        """Make what was written so far survive a power failure: it is all in the logs, or in older files.

        Raises:
            OSError: it cannot be written.
        """
        for log in self.path.glob("*.log"):
            with suppress(FileNotFoundError):  # what was in it is in other files now
                sync_file(log)
        sync_folder(self.path)

    def checkpoint(self, folder: Path) -> None:
        """Write a copy to a new folder, while others may write; it needs no room on a full disk.

        Raises:
            OSError, RuntimeError: it cannot be written.
        """
        try:
            checkpoint(self.handle, folder)
        except OSError:
            if not self._is_stopped():
                raise
            with one_at_a_time:
                _patiently(lambda: self._link(folder))

    def close(self, *, flushed: bool) -> None:
        """Let go of it; `flushed`, so that whoever opens it next has no log to read.

        Raises:
            OSError: the files cannot be written; nothing is lost.
        """
        try:
            if flushed and not self._failed:
                flush(self.handle)
        finally:
            del self.handle

    def _is_stopped(self) -> bool:
        """Return whether nobody can write, so that its files stay as they are."""
        try:
            with self._noticed():
                flush(self.handle)
        except (OSError, RuntimeError):  # the latter where it could be opened only for reading
            return True
        return False

    @contextmanager
    def _noticed(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self._failed = True
            raise

    def _link(self, folder: Path) -> None:
        """Make a folder of links to all files: enough to be read, as long as nobody writes to them."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in self.path.iterdir():
            if not file.name.startswith(_OWN_FILES):
                os.link(file, folder / file.name)
        ox.Store.read_only(str(folder))

    def _reopen(self) -> None:
        """Open it anew, only for reading until the last reader has let go of what has failed."""
        self.handle = _patiently(lambda: ox.Store.read_only(str(self.path)))
        self.handle = _patiently(lambda: ox.Store(self.path))
        self._failed = False


def _patiently(step: Callable[[], T]) -> T:
    """Repeat what fails for a reason that passes, for a while."""
    deadline = monotonic() + SECONDS_TO_LET_GO
    while True:
        try:
            return step()
        except (OSError, RuntimeError) as error:
            if monotonic() > deadline or not any(words in str(error) for words in _PASSING):
                raise
        sleep(0.05)
