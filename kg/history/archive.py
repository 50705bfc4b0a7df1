"""The contents of old versions: a file each, beside the database.

::

    history/{two digits}/{digest of the graph's name}/{number}.nt.gz
"""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.durable import NEW, sync_folder
from kg.errors import StoreError
from kg.store.faults import store_faults
from kg.store.folder import HISTORY

_LEVEL = 6


class Archive:
    """The old versions of the graphs of a store.

    Args:
        path: the folder of the store.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, graph: str, number: int, triples: Iterable[ox.Triple]) -> None:
        """Write the contents of a version, so that they survive a power failure.

        Raises:
            StoreError: they cannot be written.
        """
        text = b"".join(sorted(f"{triple} .\n".encode() for triple in triples))
        place = self._place(graph, number)
        new = place.with_name(place.name + NEW)
        with store_faults(self._path):
            place.parent.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as out:
                out.write(gzip.compress(text, _LEVEL, mtime=0))
                out.flush()
                os.fsync(out.fileno())
            new.replace(place)
            for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
                sync_folder(folder)

    def contents(self, graph: str, number: int) -> list[ox.Triple] | None:
        """Return the contents of a version; None when they are not kept, as those of the current one.

        Raises:
            StoreError: they are damaged or cannot be read.
        """
        place = self._place(graph, number)
        with store_faults(self._path):
            try:
                text = gzip.decompress(place.read_bytes())
                return [quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES)]
            except FileNotFoundError:
                return None
            except (EOFError, gzip.BadGzipFile, zlib.error, SyntaxError) as error:
                problem = f"The store {self._path} is damaged: version {number} of {graph} cannot be read"
                raise StoreError(f"{problem} ({place}). Restore a backup.") from error

    def _place(self, graph: str, number: int) -> Path:
        name = hashlib.sha256(graph.encode()).hexdigest()[:20]
        return self._path / HISTORY / name[:2] / name[2:] / f"{number}.nt.gz"
