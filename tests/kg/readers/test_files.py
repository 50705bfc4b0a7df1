"""Files: which ones are articles, and what is said about those that cannot be read."""

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.article import Article
from kg.errors import InputError, TooLargeError, UnreadableInputError, UnsupportedInputError
from kg.readers import article_files, read_file
from kg.readers.files import SUFFIXES

PROSE = "Die Stadt teilte mit, dass nichts geschah."


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def error_of(path: Path) -> InputError:
    [error] = read_file(path)
    assert isinstance(error, InputError)
    return error


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Drop the privileges that the tests may run with, so that permissions bind."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user reaches, unlike pytest's own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_is_searched_for_all_formats_in_a_fixed_order(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        write(tmp_path / f"b{suffix}", PROSE)
        write(tmp_path / "unten" / "tiefer" / f"a{suffix}.GZ", PROSE)
    write(tmp_path / "bild.png", PROSE)
    write(tmp_path / ".versteckt.txt", PROSE)
    write(tmp_path / ".git" / "c.txt", PROSE)

    found = [str(path.relative_to(tmp_path)) for path in article_files([tmp_path])]

    assert found == sorted(f"b{suffix}" for suffix in SUFFIXES) + sorted(
        f"unten/tiefer/a{suffix}.GZ" for suffix in SUFFIXES
    )


def test_what_is_named_explicitly_comes_through_in_the_order_given(tmp_path: Path) -> None:
    image, missing = write(tmp_path / "b.png", b""), tmp_path / "a.txt"

    assert list(article_files([image, missing])) == [image, missing]


def test_a_link_that_leads_back_up_is_not_followed(tmp_path: Path) -> None:
    article = write(tmp_path / "a.txt", PROSE)
    (tmp_path / "kreis").symlink_to(tmp_path)

    assert list(article_files([tmp_path])) == [article]


def test_a_name_is_the_file_name_without_folder_and_without_gz(tmp_path: Path) -> None:
    plain = write(tmp_path / "unten" / "a.txt", PROSE)
    packed = write(tmp_path / "a.txt.gz", gzip.compress(PROSE.encode()))

    assert list(read_file(plain)) == list(read_file(packed)) == [Article(name="a.txt", text=PROSE)]


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system takes UTF-8 names only")
def test_a_name_that_is_not_utf_8_is_escaped(tmp_path: Path) -> None:
    path = write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/M\xfcnchen.txt")), PROSE)

    [article] = read_file(path)

    assert isinstance(article, Article)
    assert article.name == "M\\xfcnchen.txt"


@pytest.mark.parametrize(
    ("data", "problem", "remedy"),
    [
        (b"", "is empty", "text of an article"),
        (b" \r\n\t\n", "is empty", "text of an article"),
        ("\ufeff".encode(), "is empty", "text of an article"),
        (b"Die\0Stadt", "contains NUL characters", "a PDF, an image"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not UTF-8 text", "a PDF, an image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is not UTF-8 text", "a PDF, an image"),
        (
            "Die Männer".encode("windows-1252"),
            "is not UTF-8 text",
            "iconv -f windows-1252 -t utf-8 OLD > NEW",
        ),
        ("Die Männer".encode("utf-16"), "is not UTF-8 text", "iconv -f utf-16 -t utf-8 OLD > NEW"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(
    tmp_path: Path, data: bytes, problem: str, remedy: str
) -> None:
    path = write(tmp_path / "a.txt", data)

    error = error_of(path)

    assert isinstance(error, UnreadableInputError)
    assert str(error).startswith(f"{path}: {problem}")
    assert remedy in str(error)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert "there is no such file" in str(error_of(tmp_path / "a.txt"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder, not a file" in str(error_of(tmp_path))


def test_a_suffix_that_is_no_format_is_refused_with_those_that_are(tmp_path: Path) -> None:
    error = error_of(write(tmp_path / "a.docx", PROSE))

    assert isinstance(error, UnsupportedInputError)
    assert ".txt .md .html .htm .json .jsonl .warc" in str(error)


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    assert "is no regular file" in str(error_of(tmp_path / "a.txt"))


def test_a_file_that_may_not_be_read_is_reported(open_folder: Path) -> None:
    path = write(open_folder / "a.txt", PROSE)
    path.chmod(0)

    with as_ordinary_user():
        error = error_of(path)

    assert "may not be read by you" in str(error)


def test_a_folder_that_may_not_be_listed_is_reported_and_the_rest_is_found(open_folder: Path) -> None:
    article = write(open_folder / "a.txt", PROSE)
    closed = write(open_folder / "zu" / "b.txt", PROSE).parent
    closed.chmod(0)

    with as_ordinary_user():
        found = list(article_files([open_folder]))
        error = error_of(closed)
        inside = list(article_files([closed / "b"]))
    closed.chmod(0o755)

    assert found == [article, closed]
    assert inside == [closed / "b"]
    assert "may not be read by you" in str(error)


def test_a_text_of_50_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    began = time.perf_counter()

    error = error_of(path)

    assert time.perf_counter() - began < 0.05
    assert isinstance(error, TooLargeError)
    assert "is larger than 10 MB" in str(error)


def test_a_text_of_just_the_limit_is_read(tmp_path: Path) -> None:
    [article] = read_file(write(tmp_path / "a.txt", "Wort " * 2_000_000))

    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt.gz", b"0"), ("a.jsonl.gz", b"0"), ("a.warc.gz", b"0")],
)
def test_a_decompression_bomb_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    bomb = gzip.compress(content * 15_000_000, compresslevel=9)

    *_, error = read_file(write(tmp_path / name, bomb))

    assert isinstance(error, TooLargeError)


@pytest.mark.parametrize(
    "data", [PROSE.encode(), gzip.compress(PROSE.encode() * 50)[:-9], gzip.compress(b"a")[:10] + b"\xff" * 20]
)
@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.warc.gz"])
def test_broken_gzip_is_reported(tmp_path: Path, name: str, data: bytes) -> None:
    *_, error = read_file(write(tmp_path / name, data))

    assert isinstance(error, UnreadableInputError)
    assert "is no gzip file, or a damaged one" in str(error)


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"28.10.2024\n{PROSE}")
    write(tmp_path / "b.md", f"---\ntitle: Kopf\n---\n{PROSE}")
    write(tmp_path / "c.jsonl", '{"text": "Eins."}\n{\n')

    def read() -> list[str]:
        return [repr(found) for path in article_files([tmp_path]) for found in read_file(path)]

    assert read() == read()


def test_a_thousand_small_texts_take_well_under_a_second(tmp_path: Path) -> None:
    for number in range(1000):
        write(tmp_path / f"{number}.txt", f"28.10.2024\n{PROSE * 50}")
    began = time.perf_counter()

    articles = [article for path in article_files([tmp_path]) for article in read_file(path)]

    assert len(articles) == 1000
    assert time.perf_counter() - began < 1


def test_the_slow_libraries_are_loaded_only_when_their_format_is_met(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    write(tmp_path / "b.json", '{"text": "Eins."}')
    script = (
        "import sys; from pathlib import Path; from kg.readers import *\n"
        "print([a.name for p in article_files([Path(sys.argv[1])]) for a in read_file(p)])\n"
        "print({'trafilatura', 'lxml', 'warcio', 'markdown_it', 'yaml'} & set(sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["['a.txt', 'b.json']", "set()"]
