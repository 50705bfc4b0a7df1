"""Where commands write: standard output as bytes, or files that appear whole or not at all."""

import gzip
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from kg.cli.errors import Failure, discard_output


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Open standard output (None) or a file for writing bytes; compressed if its name ends with ``.gz``.

    A file gets its name when all is written, so that an error leaves what was there before.

    Raises:
        Failure: it cannot be written.
    """
    if path is None:
        with _stdout_faults():
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    try:
        with _whole_file(path) as file:
            if path.suffix == ".gz":
                with io.BufferedWriter(gzip.GzipFile("", "wb", fileobj=file, mtime=0)) as compressed:
                    yield compressed
            else:
                yield file
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror or error}.") from error


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        with target.open("wb") as device:
            yield device
        return
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("xb") as file:
            yield file
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def say(text: str) -> None:
    """Print a line or more of the result on standard output, in UTF-8 whatever the terminal is set to.

    Raises:
        Failure: it cannot be written.
    """
    with _stdout_faults():
        click.echo(text.encode("utf-8", "backslashreplace"))


@contextmanager
def _stdout_faults() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # click ends quietly when nobody reads on
    except OSError as error:
        discard_output()
        raise Failure(f"Standard output cannot be written: {error.strerror or error}.") from error


def warn(message: str) -> None:
    """Print a message about a problem on standard error."""
    click.echo(message, err=True)


def in_colour(report: str, stream: IO[str]) -> str:
    """Return a report for people with colours, if it goes to a terminal and NO_COLOR is not set."""
    if not stream.isatty() or os.environ.get("NO_COLOR"):
        return report
    return "\n".join(map(_coloured, report.split("\n")))


def _coloured(line: str) -> str:
    """Tell what is wrong, what was found and what is expected apart, which a report indents."""
    if line.startswith("    "):
        name, colon, rest = line.partition(":")
        return click.style(name + colon, dim=True) + rest
    if line.startswith("  "):
        name, colon, rest = line.partition(":")
        return click.style(name, bold=True) + colon + click.style(rest, fg="red")
    return click.style(line, bold=True) if line and ":" not in line else line


@contextmanager
def progress(things: str) -> Iterator[Callable[[], None]]:
    """Show on a terminal how many things are done; yields what to call after each."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task(things, total=None)
        yield lambda: display.advance(task)
