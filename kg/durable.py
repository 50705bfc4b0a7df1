"""Files that are replaced as a whole, and are there after a power failure."""

import os
from pathlib import Path

NEW = ".new"
"""How the name of a file ends that is about to take the place of another."""

_EVERYBODY = 0o666  # less what the process masks


def write_whole(path: Path, text: str, writer: str = "", mode: int = _EVERYBODY) -> None:
    """Write a file at once: whoever reads it sees the old or the new one, also after a power failure.

    Args:
        path: the file.
        text: what shall be in it, as UTF-8.
        writer: what tells this writer from others of the same file, where there may be several.
        mode: who may read and write it.

    Raises:
        OSError: it cannot be written.
    """
    new = path.with_name(path.name + writer + NEW)
    new.unlink(missing_ok=True)  # of a writer that was killed
    new.touch(mode, exist_ok=False)
    with new.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power failure.

    Raises:
        OSError: they cannot be written.
    """
    sync_file(path)


def sync_file(path: Path) -> None:
    """Make what was written to a file, by whomever, survive a power failure.

    Raises:
        OSError: it cannot be written.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
