"""Random requests to a real server: none makes it fail, and it does not grow."""

from pathlib import Path

import pytest

from bench.fuzz.__main__ import LARGEST_GROWTH, TOKEN, served, serving, values
from bench.fuzz.running import Fuzzer, size_of

REQUESTS = 1000


@pytest.mark.slow
def test_nothing_that_is_sent_makes_a_server_fail_or_grow(tmp_path: Path) -> None:
    with served(tmp_path) as (port, process), Fuzzer(port, TOKEN, random_seed=5) as fuzzer:
        fuzzer.run(REQUESTS // 5)
        first, before = serving(process), size_of(serving(process))
        fuzzer.run(REQUESTS - fuzzer.findings.sent)
        last, after = serving(process), size_of(serving(process))

    assert fuzzer.findings.failures == []
    assert fuzzer.findings.sent >= REQUESTS * 0.9
    assert first == last
    growth = [now - then for then, now in zip(values(before), values(after), strict=True)]
    assert [a <= b for a, b in zip(growth, values(LARGEST_GROWTH), strict=True)] == [True] * 3, growth
