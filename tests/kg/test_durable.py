"""Files that are replaced as a whole."""

from pathlib import Path

from kg.durable import NEW, write_whole


def test_a_file_is_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, "old")
    write_whole(path, "ä")

    assert path.read_text(encoding="utf-8") == "ä"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_writer_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / f"file{NEW}").write_text("half")

    write_whole(tmp_path / "file", "whole")

    assert [entry.read_text() for entry in tmp_path.iterdir()] == ["whole"]


def test_a_private_file_is_private_from_the_beginning(tmp_path: Path) -> None:
    (tmp_path / f"file{NEW}").touch(0o666)

    write_whole(tmp_path / "file", "secret", mode=0o600)

    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
