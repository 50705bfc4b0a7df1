"""The program of a worker process: ``python -m kg.workers.worker DESCRIPTOR``.

It is started anew after each query that was killed, so it imports little. The first message that it gets
says what it is allowed; each further one is a question.
"""

import resource
import socket
from collections.abc import Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import ForbiddenError, QueryError
from kg.store.deviations import ask_engine
from kg.store.difference import Recorder
from kg.store.guard import guarded_query
from kg.store.trial import Attempt, Trial, copied
from kg.workers.answers import Answer, write
from kg.workers.messages import Message, receive_question, send_reply
from kg.workers.program import Resident, connected, limit_memory

# An answer up to this size is sent as it is; a larger one is written to a file, which is sent.
LARGEST_BODY = 1024 * 1024

# What may be wrong with a query or the store; anything else ends the process, which the server notices.
ERRORS = (
    QueryError,
    ForbiddenError,
    MemoryError,
    OverflowError,
    OSError,
    SyntaxError,
    ValueError,
    RuntimeError,
)

Graphs = Sequence[ox.NamedNode | ox.DefaultGraph] | None


class Evaluator:
    """Answers questions from one snapshot at a time.

    Args:
        settings: ``prefixes``, declared in every query; ``folder``, where large answers are written, to files
            without a name; ``memory``, how many bytes a query may allocate.
    """

    def __init__(self, settings: Message) -> None:
        self._prefixes: dict[str, str] = settings["prefixes"]
        self._folder: str = settings["folder"]
        self._memory: int = settings["memory"]
        # A process that has kept more than this after a query is not fit for another.
        self._resident = Resident()
        self._most_kept = self._resident.now() + self._memory // 4
        self._snapshot: str | None = None
        self._store = ox.Store()

    def answer(self, connection: socket.socket, question: Message) -> None:
        """Evaluate a query or try an update, and send what comes of it, or the error that it ends with."""
        with SpooledTemporaryFile(max_size=LARGEST_BODY, dir=self._folder) as out:
            try:
                answer = self._evaluate(question, out)
            except ERRORS as error:
                name = next(kind.__name__ for kind in ERRORS if isinstance(error, kind))
                number = getattr(error, "errno", None)
                send_reply(connection, {"error": name, "message": str(error), "errno": number})
                return
            length = out.tell()
            fit = self._resident.now() <= self._most_kept
            head = {"graph": answer.is_graph, "syntax": answer.syntax, "length": length, "fit": fit}
            out.seek(0)
            if length <= LARGEST_BODY:
                send_reply(connection, head, out.read())
            else:
                send_reply(connection, head, file=out.fileno())

    def _evaluate(self, question: Message, out: SpooledTemporaryFile[bytes]) -> Answer:
        if "trial" in question:
            return self._try_out(question, out)
        self._open(question["snapshot"])
        store, default, named = self._dataset(question)
        result = ask_engine(
            store,
            guarded_query(question["sparql"]),
            prefixes=self._prefixes,
            base_iri=question["base"],
            use_default_graph_as_union=question["union"],
            default_graph=default,
            named_graphs=named,
        )
        return write(result, question, self._prefixes, out)

    def _try_out(self, question: Message, out: SpooledTemporaryFile[bytes]) -> Answer:
        """Carry out an update on a copy of the snapshot, and write down what it changes."""
        folder, snapshot = Path(question["folder"]), question["snapshot"]
        self._open(snapshot)
        copied(Path(snapshot), folder / "copy")
        limit_memory(None)
        copy = ox.Store(str(folder / "copy"))
        limit_memory(self._memory)
        attempt = Attempt(Trial.of(question["trial"]), self._store, copy, folder, self._prefixes)
        attempt.carry_out(Recorder(cast("IO[bytes]", out), question["most"]))
        return Answer(is_graph=False, syntax=None)

    def _dataset(self, question: Message) -> tuple[ox.Store, Graphs, Graphs]:
        """Return what a query is asked of: a store, and which graphs are the default graph or named.

        Where some graphs are documents, all that it sees are copied into a store in memory. So they are where
        several are the default graph: it is their merge, in which the engine repeats what several state.
        """
        default, named = (_names(question[part]) for part in ("default", "named"))
        if not question["documents"] and len(default or ()) < 2:
            return self._store, default, named
        store = ox.Store()
        for name in default or ():
            self._copy(name, store, ox.DefaultGraph(), question["documents"])
        for name in named or ():
            self._copy(name, store, name, question["documents"])
        return store, [ox.DefaultGraph()], named

    def _copy(
        self,
        name: ox.NamedNode,
        store: ox.Store,
        to: ox.NamedNode | ox.DefaultGraph,
        documents: dict[str, str],
    ) -> None:
        if name.value in documents:
            store.load(documents[name.value], ox.RdfFormat.N_TRIPLES, to_graph=to)
            return
        quads = self._store.quads_for_pattern(None, None, None, name)
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, to) for quad in quads)

    def _open(self, snapshot: str) -> None:
        if snapshot == self._snapshot:
            return
        self._snapshot, self._store = None, ox.Store()
        limit_memory(None)  # the engine starts many threads for a moment, whose stacks count
        self._store = ox.Store.read_only(snapshot)
        limit_memory(self._memory)
        self._snapshot = snapshot


def _names(iris: list[str] | None) -> list[ox.NamedNode] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def main() -> None:
    """Answer questions until the server closes the connection."""
    connection = connected()
    settings = receive_question(connection)
    if settings is None:
        return
    largest = settings["answer"]
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    evaluator = Evaluator(settings)
    while (question := receive_question(connection)) is not None:
        evaluator.answer(connection, question)


if __name__ == "__main__":
    main()
