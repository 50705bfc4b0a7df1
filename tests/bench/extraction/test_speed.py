"""How the speed of extraction is measured."""

from pathlib import Path

import pytest

from bench.extraction.speed import WORDS_AN_ARTICLE, measure, pieces, texts, write_files


def sentences(words: int) -> str:
    return " ".join(f"Wort{number}" for number in range(words))


def test_a_text_is_cut_after_every_300_words_and_loses_none() -> None:
    text = sentences(2 * WORDS_AN_ARTICLE + 50)

    cut = list(pieces(text))

    assert [len(piece.split()) for piece in cut] == [WORDS_AN_ARTICLE, WORDS_AN_ARTICLE, 50]
    assert " ".join(cut) == text


@pytest.mark.parametrize(
    ("words", "count"), [(0, 0), (1, 1), (WORDS_AN_ARTICLE, 1), (WORDS_AN_ARTICLE + 1, 2)]
)
def test_no_piece_is_empty(words: int, count: int) -> None:
    assert len(list(pieces(sentences(words)))) == count


def test_line_breaks_inside_a_piece_stay() -> None:
    assert list(pieces("Ein Titel\n\nEin Absatz.\n")) == ["Ein Titel\n\nEin Absatz."]


def test_no_more_files_are_written_than_asked_for(tmp_path: Path) -> None:
    files = write_files([sentences(700), sentences(700)], tmp_path, 4)

    assert [len(file.read_text().split()) for file in files] == [300, 300, 100, 300]


def test_there_are_texts_to_measure_on_everywhere() -> None:
    origin, found = texts()

    assert origin
    assert len(next(found)) > 100


@pytest.mark.slow
def test_a_run_takes_time_and_memory(tmp_path: Path) -> None:
    files = write_files(
        ["Der Minister sagte am Montag in Bremen, der Deich halte dem Hochwasser stand."], tmp_path, 1
    )

    run = measure(files)

    assert run.seconds > 0
    assert 20 < run.megabytes < 2000


@pytest.mark.slow
def test_a_command_that_fails_has_no_speed(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="kg extract ended with 2 after 0 of 1 files"):
        measure([tmp_path / "missing.txt"])
