"""Room on the disk: a store is not written when little is left, so that the database meets no full disk."""

import os
from pathlib import Path

from kg.errors import StoreFullError

MEBIBYTE = 1024 * 1024
LEAST_FREE = 64 * MEBIBYTE
"""How many bytes stay free: for the database to flush and merge its files, and for copies of it."""


def require_space(path: Path) -> None:
    """Do nothing if there is room to write to a folder.

    Raises:
        StoreFullError: less than `LEAST_FREE` bytes are left; the message says how much and where.
        OSError: nobody can say.
    """
    disk = os.statvfs(path)
    free = disk.f_bavail * disk.f_frsize
    if free < LEAST_FREE:
        raise StoreFullError(
            f"Only {free // MEBIBYTE} MiB are free for {path}, and {LEAST_FREE // MEBIBYTE} MiB "
            "must stay free. Free some and repeat; nothing stored before is lost."
        )
