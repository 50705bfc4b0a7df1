"""How an update is tried in a worker process, where it can be stopped, before it is carried out."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from kg.store.difference import read_difference
from kg.store.folder import TRIAL
from kg.store.trial import Trial, Tried
from kg.workers import Reply
from kg.workers.messages import Message
from kg.workers.running import RunningQuery


class UpdateTrials:
    """The trials of one update; implements `kg.store.trial.Trials`.

    Args:
        update: says what becomes of it, and can be stopped.
        ask: has a worker process answer a message.
        folder: of the store; where copies are made.
        most: how many triples it may change.
    """

    def __init__(
        self, update: RunningQuery, ask: Callable[[Message], Reply], folder: Path, most: int
    ) -> None:
        self._update = update
        self._ask = ask
        self._folder = folder
        self._most = most

    def carry_out(self, trial: Trial) -> Tried:
        """Try the update on the store as it is now; see `kg.store.trial.Trials`."""
        with tempfile.TemporaryDirectory(prefix=TRIAL, dir=self._folder, ignore_cleanup_errors=True) as place:
            folder = str(Path(place).absolute())
            reply = self._ask({"trial": asdict(trial), "folder": folder, "most": self._most})
        self._update.state, self._update.pid = "waiting", None
        with reply.file or BytesIO(reply.body) as record:
            return Tried(read_difference(record), reply.version)

    def commit(self) -> None:
        """Let nobody stop the update any more; see `kg.store.trial.Trials`."""
        self._update.commit()
