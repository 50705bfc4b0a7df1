"""Measure how fast `kg extract` reads varied text: ``python -m bench.extraction.speed``.

The command runs on files of up to 300 words, none of them twice, in a process of its own that has one core.
Time is what the processor spent on it, start included, so that what else runs on the machine counts little.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.extraction.sets import measured_sets
from kg.article import Article
from kg.readers import article_files, read_file
from kg.resources import resource

WORDS_AN_ARTICLE = 300

_MOST = 0.95
"""Some pieces are too short to be read; where more are not, something is wrong."""
_CORPORA = ("wikinews-train", "wikinews-dev")
_COMMAND = (sys.executable, "-c", "from kg.cli import main; main()", "extract", "--format", "jsonl")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the command took: seconds of the processor and of the clock, megabytes of memory."""

    seconds: float
    elapsed: float
    megabytes: float


def main() -> None:
    """Extract from many files and from one, and print how many articles and words a second that makes."""
    options = _options()
    _keep_to_one_core()
    origin, found = texts()
    with tempfile.TemporaryDirectory() as name:
        files = write_files(found, Path(name), options.files)
        count = sum(len(file.read_text(encoding="utf-8").split()) for file in files)
        start = measure(files[:1])
        run = measure(files)
    print(f"{len(files):,} files of up to {WORDS_AN_ARTICLE} words, {count:,} words in all, from {origin}")
    print(f"{run.seconds:.1f} s of one core ({run.elapsed:.1f} s by the clock)")
    print(f"one file alone: {start.seconds:.1f} s")
    print(f"articles of {WORDS_AN_ARTICLE} words a second: {count / WORDS_AN_ARTICLE / run.seconds:.1f}")
    print(f"words a second: {count / run.seconds:,.0f}")
    print(f"memory: {run.megabytes:.0f} MB at most")


def texts() -> tuple[str, Iterator[str]]:
    """Return varied texts, and where they are from: Wikinews, or our own articles where that is not there."""
    sets = [measured_sets()[name] for name in _CORPORA]
    if all(each.absent is None for each in sets):
        return "Wikinews", _corpus(path for each in sets for path in each.paths)
    folders = [resource("bench/extraction/gold/texts"), resource("seeds/articles")]
    return "our own articles, as the Wikinews corpus is not there: too few for more than a hint", _own(
        folders
    )


def pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces of 300 words, the last with what is left."""
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    begin = 0
    for end in [*ends[WORDS_AN_ARTICLE - 1 :: WORDS_AN_ARTICLE], *ends[-1:]]:
        if text[begin:end].strip():
            yield text[begin:end].strip()
        begin = end


def write_files(found: Iterable[str], folder: Path, most: int) -> list[Path]:
    """Write the pieces of texts into files of a folder, at most so many."""
    files = []
    for number, piece in enumerate(islice((p for text in found for p in pieces(text)), most)):
        file = folder / f"{number:04}.txt"
        file.write_text(piece, encoding="utf-8")
        files.append(file)
    return files


def measure(files: list[Path]) -> Run:
    """Run the command on files and return what that took.

    Raises:
        SystemExit: the command failed, or read fewer files than nearly all.
    """
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen([*_COMMAND, *map(str, files)], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        read = sum(1 for _ in out)
    if read < _MOST * len(files):
        raise SystemExit(f"kg extract ended with {process.returncode} after {read} of {len(files)} files.")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(usage.ru_utime + usage.ru_stime, elapsed, kilobytes / 1024)


def _keep_to_one_core() -> None:
    """Let this process and those that it starts use one core, where the system can tell them to."""
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [max(os.sched_getaffinity(0))])


def _corpus(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def _own(folders: list[Path]) -> Iterator[str]:
    entries = (entry for path in article_files(folders) for entry in read_file(path))
    return (entry.text for entry in entries if isinstance(entry, Article))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed of extraction on one core.")
    parser.add_argument("--files", type=int, default=1000, help="how many files at most")
    return parser.parse_args()


if __name__ == "__main__":
    main()
