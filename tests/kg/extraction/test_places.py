"""So many at once, and a queue with an end."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from kg.errors import ExtractionStoppedError
from kg.extraction.places import Places
from tests.kg.workers.asking import eventually


class Visit:
    """Somebody who takes a place, and stays until told to leave."""

    def __init__(self, places: Places) -> None:
        self.inside, self.over = Event(), Event()
        self._thread = ThreadPoolExecutor(1)
        self._end = self._thread.submit(self._stay, places)

    def _stay(self, places: Places) -> None:
        with places.one():
            self.inside.set()
            self.over.wait(10)

    def leave(self) -> None:
        """Leave; raises what kept it from entering."""
        self.over.set()
        try:
            self._end.result(10)
        finally:
            self._thread.shutdown()


def test_who_finds_no_place_waits_for_one() -> None:
    places = Places(1, waiting=1, patience=10)
    first = Visit(places)
    first.inside.wait(10)
    second = Visit(places)
    eventually(lambda: places.waiting == 1, 5)

    assert not second.inside.is_set()
    first.leave()
    assert second.inside.wait(10)
    second.leave()
    assert (places.taken, places.waiting) == (0, 0)


def test_who_finds_the_queue_full_is_sent_away_at_once() -> None:
    places = Places(1, waiting=0, patience=10)
    first = Visit(places)
    first.inside.wait(10)

    with pytest.raises(ExtractionStoppedError, match="wait already") as caught:
        Visit(places).leave()
    assert caught.value.outcome == "overload"
    first.leave()


def test_who_has_waited_too_long_is_sent_away() -> None:
    places = Places(1, waiting=1, patience=0.05)
    first = Visit(places)
    first.inside.wait(10)

    with pytest.raises(ExtractionStoppedError, match=r"No worker was free for 0\.05 s"):
        Visit(places).leave()
    assert places.waiting == 0
    first.leave()


def test_nobody_comes_in_after_closing_time() -> None:
    places = Places(1, waiting=1, patience=10)
    first = Visit(places)
    first.inside.wait(10)
    second = Visit(places)
    eventually(lambda: places.waiting == 1, 5)

    places.close(0)

    with pytest.raises(ExtractionStoppedError, match="The server stops"):
        second.leave()
    first.leave()
    with pytest.raises(ExtractionStoppedError, match="The server stops"):
        Visit(places).leave()
