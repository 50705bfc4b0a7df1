"""What was handed in and refused, kept in the store's folder with the reason, until somebody deals with it.

::

    rejected/{id}/original     the bytes, as they came
    rejected/{id}/entry.json   how they came, when, and why they were refused

A folder gets its name when both files are on the disk, and loses it before they are removed. None of this
needs the lock of the store, so it works beside a server. The id is a digest of what was handed in: the same
content twice is one entry.
"""

import errno
import hashlib
import json
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.durable import sync_folder, write_whole
from kg.errors import StoreError
from kg.store.faults import store_faults
from kg.store.folder import REJECTED

MOST_ENTRIES = 10_000
MOST_BYTES = 1024**3
"""What the quarantine holds at most; the bytes are those of the originals. Nothing makes room by itself."""

_ORIGINAL, _ENTRY = "original", "entry.json"
_ID_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody handed in, and how.

    Attributes:
        data: the bytes.
        media_type: what they are said to be, with the charset where one was stated.
        name: what the sender calls it: an article's name, a file's name.
        way: by which way it came, such as ``/entries`` or ``kg ingest``.
        sender: who handed it in, where that is known.
        url: where it was published, where what it was in says so.
    """

    data: bytes
    media_type: str
    name: str | None
    way: str
    sender: str | None = None
    url: str | None = None

    @property
    def id(self) -> str:
        """The name of it in the quarantine: equal contents, equal ids."""
        head = json.dumps([self.media_type, self.name, self.url, len(self.data)])
        return hashlib.sha256(head.encode() + self.data).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was refused.

    Attributes:
        iri: of the graph that it would have become, where that is known.
        error: what is wrong in a sentence, where no report says it.
        report: what the validation found, as `kg.validation.Report.to_json` has it.
        shacl: the SHACL report in Turtle.
    """

    iri: str | None = None
    error: str | None = None
    report: dict[str, Any] | None = None
    shacl: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """One entry of the quarantine: what was handed in, without its bytes, and what became of it.

    Attributes:
        id: its name in the quarantine; the other fields that a `Submission` has are that one's.
        first: when it was first refused (ISO 8601, UTC).
        last: when it was last refused.
        times: how often it was.
        size: of the original in bytes.
        sha256: of the original.
        refusal: why, the last time.
    """

    id: str
    media_type: str
    name: str | None
    way: str
    sender: str | None
    url: str | None
    first: str
    last: str
    times: int
    size: int
    sha256: str
    refusal: Refusal

    def to_json(self, *, report: bool) -> dict[str, Any]:
        """Return the entry as a JSON object, with what the validation found or with how much that is."""
        found = asdict(self)
        refusal = found.pop("refusal")
        del refusal["shacl"]
        problems = len((refusal["report"] or {}).get("violations", ()))
        if not report:
            del refusal["report"]
        return {**found, **refusal, "problems": problems}


