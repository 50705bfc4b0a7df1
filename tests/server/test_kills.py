"""Killing a worker or the server at any moment leaves a store that opens and a service that comes back.

``KILLS=200 python -m pytest tests/server/test_kills.py`` kills so many of each; ``SEED`` repeats a run.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from time import sleep

import pytest

from kg.history import versions_of
from kg.pipeline.check import check_history
from kg.store.embedded import EmbeddedStore
from tests.server.conftest import BASE
from tests.server.siege import Siege

KILLS = int(os.environ.get("KILLS", "30"))
SEED = int(os.environ.get("SEED", "4"))
AT_ONCE = 2
LONGEST_WAIT = 0.4


def besiege(folder: Path, seed: int, kills: int) -> Siege:
    """Kill so many workers and so often the server, and look each time at what is there."""
    siege = Siege(folder, Random(seed))
    try:
        for _ in range(kills):
            siege.wait_for_a_write()
            sleep(siege.random.uniform(0, LONGEST_WAIT))
            siege.kill_a_worker()
            siege.wait_for_an_answer()
            sleep(siege.random.uniform(0, LONGEST_WAIT))
            siege.kill_the_server()
            siege.check_union()
    finally:
        siege.end()
    return siege


@pytest.mark.slow
def test_what_was_acknowledged_is_there_whole_whatever_is_killed(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(AT_ONCE)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        sieges = list(threads.map(lambda n: besiege(folders[n], SEED + n, KILLS // AT_ONCE), range(AT_ONCE)))

    for siege in sieges:
        assert siege.wrong == []
        assert siege.writes >= KILLS // AT_ONCE
        with EmbeddedStore(siege.folder / "store", create=False) as store:
            assert set(siege.acknowledged) <= set(store.graph_names())
            for graph in siege.acknowledged:
                numbers = [version.number for version in versions_of(store, graph, BASE)]
                assert numbers == list(range(len(numbers), 0, -1))
            assert list(check_history(store, BASE, lambda: None)) == []
