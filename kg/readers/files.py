"""Articles in files: finding them in folders, decompressing, and handing each to its format's reader."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.article import Article
from kg.errors import InputError, TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import json
from kg.readers.content import MAX_BYTES, Content, too_large
from kg.readers.dispatch import MEDIA_TYPES, read_content

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIXES = (*MEDIA_TYPES, ".jsonl", ".warc")
"""The suffixes of articles; each may be followed by ``.gz``."""

_GREATEST_EXPANSION = 100
"""How many times its size a file may become: prose becomes three to four times as large, a bomb 1,000."""


def article_files(paths: Iterable[Path], suffixes: Collection[str] = SUFFIXES) -> Iterator[Path]:
    """Yield the files to read: every path named, and of folders all files of these suffixes, sorted.

    Folders are searched recursively; hidden files, other suffixes and links to folders are passed over. What
    is named explicitly, and a folder that cannot be listed, comes through whatever it is: `read_file` says
    what is wrong with it.
    """
    for path in paths:
        if _is_folder(path):
            yield from _files_in(path, suffixes)
        else:
            yield path


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a file.

    Attributes:
        read: the article, or why there is none.
        content: its bytes; None where the file as such, or this part of it, cannot be had.
        media_type: what the bytes are.
    """

    read: Article | InputError
    content: Content | None = None
    media_type: str = ""


def read_file(path: Path) -> Iterator[Article | InputError]:
    """Yield the articles of a file, in its order.

    What cannot be read is yielded as the error, so that the other records go on. ``.jsonl`` and ``.warc`` are
    read record by record.
    """
    return (record.read for record in read_records(path))


def read_records(path: Path, known: Collection[str] = SUFFIXES) -> Iterator[Record]:
    """Yield the articles of a file with the bytes of each; otherwise as `read_file`.

    Args:
        path: the file.
        known: the suffixes that a message about another one names.
    """
    source = printable(str(path))
    try:
        with opened(path, source, known) as stream:
            for content, media_type in _contents(stream, path, source):
                if isinstance(content, InputError):
                    yield Record(content)
                else:
                    yield _record(content, media_type)
    except InputError as error:
        yield Record(error)
    except OSError as error:
        yield Record(unreadable(source, error))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what is wrong with the path comes to light where it is read
        return False


def _files_in(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    unlisted: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and suffix_of(name) in suffixes:
                yield Path(root, name)
    yield from (Path(error.filename) for error in unlisted)


def _record(content: Content, media_type: str) -> Record:
    try:
        return Record(read_content(content, media_type), content, media_type)
    except InputError as error:
        return Record(error, content, media_type)


def _contents(stream: BinaryIO, path: Path, source: str) -> Iterator[tuple[Content | InputError, str]]:
    """Yield the bytes of each article of a file, and what they are."""
    name = printable(without_gz(path.name))
    suffix = suffix_of(path.name)
    if suffix == ".jsonl":
        yield from ((line, MEDIA_TYPES[".json"]) for line in json.lines(stream, source, name))
    elif suffix == ".warc":
        from kg.readers import warc  # its libraries take a second to import

        yield from ((page, MEDIA_TYPES[".html"]) for page in warc.pages(stream, source))
    else:
        yield Content(stream.read(MAX_BYTES + 1), source, name), MEDIA_TYPES[suffix]


def opened(path: Path, source: str, known: Collection[str] = SUFFIXES) -> BinaryIO:
    """Open a file, which is decompressed if its name ends with ``.gz``.

    Raises:
        InputError: it is no regular file, its suffix is none of the known ones, or it is too large. So does
            reading when it turns out to be a damaged gzip file, or a bomb.
        OSError: it cannot be opened.
    """
    suffix = suffix_of(path.name)
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        next(path.iterdir(), None)  # raises where it may not be listed, which is why it is here then
        raise UnreadableInputError(source, "is a folder, not a file", "Name the files in it.")
    if suffix not in known:
        raise UnsupportedInputError(
            source,
            "has a name that says no article format",
            f"Known are {' '.join(known)}, each also with .gz.",
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnsupportedInputError(source, "is no regular file", "Save it as a file first.")
    if path.name.lower().endswith(".gz"):
        return io.BufferedReader(_Decompressed(path, source))
    if suffix in MEDIA_TYPES and status.st_size > MAX_BYTES:
        raise too_large(source)
    return path.open("rb")


class _Decompressed(io.RawIOBase):
    """A gzip file's content; its errors are this program's, and decompression bombs are refused."""

    def __init__(self, path: Path, source: str) -> None:
        self._gzip = gzip.GzipFile(path, "rb")
        self._source = source
        self._limit = MAX_BYTES + _GREATEST_EXPANSION * path.stat().st_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        try:
            size = self._gzip.readinto(buffer)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableInputError(
                self._source,
                f"is no gzip file, or a damaged one ({error})",
                "Compress it again; if it is not compressed, drop the .gz from its name.",
            ) from error
        if self._gzip.tell() > self._limit:
            raise TooLargeError(self._source, "expands beyond all measure", "It is no file of articles.")
        return size

    def close(self) -> None:
        self._gzip.close()
        super().close()


def unreadable(source: str, error: OSError) -> UnreadableInputError:
    """Return the error for a file that the system does not let one read."""
    if isinstance(error, FileNotFoundError):
        return UnreadableInputError(source, "there is no such file", "Check the spelling of its path.")
    if isinstance(error, PermissionError):
        return UnreadableInputError(
            source, "may not be read by you", "Change its permissions: chmod u+r FILE."
        )
    return UnreadableInputError(source, f"cannot be read ({error.strerror or error})", "Check the disk.")


def without_gz(name: str) -> str:
    """Return the name of a file without a ``.gz`` at its end."""
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def suffix_of(name: str) -> str:
    """Return the suffix of a file's name in lower case, that before ``.gz`` where there is one."""
    return Path(without_gz(name)).suffix.lower()


def printable(name: str) -> str:
    """Return a name of the file system as text: bytes in it that are not UTF-8 become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
