"""Clients that write and read without pause while processes of their server are killed.

Each actor that they write has a fixed number of labels, which all tell the version of the write. So a reader
sees at once when a graph is not whole, or older than what was acknowledged.
"""

import http.client
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

from tests.server.serving import TOKEN, Server, free_port, is_process

BASE = "http://localhost:8000"
LABELS = 12
PREFIXES = (
    "PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
)

WHOLE = """SELECT ?graph (COUNT(?label) AS ?labels) (MIN(?version) AS ?least) (MAX(?version) AS ?most) WHERE {
  GRAPH ?graph { ?actor skos:altLabel ?label BIND (xsd:integer(STRBEFORE(STR(?label), "-")) AS ?version) }
} GROUP BY ?graph"""
UNION = """SELECT ?named ?unnamed ?missing WHERE {
  { SELECT (COUNT(*) AS ?named) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } } }
  { SELECT (COUNT(*) AS ?unnamed) WHERE { ?s ?p ?o } }
  { SELECT (COUNT(*) AS ?missing) WHERE { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } } }
}"""
LONG = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

BROKEN = (OSError, http.client.HTTPException)
"""What a client meets with whose server is killed."""


@dataclass
class Siege:
    """A server under siege, and what its clients know of it.

    Attributes:
        folder: where its store and its log are.
        random: decides what is killed when.
        acknowledged: the version of each graph that a writer was told to be stored.
        tried: the latest version of each that was sent.
        wrong: what a client saw that must not be.
        writes, answers: how many were acknowledged, and how many queries were answered rightly.
    """

    folder: Path
    random: Random
    acknowledged: dict[str, int] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    writes: int = 0
    answers: int = 0

    def __post_init__(self) -> None:
        self._port = free_port()
        self._over = Event()
        self._counting = Lock()
        self.server = self._serve()
        writers = (self._post_entries, self._put_graphs, self._update_graphs)
        readers = (self._read, self._read, self._ask_long)
        self._threads = [Thread(target=self._repeat, args=(step(),)) for step in (*writers, *readers)]
        for thread in self._threads:
            thread.start()

    def _serve(self) -> Server:
        return Server(self.folder / "store", self.folder / "log", self._port, seconds=20, slow_after=0.2)

    def end(self) -> None:
        """Have the clients stop, and then the server."""
        self._over.set()
        for thread in self._threads:
            thread.join(30)
        self.server.stop()

    def wait_for_a_write(self) -> None:
        """Wait until one more is acknowledged."""
        self._wait_for(lambda: self.writes)

    def wait_for_an_answer(self) -> None:
        """Wait until one more query is answered."""
        self._wait_for(lambda: self.answers)

    def _wait_for(self, count: Callable[[], int]) -> None:
        before, end = count(), monotonic() + 30
        while count() == before:
            assert monotonic() < end, (self.folder / "log").read_text()[-2000:]
            sleep(0.005)

    def kill_a_worker(self) -> None:
        """Kill one, busy or not."""
        serving = self.server.serving_process()
        children = Path(f"/proc/{serving}/task").glob("*/children")
        workers = [int(pid) for file in children for pid in file.read_text().split()]
        os.kill(self.random.choice(sorted(workers)), signal.SIGKILL)

    def kill_the_server(self) -> None:
        """Kill it as a whole, and start another over its store."""
        processes = [self.server.process.pid, self.server.serving_process()]
        self.random.shuffle(processes)
        for pid in processes:
            os.kill(pid, signal.SIGKILL)
        self.server.process.communicate()
        while any(is_process(pid) for pid in processes):
            sleep(0.002)
        self.server = self._serve()

    def check(self) -> None:
        """Compare what the server says with what was acknowledged.

        Raises:
            AssertionError: a graph is missing, too old or not whole, or the union is not that of the graphs.
        """
        known, sent = dict(self.acknowledged), dict(self.tried)
        found = {row["graph"]: row for row in self._ask(WHOLE)}
        for graph, version in known.items():
            assert graph in found, f"{graph} is lost"
            assert version <= int(found[graph]["least"]), f"{graph} is older than what was acknowledged"
        for graph, row in found.items():
            assert row["least"] == row["most"], f"{graph} is mixed of versions"
            assert int(row["labels"]) == LABELS, f"{graph} is not whole"
            assert int(row["most"]) <= max(sent.get(graph, 0), self.tried.get(graph, 0)), (
                f"{graph} is invented"
            )
        both = [found.get(graph, {}).get("most") for graph in (_graph("update-a"), _graph("update-b"))]
        assert both[0] == both[1], "an update was carried out by half"

    def check_union(self) -> None:
        """Compare the default graph with the others.

        Raises:
            AssertionError: it is not their union.
        """
        [counts] = self._ask(UNION)
        assert counts["named"] == counts["unnamed"]
        assert counts["missing"] == "0"

    def _repeat(self, step: Callable[[], None]) -> None:
        while not self._over.is_set():
            try:
                step()
            except BROKEN:
                sleep(0.01)  # it was killed, and will be back
            except AssertionError as error:
                self.wrong.append(str(error))

    def _read(self) -> Callable[[], None]:
        def read() -> None:
            try:
                self.check()
            except _RefusedError:
                return
            with self._counting:
                self.answers += 1

        return read

    def _ask_long(self) -> Callable[[], None]:
        def ask() -> None:
            """Occupy a worker, until that or the server is killed."""
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=0.5)
            connection.request("GET", f"/sparql?query={quote(LONG)}")
            try:
                connection.getresponse().read()
            finally:
                connection.close()

        return ask

    def _post_entries(self) -> Callable[[], None]:
        def post() -> None:
            number = len(self.tried)
            actor = f"{BASE}/id/actor/entry-{number}"
            graph = _graph(f"entry-{number}")
            self.tried[graph] = 1
            body = f"{PREFIXES} <{graph}> {{ {_actor(actor)} {_labels(actor, 1)} }}"
            self._write("POST", "/entries", body, "application/trig", {graph: 1})

        return post

    def _put_graphs(self) -> Callable[[], None]:
        def put() -> None:
            graph, actor = _graph("put"), f"{BASE}/id/actor/put"
            version = self.tried[graph] = self.tried.get(graph, 0) + 1
            body = f"{PREFIXES} {_actor(actor)} {_labels(actor, version)}"
            self._write("PUT", f"/graph-store?graph={quote(graph)}", body, "text/turtle", {graph: version})

        return put

    def _update_graphs(self) -> Callable[[], None]:
        def update() -> None:
            graphs, actor = (_graph("update-a"), _graph("update-b")), f"{BASE}/id/actor/update"
            version = self.tried.get(graphs[0], 0) + 1
            self.tried |= dict.fromkeys(graphs, version)
            body = f"""{PREFIXES} DELETE {{ GRAPH ?g {{ <{actor}> skos:altLabel ?old }} }}
                INSERT {{ GRAPH ?g {{ {_actor(actor)} {_labels(actor, version)} }} }}
                WHERE {{ VALUES ?g {{ <{graphs[0]}> <{graphs[1]}> }}
                  OPTIONAL {{ GRAPH ?g {{ <{actor}> skos:altLabel ?old }} }} }}"""
            self._write("POST", "/sparql", body, "application/sparql-update", dict.fromkeys(graphs, version))

        return update

    def _write(self, method: str, path: str, body: str, media_type: str, stored: dict[str, int]) -> None:
        status, _, answer = self._request(method, path, body, media_type)
        if status in (200, 201, 204):
            self.acknowledged |= stored
            with self._counting:
                self.writes += 1
        else:
            assert status == 503, f"{method} {path}: {status} {answer[:300]!r}"

    def _ask(self, query: str) -> list[dict[str, Any]]:
        body = PREFIXES + "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n" + query
        status, _, answer = self._request("POST", "/sparql", body, "application/sparql-query")
        if status == 503:
            raise _RefusedError
        assert status == 200, f"{status} {answer[:300]!r}"
        rows = json.loads(answer)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in rows]

    def _request(self, method: str, path: str, body: str, media_type: str) -> tuple[int, Any, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {
            "Content-Type": media_type,
            "Authorization": f"Bearer {TOKEN}",
            "Accept": "application/json",
        }
        try:
            connection.request(method, path, body.encode(), headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()


class _RefusedError(Exception):
    """A query was not answered, because its worker was killed."""


def _graph(name: str) -> str:
    return f"{BASE}/id/entry/{name}"


def _actor(iri: str) -> str:
    """Return what every version says of an actor, and of another one that all graphs mention alike."""
    shared = f"<{BASE}/id/actor/shared>"
    return " ".join(
        f'{each} a kg:Actor , kg:Person ; skos:prefLabel "Erika Muster"@de .' for each in (f"<{iri}>", shared)
    )


def _labels(iri: str, version: int) -> str:
    labels = " , ".join(f'"{version}-{number}"@de' for number in range(LABELS))
    return f"<{iri}> skos:altLabel {labels} ."
