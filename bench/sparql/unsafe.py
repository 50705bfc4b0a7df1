"""The server without its safety, to compare with: ``python -m bench.sparql.unsafe STORE PORT INTERFACE``.

Queries are evaluated in the process that serves, without limits and snapshots. The interface is ``rsgi``,
what the server uses otherwise, or ``wsgi``, granian's own threads, which know nothing of hang-ups.
"""

import dataclasses
import sys
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from kg.formats import graph_format, result_format
from kg.store.embedded import EmbeddedStore
from kg.workers import Limits, Question, Reply
from kg.workers.running import RunningQuery
from server import Config, create_app
from server.gateway import Gateway
from server.logs import settings

THREADS = 16


class InProcess:
    """What takes the place of `kg.workers.pool.Pool`."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store

    def evaluate(self, _query: RunningQuery, question: Question) -> Reply:
        """Return the answer to a query."""
        version = self._store.version()
        answer = self._store.query(question.sparql, union=question.union, base=question.base)
        name = (question.graph if answer.is_graph else question.solutions) or ""
        body = answer.serialize(graph_format(name) if answer.is_graph else result_format(name))
        return Reply(is_graph=answer.is_graph, syntax=name, version=version, length=len(body), body=body)

    def running(self) -> list[RunningQuery]:
        """Return nothing: nobody keeps a list."""
        return []


def load(store: Path, interface: str) -> Any:
    """Return the application."""
    app = create_app(Config(store=store, limits=Limits(workers=1), answer_cache=0))
    [holdings] = [value for value in app.extensions.values() if hasattr(value, "pool")]
    unsafe = dataclasses.replace(holdings, pool=InProcess(holdings.store))
    app.extensions.update({key: unsafe for key, value in app.extensions.items() if value is holdings})
    return app if interface == "wsgi" else Gateway(app, THREADS, lambda: None)


def main() -> None:
    """Serve until a signal."""
    store, port, interface = sys.argv[1:]
    server = Granian(
        "",
        port=int(port),
        interface=Interfaces(interface),
        loop=Loops.asyncio,
        blocking_threads=THREADS if interface == "wsgi" else None,
        log_level=LogLevels.warning,
        log_dictconfig=settings("info"),
    )
    server.serve(target_loader=lambda: load(Path(store), interface), wrap_loader=False)


if __name__ == "__main__":
    main()
