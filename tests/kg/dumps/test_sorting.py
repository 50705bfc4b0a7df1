"""Lines sorted in bounded memory."""

import random

import pytest

from kg.dumps.sorting import SortedLines


@pytest.mark.parametrize("run", [1, 40, 100_000])
@pytest.mark.parametrize("piece", [1, 7, 5_000])
def test_lines_come_in_order_and_once_however_they_were_written(run: int, piece: int) -> None:
    numbers = random.Random(1)
    lines = [b"%d\n" % numbers.randrange(300) for _ in range(1_000)]
    text = b"".join(lines)

    with SortedLines(run, most_runs=3) as taken:
        for start in range(0, len(text), piece):
            taken.write(text[start : start + piece])
        found = b"".join(taken.chunks())

    assert found == b"".join(sorted(set(lines)))


def test_nothing_is_nothing() -> None:
    with SortedLines() as lines:
        assert list(lines.chunks()) == []
