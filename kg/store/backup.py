"""Restoring a store from a backup."""

import shutil
from pathlib import Path

from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore
from kg.store.faults import store_faults
from kg.store.folder import appearing


def restore(folder: Path, path: Path) -> None:
    """Make a store at `path` with the contents of the backup in `folder`, which stays as it is.

    Raises:
        StoreError: the folder holds no backup, `path` exists and is not empty, or it cannot be written.
    """
    EmbeddedStore(folder, create=False, read_only=True).close()
    with store_faults(path):
        if path.exists() and (path.is_file() or any(path.iterdir())):
            raise StoreError(f"{path} exists already; move it away, or name another place with --store.")
        with appearing(path) as unfinished:
            shutil.copytree(folder, unfinished)
