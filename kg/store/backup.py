"""Backups as one stream, as a server sends them, and restoring a store from a backup."""

import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import IO

from kg.errors import StoreError
from kg.store import Store
from kg.store.embedded import EmbeddedStore
from kg.store.faults import store_faults
from kg.store.folder import SNAPSHOTS, appearing

_NAME = "backup"
_PERMISSIONS = 0o700


def packed(store: Store, path: Path) -> IO[bytes]:
    """Return a backup of a store as a tar archive, in a file without a name; the caller closes it.

    The contents are those at one moment, after this was called; the store can be written meanwhile.

    Args:
        store: the store, which this process has open for writing.
        path: its folder.

    Raises:
        StoreError: there is no space for it.
    """
    with store_faults(path):
        scratch = path / SNAPSHOTS  # which the next server empties if this one is killed
        scratch.mkdir(exist_ok=True)
        file = tempfile.TemporaryFile(dir=scratch)  # noqa: SIM115 - the caller closes it
        with tempfile.TemporaryDirectory(dir=scratch, prefix=f"{_NAME}-") as folder:
            store.backup(Path(folder) / _NAME)
            with tarfile.open(fileobj=file, mode="w") as archive:
                archive.add(Path(folder) / _NAME, arcname=".")
        file.seek(0)
    return file


def unpack(archive: IO[bytes], folder: Path) -> None:
    """Write the backup that `packed` made to a new folder, which has its name when it is a whole store.

    Raises:
        StoreError: the folder exists, cannot be written, or the archive is not whole.
    """
    if folder.exists():
        raise StoreError(f"{folder} exists already; name a folder that does not.")
    with store_faults(folder), appearing(folder) as unfinished:
        try:
            with tarfile.open(fileobj=archive, mode="r|") as packed_store:
                _extract(packed_store, unfinished)
        except tarfile.TarError as error:
            raise StoreError(f"The backup is not whole ({error}). Make it again.") from error
        EmbeddedStore(unfinished, create=False, read_only=True).close()


def _extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Write files and folders into a folder and nothing elsewhere, which Python sees to from 3.11.4 on only.

    Raises:
        tarfile.TarError: the archive is not whole, or holds something else.
    """
    for member in archive:
        place = PurePosixPath(member.name)
        content = archive.extractfile(member) if member.isfile() else None
        if place.is_absolute() or ".." in place.parts or (content is None and not member.isdir()):
            raise tarfile.ReadError(f"{member.name} is nothing that a store has")
        target = folder / place
        if content is None:
            target.mkdir(parents=True, exist_ok=True)
        else:
            with content, target.open("wb") as out:
                shutil.copyfileobj(content, out)
        target.chmod(member.mode & _PERMISSIONS)


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
