"""A full disk: writes are refused with the reason, reading goes on, and there is no need to start again.

The disk is made to seem full by a limit on how large the files of the serving process may grow: as on a full
disk, a write breaks off in the middle.
"""

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.server.serving import TOKEN, Server, is_process
from tests.server.wholeness import check

BASE = "http://localhost:8000"
PREFIXES = """PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
LABELS = 20
ROOM = 100
TEXT = "Rund 10.000 Soldaten sind nach Angaben des Pentagon in Russland eingetroffen. Das ist sicher."


class Disk:
    """A server, what was acknowledged by it, and how much room it has."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "store"
        self._log = folder / "log"
        self.start()
        self.acknowledged: set[str] = set()

    def start(self) -> None:
        """Start the server."""
        self.server = Server(self.store, self._log)

    @contextmanager
    def full(self) -> Iterator[None]:
        """Let no file of the database grow by more than a part of an entry."""
        serving = self.server.serving_process()
        log = max((self.store / "oxigraph").glob("*.log"))
        limits = resource.prlimit(serving, resource.RLIMIT_FSIZE)
        resource.prlimit(serving, resource.RLIMIT_FSIZE, (log.stat().st_size + ROOM, limits[1]))
        try:
            yield
        finally:
            if is_process(serving):
                resource.prlimit(serving, resource.RLIMIT_FSIZE, limits)

    def post(self, name: str) -> tuple[int, dict[str, str], bytes]:
        """Send an entry."""
        graph = f"{BASE}/id/entry/{name}"
        body = f"{PREFIXES} <{graph}> {{ {described(name)} }}"
        answer = self.send("POST", "/entries", "application/trig", body)
        if answer[0] in (200, 201):
            self.acknowledged.add(graph)
        return answer

    def send(self, method: str, path: str, media_type: str, body: str) -> tuple[int, dict[str, str], bytes]:
        """Send anything."""
        return self.server.request(
            method, path, token=TOKEN, body=body.encode(), headers={"Content-Type": media_type}
        )

    def graphs(self) -> dict[str, int]:
        """Return how many labels each graph of an entry has."""
        pattern = "GRAPH ?g { ?s skos:altLabel ?o }"
        query = f"{PREFIXES} SELECT ?g (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?g"
        status, _, answer = self.server.ask(query)
        assert status == 200, answer
        return {row["g"]["value"]: int(row["n"]["value"]) for row in answer["results"]["bindings"]}


def described(name: str) -> str:
    """Return triples on one actor."""
    labels = " , ".join(f'"{name} {number}"@de' for number in range(LABELS))
    actor = f"<{BASE}/id/actor/{name}>"
    return f'{actor} a kg:Actor , kg:Person ; skos:prefLabel "{name}"@de ; skos:altLabel {labels} .'


WRITES: dict[str, tuple[str, str, str, str]] = {
    "an entry in RDF": (
        "POST",
        "/entries",
        "application/trig",
        f"{PREFIXES} <{BASE}/id/entry/refused> {{ {described('refused')} }}",
    ),
    "an article": ("POST", "/entries?name=refused.txt", "text/plain", TEXT),
    "a graph": (
        "PUT",
        f"/graph-store?graph={quote(f'{BASE}/id/entry/refused')}",
        "text/turtle",
        f"{PREFIXES} {described('refused')}",
    ),
    "an update": (
        "POST",
        "/sparql",
        "application/sparql-update",
        f"{PREFIXES} INSERT DATA {{ GRAPH <{BASE}/id/entry/refused> {{ {described('refused')} }} }}",
    ),
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path)
    for number in range(3):
        assert made.post(f"before-{number}")[0] == 201
    yield made
    made.server.stop()


def problem(answer: tuple[int, dict[str, str], bytes]) -> dict[str, Any]:
    status, headers, body = answer
    assert (status, headers["content-type"]) == (507, "application/problem+json"), body
    said: dict[str, Any] = json.loads(body)
    return said


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_a_write_is_refused_as_a_whole(disk: Disk, write: tuple[str, str, str, str]) -> None:
    disk.graphs()  # so that an update need not be the first to copy the store, which begins a new log
    with disk.full():
        said = problem(disk.send(*write))
        assert said["type"].endswith("#full")
        assert "disk" in said["detail"]
        assert str(disk.store) not in str(said)
        assert disk.graphs() == dict.fromkeys(disk.acknowledged, LABELS)


def test_reading_goes_on(disk: Disk) -> None:
    with disk.full():
        assert disk.post("refused")[0] == 507

        assert disk.graphs() == dict.fromkeys(disk.acknowledged, LABELS)
        assert disk.server.request("GET", "/health")[0] == 200
        graph = f"/graph-store?graph={quote(f'{BASE}/id/entry/before-1')}"
        assert b"before-1 19" in disk.server.request("GET", graph)[2]
        assert b"before-2 19" in disk.server.request("GET", "/doc/actor/before-2.ttl")[2]


def test_writes_are_accepted_again_when_there_is_room_again(disk: Disk) -> None:
    serving = disk.server.serving_process()
    for turn in range(3):
        with disk.full():
            assert disk.post(f"again-{turn}")[0] == 507
        assert disk.post(f"again-{turn}")[0] == 201
        assert disk.post(f"again-{turn}")[0] == 200
        assert disk.graphs() == dict.fromkeys(disk.acknowledged, LABELS)

    assert disk.server.serving_process() == serving
    assert len(disk.acknowledged) == 6


def test_what_was_acknowledged_is_there_after_a_restart(disk: Disk) -> None:
    with disk.full():
        assert disk.post("refused")[0] == 507
        disk.server.stop()
    assert check(disk.store).endswith("is whole")

    disk.start()
    assert disk.graphs() == dict.fromkeys(disk.acknowledged, LABELS)
    assert disk.post("refused")[0] == 201
