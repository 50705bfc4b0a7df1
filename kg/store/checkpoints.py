"""Copies of a database that is in use, made of hard links, and flushing it: one at a time in a process.

A flush while a copy is made can make RocksDB wait for itself for ever, or miss a part of its log.
"""

import threading
from pathlib import Path

import pyoxigraph as ox

one_at_a_time = threading.Lock()
"""Held while a database is copied, flushed or opened anew."""


def checkpoint(store: ox.Store, folder: Path) -> None:
    """Write a consistent copy of a database to a new folder, while others may write to it.

    Raises:
        RuntimeError, OSError: it cannot be written.
    """
    with one_at_a_time:
        store.backup(folder)


def flush(store: ox.Store) -> None:
    """Make what was written so far survive a power failure.

    Raises:
        RuntimeError, OSError: it cannot be written.
    """
    with one_at_a_time:
        store.flush()
