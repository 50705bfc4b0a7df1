"""One worker process, as the server sees it."""

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.workers.messages import Message, receive_reply, send_question

if TYPE_CHECKING:
    from kg.store.snapshots import Snapshot

_NICENESS = 5
_STANDARD_ERROR = 2
_LAST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Program:
    """What worker processes run.

    Attributes:
        module: its name.
        inherited: the variables of the environment that they get, if they are set; None for all but secrets.
        is_heard: whether what they write goes to where this process writes its errors; else it is kept for
            `WorkerProcess.close`.
    """

    module: str
    inherited: Collection[str] | None
    is_heard: bool = False

    def environment(self) -> dict[str, str]:
        """Return the environment of such a process, which can import what this one can."""
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        if self.inherited is None:
            return {name: value for name, value in os.environ.items() if name not in _SECRET} | path
        inherited = {name: os.environ[name] for name in self.inherited if name in os.environ}
        return inherited | path | {"PYTHONDONTWRITEBYTECODE": ""}


_SECRET = {"KG_WRITE_TOKEN"}
_NEEDED_BY_PYTHON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "TMPDIR",
    "VIRTUAL_ENV",
)
QUERIES = Program("kg.workers.worker", _NEEDED_BY_PYTHON)
"""Evaluates queries."""


class WorkerProcess:
    """A process that answers one question after the other, until it is killed.

    Args:
        settings: its first message.
        program: what it runs.

    Attributes:
        snapshot: what it has open, which is not to be removed as long as it does.
    """

    def __init__(self, settings: Message, program: Program = QUERIES) -> None:
        self.snapshot: Snapshot | None = None
        self._messages = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._connection, remote = socket.socketpair()
        self._poll = select.poll()
        self._poll.register(self._connection, select.POLLIN)
        output = _STANDARD_ERROR if program.is_heard else self._messages
        with remote:
            self._process = subprocess.Popen(  # noqa: S603 - this program
                [sys.executable, "-m", program.module, str(remote.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=[remote.fileno()],
                env=program.environment(),
                # Ctrl-C on the terminal is for the server alone, and the scheduler weighs sessions.
                start_new_session=True,
            )
        with suppress(OSError):  # it has ended already, which the first question will show
            send_question(self._connection, settings)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def ask(self, question: Message) -> None:
        """Send a question, to be followed by `replies` and `reply`.

        Raises:
            OSError: the process has ended.
        """
        if not self.is_alive():
            raise ConnectionResetError
        send_question(self._connection, question)

    def replies(self, seconds: float) -> bool:
        """Wait so long at most; return whether there is something to read, be it only that it has ended."""
        return bool(self._poll.poll(max(0, seconds * 1000)))

    def reply(self) -> tuple[Message, bytes, BinaryIO | None]:
        """Return the reply: its head, and a body or a file.

        Raises:
            EOFError: the process has ended.
            OSError: likewise.
        """
        return receive_reply(self._connection)

    def make_way(self) -> None:
        """Let it go on at a third of the weight that others have for the scheduler; for good.

        Where Linux groups processes by session, what counts is the niceness of the group, which it lets
        change ten times a second in all: so this is to be called again.
        """
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICENESS)
            Path(f"/proc/{self.pid}/autogroup").write_text(str(_NICENESS))

    def kill(self) -> None:
        """End it at once; what it answers will be the end of the connection."""
        self._process.kill()

    def close(self) -> str:
        """Kill it, wait for its end, and return what it said last; nothing unless it ended on its own."""
        self.kill()
        status = self._process.wait()
        self._connection.close()
        with self._messages as messages:
            if status == -signal.SIGKILL:
                return ""
            messages.seek(0)
            return messages.read()[-_LAST_WORDS:].decode(errors="replace")
