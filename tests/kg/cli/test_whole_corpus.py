"""`kg extract` on every article of a corpus: it never fails, and two runs give the same."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 900


def articles_of(corpora: Path, folder: Path) -> list[str]:
    """Write each article of the corpora to a file of its own; return their names."""
    names = []
    for corpus in sorted(corpora.glob("*.jsonl.gz")):
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                names.append(f"{len(names):04}.txt")
                (folder / names[-1]).write_bytes(json.loads(line)["text"].encode())
    return names


def start(files: list[str], folder: Path, hash_seed: int) -> subprocess.Popen[bytes]:
    """Extract from files in a process of its own, which orders sets by another seed."""
    kg = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')"]
    with (folder / f"{hash_seed}.jsonl").open("wb") as found:
        return subprocess.Popen(
            [*kg, "extract", "--format", "jsonl", *files],
            cwd=folder,
            env=os.environ | {"PYTHONHASHSEED": str(hash_seed)},
            stdout=found,
            stderr=subprocess.PIPE,
        )


@pytest.mark.slow
@pytest.mark.shared
def test_every_article_of_wikinews_is_read_and_the_same_way_each_time(
    reference: Path, tmp_path: Path
) -> None:
    files = articles_of(reference / "quotes", tmp_path)
    runs = [start(files, tmp_path, seed) for seed in (1, 2)]

    messages = [run.communicate(timeout=SECONDS)[1] for run in runs]

    assert messages == [b"", b""]
    assert [run.returncode for run in runs] == [0, 0]
    first, second = ((tmp_path / f"{seed}.jsonl").read_bytes() for seed in (1, 2))
    assert first.count(b"\n") == len(files)
    assert first == second
