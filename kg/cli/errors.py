"""Errors of commands as one or two lines on standard error and an exit status; nothing shows a traceback."""

import errno
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click

from kg.errors import KgError

REJECTED = 1
FAILED = 2
INTERRUPTED = 130

T = TypeVar("T")


class Failure(click.ClickException):
    """What ends a command with exit status 2."""

    exit_code = FAILED


class ReportingGroup(click.Group):
    """A group of commands whose errors are reported, and which help lists in the order of their use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order in which they were added."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program; help that cannot be written is an error like any other."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            discard_output()
            click.echo(f"Error: Standard output cannot be written: {error.strerror or error}.", err=True)
            sys.exit(FAILED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a user can cause becomes `Failure`."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click ends quietly when nobody reads on
            where = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{where}{error.strerror or error}.") from error


def discard_output() -> None:
    """Let what is still buffered go nowhere: the interpreter would fail on it once more when it ends."""
    with suppress(OSError):  # a standard output without a file descriptor has nothing to discard
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def interruptible(work: Callable[[], T]) -> T:
    """Return what `work` returns; Ctrl-C ends the process also while the database engine is at work.

    Python handles signals between its own instructions only, so the engine runs in a thread beside. What it
    returns must not leave that thread, not even in the frames of a traceback.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            _clear_frames(error)
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    try:
        worker.join()
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        os._exit(INTERRUPTED)
    if failed:
        raise failed[0]
    return done[0]


def _clear_frames(error: BaseException | None) -> None:
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
