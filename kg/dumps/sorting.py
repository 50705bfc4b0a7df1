"""Lines in the order of their bytes, however many: sorted runs on the disk, merged as they are read."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from types import TracebackType
from typing import IO, Self

RUN = 16 * 1024 * 1024
"""So many bytes are sorted in memory at once."""

_LINES_AT_ONCE = 10_000
_BUFFER = 256 * 1024


class SortedLines:
    """Takes lines as a file that is written to does, and gives each of them once, in order.

    Args:
        run: how many bytes are held in memory.
        most_runs: how many files are open at once.
    """

    def __init__(self, run: int = RUN, most_runs: int = 200) -> None:
        self._run = run
        self._most_runs = most_runs
        self._parts: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_runs()

    def write(self, data: bytes) -> int:
        """Take some bytes; all together are whole lines."""
        self._parts.append(bytes(data))
        self._size += len(data)
        if self._size > self._run:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Do nothing, as whoever writes to a file expects."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the lines in order, many at a time. To be called once, when all are written."""
        lines, _ = self._taken(b"")
        if not self._runs:
            if lines:
                yield b"\n".join(lines) + b"\n"
            return
        last = (line + b"\n" for line in lines)
        yield from _merged([*self._runs, last])

    def _spill(self) -> None:
        """Write the lines that are whole to the disk, as a run."""
        if len(self._runs) >= self._most_runs:
            merged = _new_run(_merged(self._runs))
            self._close_runs()
            self._runs = [merged]
        lines, rest = self._taken(b"\n")
        if lines:
            self._runs.append(_new_run([b"\n".join(lines) + b"\n"]))
        self._parts, self._size = [rest], len(rest)

    def _close_runs(self) -> None:
        for run in self._runs:
            run.close()

    def _taken(self, separator: bytes) -> tuple[list[bytes], bytes]:
        """Return the lines that are in memory, in order and each once, and what is left of one unfinished."""
        text = b"".join(self._parts)
        self._parts = []
        whole, _, rest = text.rpartition(b"\n") if separator else (text.removesuffix(b"\n"), b"", b"")
        return (sorted(set(whole.split(b"\n"))) if whole else []), rest


def _merged(runs: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """Yield the lines of runs in order and each once, many at a time."""
    lines = (line for line, _ in groupby(heapq.merge(*runs)))
    while chunk := b"".join(islice(lines, _LINES_AT_ONCE)):
        yield chunk


def _new_run(chunks: Iterable[bytes]) -> IO[bytes]:
    """Return a file without a name that has these lines, to be read from its beginning."""
    run = tempfile.TemporaryFile(buffering=_BUFFER)  # noqa: SIM115 - closed with all of them
    run.writelines(chunks)
    run.seek(0)
    return run
