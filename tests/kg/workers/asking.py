"""Queries for tests of the pool, and what asks them."""

import os
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep

from rdflib import Graph, Literal, URIRef

from kg.errors import KgError
from kg.workers import MEBIBYTE, Limits, Question, Reply
from kg.workers.pool import Pool
from kg.workers.running import RunningQuery

NUMBERS = 500
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT ?c ?f WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
LONG = "SELECT ?c ?f WHERE { ?a ?b ?c . ?d ?e ?f }"
QUICK = "ASK { ?s ?p 7 }"

LIMITS = Limits(
    workers=2, seconds=1, memory=48 * MEBIBYTE, answer=64 * MEBIBYTE, slow_after=0.2, slow=2, patience=5
)

MakePool = Callable[..., Pool]


def numbers(name: str = "http://a/g", end: int = NUMBERS) -> Graph:
    graph = Graph(identifier=URIRef(name))
    for number in range(end):
        graph.add((URIRef(f"http://a/{number}"), URIRef("http://a/is"), Literal(number)))
    return graph


def ask(pool: Pool, sparql: str, **question: object) -> Reply:
    """Evaluate a query, in JSON or Turtle unless told otherwise."""
    asked = Question(**{"sparql": sparql, "solutions": "json", "graph": "turtle", **question})
    return pool.evaluate(RunningQuery(sparql), asked)


class Asking:
    """A query that is asked on a thread of its own; its first query is in `query` as long as it runs."""

    def __init__(self, pool: Pool, sparql: str) -> None:
        self.query = RunningQuery(sparql)
        self.error: KgError | None = None
        self.ended: float | None = None
        self._pool = pool
        self._thread = Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        try:
            self._pool.evaluate(self.query, Question(sparql=self.query.sparql, solutions="json")).content()
        except KgError as error:
            self.error = error
        self.ended = monotonic()

    def until(self, state: str) -> None:
        """Wait until the query is in that state."""
        eventually(lambda: self.query.state == state)

    def end(self) -> KgError | None:
        """Wait for its end, and return the error that it ended with."""
        self._thread.join(20)
        return self.error


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds.

    Raises:
        AssertionError: it does not in that time.
    """
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end
        sleep(0.01)


def is_process(pid: int | None) -> bool:
    """Return whether a process of that id runs."""
    try:
        os.kill(pid or 0, 0)
    except ProcessLookupError:
        return False
    return True