class Quarantine:
    """The refused entries of the store in a folder. Threads and processes may share them.

    Args:
        store: the folder of the store, which need not exist yet.

    Every method raises StoreError when the disk is full or not accessible.
    """

    def __init__(self, store: Path) -> None:
        self.folder = store / REJECTED
        self._known: dict[str, Rejected] = {}
        self._lock = threading.Lock()

    def add(self, submission: Submission, refusal: Refusal) -> str:
        """Keep what was refused, with the reason; return its id. It is on the disk then.

        Raises:
            StoreError: the quarantine is full; what was in it stays.
        """
        entry = _entry(submission, refusal, self.find(submission.id))
        text = json.dumps(asdict(entry), indent=1)
        with store_faults(self.folder):
            if (self.folder / entry.id).exists():
                write_whole(self.folder / entry.id / _ENTRY, text, secrets.token_hex(4))
            else:
                self._check_room(len(submission.data))
                self._make(entry.id, submission.data, text)
        return entry.id

    def entries(self) -> list[Rejected]:
        """Return everything that is kept, what was refused last at the end."""
        return sorted((e for key in self._ids() if (e := self.find(key))), key=lambda e: (e.last, e.id))

    def find(self, id: str) -> Rejected | None:  # noqa: A002 - what it is called everywhere
        """Return the entry of that id; None when there is none, or it is damaged."""
        try:
            return _parsed((self.folder / id / _ENTRY).read_text("utf-8")) if _is_id(id) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begins_with(self, beginning: str) -> list[str]:
        """Return the ids that begin so."""
        return [key for key in self._ids() if key.startswith(beginning)]

    def submission(self, entry: Rejected) -> Submission:
        """Return what was handed in, to be handed in again.

        Raises:
            StoreError: it is there no more, or damaged.
        """
        with store_faults(self.folder):
            data = (self.folder / entry.id / _ORIGINAL).read_bytes()
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise StoreError(f"The rejected entry {entry.id} is damaged. Restore a backup, or drop it.")
        return Submission(data, entry.media_type, entry.name, entry.way, entry.sender, entry.url)

    def drop(self, id: str) -> bool:  # noqa: A002 - what it is called everywhere
        """Remove an entry; False when there is none. One that is damaged can be removed, too."""
        gone = self.folder / f".{id}.{secrets.token_hex(4)}"
        with store_faults(self.folder):
            try:
                if not _is_id(id):
                    return False
                (self.folder / id).rename(gone)
            except FileNotFoundError:
                return False
            shutil.rmtree(gone, ignore_errors=True)
        return True

    def drop_predecessors(self, submission: Submission, iri: str | None) -> tuple[str, ...]:
        """Remove what was refused of the article or entry that is now accepted; return the ids."""
        older = [
            entry.id
            for entry in self._index().values()
            if entry.id == submission.id
            or (iri is not None and entry.refusal.iri == iri)
            or (submission.name is not None and entry.name == submission.name)
        ]
        return tuple(key for key in older if self.drop(key))

    def tidy(self) -> None:
        """Remove what was left of entries that were being made or removed when a process was killed."""
        with store_faults(self.folder), suppress(FileNotFoundError):
            for path in self.folder.iterdir():
                if path.name.startswith("."):
                    shutil.rmtree(path, ignore_errors=True)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each entry that is not whole, and what is wrong with it."""
        for key in self._ids():
            entry = self.find(key)
            if entry is None:
                yield key, f"{_ENTRY} is missing or cannot be read"
                continue
            try:
                self.submission(entry)
            except StoreError as error:
                yield key, str(error)

    def _ids(self) -> list[str]:
        with store_faults(self.folder):
            try:
                return sorted(path.name for path in self.folder.iterdir() if _is_id(path.name))
            except FileNotFoundError:
                return []

    def _index(self) -> dict[str, Rejected]:
        """Return all entries; how each came and how large it is never changes, so each is read once."""
        with self._lock:
            ids = set(self._ids())
            for gone in self._known.keys() - ids:
                del self._known[gone]
            for new in ids - self._known.keys():
                if entry := self.find(new):
                    self._known[new] = entry
            return dict(self._known)

    def _check_room(self, size: int) -> None:
        known = self._index()
        held = sum(entry.size for entry in known.values())
        if len(known) >= MOST_ENTRIES or held + size > MOST_BYTES:
            raise StoreError(
                f"It is not kept: the quarantine is full ({len(known):,} entries, {held / 1e6:,.0f} MB). "
                "Look at it with kg rejected list, and make room with kg rejected drop ID, or --all."
            )

    def _make(self, id: str, data: bytes, text: str) -> None:  # noqa: A002 - what it is called everywhere
        unfinished = self.folder / f".{id}.{secrets.token_hex(4)}"
        try:
            unfinished.mkdir(parents=True)
            with (unfinished / _ORIGINAL).open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            write_whole(unfinished / _ENTRY, text)
            unfinished.rename(self.folder / id)
            sync_folder(self.folder)
        except OSError as error:
            if error.errno != errno.ENOTEMPTY:  # which is that somebody has kept the same meanwhile
                raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _entry(submission: Submission, refusal: Refusal, known: Rejected | None) -> Rejected:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Rejected(
        id=submission.id,
        media_type=submission.media_type,
        name=submission.name,
        way=submission.way,
        sender=submission.sender,
        url=submission.url,
        first=known.first if known else now,
        last=now,
        times=known.times + 1 if known else 1,
        size=len(submission.data),
        sha256=hashlib.sha256(submission.data).hexdigest(),
        refusal=refusal,
    )


def _parsed(text: str) -> Rejected:
    fields = json.loads(text)
    return Rejected(**{**fields, "refusal": Refusal(**fields["refusal"])})


def _is_id(name: str) -> bool:
    return len(name) == _ID_DIGITS and all(digit in "0123456789abcdef" for digit in name)
