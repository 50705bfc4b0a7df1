"""The folder of an embedded store: who may use it now, what it holds, which version that is.

::

    store.json   what the store was made as; written last when a store is made
    lock         shared by readers, or held by one writer, who writes its process id into it
    version      of the contents; absent while somebody writes, and after a writer was killed
    oxigraph/    the database
    access/      the tokens of its server (`kg.access`); absent where there are none; may be there first
    trial-*/     where updates are tried (`kg.store.trial`); absent otherwise
    snapshots/   what a server's readers have open (`kg.store.snapshots`); absent otherwise
    history/     old versions of graphs (`kg.history.archive`); absent while there are none
    rejected/    what was handed in and refused (`kg.store.quarantine`), which needs no lock
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.durable import NEW, sync_folder, write_whole
from kg.errors import StoreError, StoreInUseError

DATABASE = "oxigraph"
SNAPSHOTS = "snapshots"
REJECTED = "rejected"
HISTORY = "history"
TRIAL = "trial-"
"""How the folders begin in which updates are tried."""

_MARK, _LOCK, _VERSION, _ACCESS = "store.json", "lock", "version", "access"
_LAYOUT = 1


class StoreFolder:
    """A store's folder, locked from construction to `release`.

    Args:
        path: the folder.
        create: make it when it is missing or empty.
        read_only: share it with other readers.

    Raises:
        StoreError: there is no store and none shall be made, it holds something else, or it is in use.
        OSError: it cannot be read or written.
    """

    def __init__(self, path: Path, *, create: bool, read_only: bool) -> None:
        self.path = path
        self._read_only = read_only
        self._check_kind(create=create)
        if create:
            path.mkdir(parents=True, exist_ok=True)
        self._lock = self._acquire()

    @property
    def database(self) -> Path:
        """Where the database lies."""
        return self.path / DATABASE

    @property
    def marked(self) -> bool:
        """Whether a store was completely made here."""
        return (self.path / _MARK).exists()

    def keeps_union(self) -> bool:
        """Return whether the store's unnamed graph is the union of the others, as `mark` said.

        Raises:
            StoreError: a later program made the store, or the file is damaged.
        """
        try:
            mark = json.loads((self.path / _MARK).read_text())
            layout, union = mark["layout"], bool(mark["union"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"The store {self.path} is damaged: {_MARK} cannot be read. Restore a backup."
            ) from error
        if layout != _LAYOUT:
            raise StoreError(
                f"The store {self.path} has layout {layout}, which this version of newskg cannot read."
            )
        return union

    def saved_version(self) -> str:
        """Return the version that the last writer left, else one that nothing else had or will have."""
        try:
            return (self.path / _VERSION).read_text()
        except FileNotFoundError:
            return secrets.token_hex(8)

    def save_version(self, version: str) -> None:
        """Keep the version for whoever opens the store next."""
        write_whole(self.path / _VERSION, version)

    def forget_version(self) -> None:
        """Forget the saved version for good, before contents change."""
        (self.path / _VERSION).unlink(missing_ok=True)
        sync_folder(self.path)

    def sweep(self) -> None:
        """Remove what nobody needs: what a writer that was killed has left, and old logs of the database.

        RocksDB would keep those of the last thousand times that it was opened.
        """
        for log in self.database.glob("LOG.old.*"):
            log.unlink()
        for trial in self.path.glob(f"{TRIAL}*"):
            shutil.rmtree(trial, ignore_errors=True)

    def release(self) -> None:
        """Let others use the folder."""
        if not self._read_only:
            os.ftruncate(self._lock, 0)
        os.close(self._lock)

    def _check_kind(self, *, create: bool) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise StoreError(f"{self.path} is a file, not the folder of a store.")
        found = (
            {entry.name.removesuffix(NEW) for entry in self.path.iterdir()} if self.path.exists() else set()
        )
        if found - {_MARK, _LOCK, _VERSION, _ACCESS, DATABASE} and _MARK not in found:
            raise StoreError(
                f"The folder {self.path} holds something else than a store; name another with --store."
            )
        if not create and _MARK not in found:
            raise StoreError(f"There is no store at {self.path}.")

    def _acquire(self) -> int:
        """Lock the folder and return the descriptor that holds the lock, at most as long as the process."""
        flags = os.O_RDONLY if self._read_only else os.O_RDWR | os.O_CREAT
        descriptor = os.open(self.path / _LOCK, flags | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if self._read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip()
            os.close(descriptor)
            raise self._in_use(holder) from error
        if not self._read_only:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        return descriptor

    def _in_use(self, holder: str) -> StoreInUseError:
        who = f"process {holder}" if _runs(holder) else "another process"
        return StoreInUseError(
            f"The store {self.path} is in use by {who}.",
            "Wait or stop it; if it is kg serve, "
            "ask it with kg query --endpoint http://localhost:8000/sparql instead.",
        )


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Give a path beside that one, and rename it to that one when it is finished; else remove it."""
    unfinished = path.with_name(path.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        yield unfinished
        unfinished.rename(path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def copy_companions(path: Path, copy: Path) -> None:
    """Make a folder with all that a store's folder has beside the database: what was refused, tokens.

    To be done before the database is copied: what is accepted meanwhile is in both then, never in neither.
    """
    try:
        shutil.copytree(path, copy, ignore=_not_companions, copy_function=_copy_if_there)
    except shutil.Error as error:
        if any(Path(source).exists() for source, _, _ in error.args[0]):
            raise
    for entry in (copy / REJECTED).glob("*"):
        if not (path / REJECTED / entry.name).exists():
            shutil.rmtree(entry)  # it was dropped while it was copied


def copy_history(path: Path, copy: Path) -> None:
    """Copy old versions that are not in a copy of the store's folder yet.

    To be done after the database is copied: what it knows as an old version must be there.
    """
    for file in (path / HISTORY).rglob("*"):
        target = copy / file.relative_to(path)
        if file.is_file() and not file.name.endswith(NEW) and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)


def _not_companions(folder: str, names: list[str]) -> list[str]:
    own = {_MARK, _LOCK, _VERSION, DATABASE, SNAPSHOTS} if (Path(folder) / DATABASE).exists() else set()
    return [name for name in names if name in own or name.startswith((".", TRIAL)) or name.endswith(NEW)]


def _copy_if_there(source: str, target: str) -> None:
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


def mark(path: Path, *, union: bool) -> None:
    """Say that the folder holds a whole store, and whether its unnamed graph is the union of all others."""
    (path / _LOCK).touch()
    write_whole(path / _MARK, json.dumps({"layout": _LAYOUT, "union": union}))


def _runs(process: str) -> bool:
    """Say whether there is a process of that id."""
    try:
        os.kill(int(process), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
