"""A store is not written when little room is left."""

import os
from pathlib import Path

import pytest

from kg.errors import StoreFullError
from kg.store import space
from kg.store.space import MEBIBYTE, require_space


def test_with_room_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space, "LEAST_FREE", 1)

    require_space(tmp_path)


def test_with_too_little_room_the_error_says_how_much_there_is_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = os.statvfs(tmp_path)
    monkeypatch.setattr(space, "LEAST_FREE", disk.f_blocks * disk.f_frsize + MEBIBYTE)

    with pytest.raises(StoreFullError, match=rf"Only \d+ MiB are free for {tmp_path}, and \d+ MiB must"):
        require_space(tmp_path)
