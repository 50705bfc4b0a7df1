"""Fifty clients write at once, each in every way there is: nothing is lost, doubled or mixed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from urllib.parse import quote

import pytest

from tests.server.serving import TOKEN, Server
from tests.server.wholeness import check

pytestmark = pytest.mark.slow

CLIENTS = 50
UPDATERS = 20
LABELS = 10
BASE = "http://localhost:8000"
PREFIXES = """PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <http://schema.org/>
"""
OWN, SAME, OVERWRITTEN, REPLACED, MERGED, UPDATED = (
    f"{BASE}/id/entry/{name}" for name in ("own", "same", "overwritten", "replaced", "merged", "updated")
)
TRIG, TURTLE, TEXT, UPDATE = "application/trig", "text/turtle", "text/plain", "application/sparql-update"
STORED = (200, 201, 204)


@dataclass(frozen=True, slots=True)
class Write:
    """One request that writes: what it is for, and what it sends."""

    purpose: str
    method: str
    path: str
    media_type: str
    body: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of all requests: the server, its store, and each write with the status of its answer."""

    server: Server
    store: Path
    answers: list[tuple[Write, int]]

    def statuses(self, purpose: str) -> Counter[int]:
        """Return how often each status was answered to the writes of one purpose."""
        return Counter(status for write, status in self.answers if write.purpose == purpose)

    def labels(self, graph: str) -> list[str]:
        """Return the labels that a graph states, sorted."""
        return self.values(f"GRAPH <{graph}> {{ ?actor skos:altLabel ?value }}")

    def values(self, pattern: str) -> list[str]:
        """Return what `?value` stands for in each solution of a pattern, sorted."""
        answer = self.server.ask(f"{PREFIXES} SELECT ?value WHERE {{ {pattern} }}")[2]
        return sorted(row["value"]["value"] for row in answer["results"]["bindings"])


def described(graph: str, labels: Iterable[str]) -> str:
    """Return triples on the actor of a graph, and on one whom all graphs mention alike."""
    names = " , ".join(f'"{label}"@de' for label in labels)
    both = (f"<{graph}#actor>", f"<{BASE}/id/actor/shared>")
    actors = " ".join(f'{each} a kg:Actor , kg:Person ; skos:prefLabel "Erika Muster"@de .' for each in both)
    return f"{actors} <{graph}#actor> skos:altLabel {names} ."


def version(client: int) -> list[str]:
    return sorted(f"{client}-{number}" for number in range(LABELS))


def entry(purpose: str, graph: str, labels: Iterable[str]) -> Write:
    body = f"{PREFIXES} <{graph}> {{ {described(graph, labels)} }}"
    return Write(purpose, "POST", "/entries", TRIG, body)


def article(purpose: str, name: str, number: int) -> Write:
    body = (
        f"28. Oktober 2024\n\nRund {number}.000 Soldaten aus Nordkorea sind nach Angaben des Pentagon in "
        "Russland eingetroffen. „Wir sind besorgt“, sagte Sprecherin Sabrina Singh am Montag."
    )
    return Write(purpose, "POST", f"/entries?name={name}", TEXT, body)


def of_graph_store(purpose: str, method: str, graph: str, labels: Iterable[str]) -> Write:
    body = f"{PREFIXES} {described(graph, labels)}"
    return Write(purpose, method, f"/graph-store?graph={quote(graph)}", TURTLE, body)


def update(label: str) -> Write:
    triples = described(UPDATED, [label])
    body = f"{PREFIXES} INSERT DATA {{ GRAPH <{UPDATED}> {{ {triples} }} }}"
    return Write("update", "POST", "/sparql", UPDATE, body)


def writes_of(client: int) -> Iterator[Write]:
    """Yield what one client sends, in the order in which it does."""
    yield entry("own entry", f"{OWN}-{client}", version(client))
    yield article("own article", f"own-{client}.txt", 10 + client)
    yield entry("same entry", SAME, ["the same for all"])
    yield entry("overwritten entry", OVERWRITTEN, version(client))
    yield article("overwritten article", "overwritten.txt", 10 + client)
    yield of_graph_store("replaced", "PUT", REPLACED, version(client))
    yield of_graph_store("merged", "POST", MERGED, version(client))
    if client < UPDATERS:
        yield update(str(client))


def send(server: Server, write: Write) -> int:
    headers = {"Content-Type": write.media_type}
    sent = server.request(write.method, write.path, token=TOKEN, body=write.body.encode(), headers=headers)
    return sent[0]


def at_once(steps: Callable[[int], list[tuple[Write, int]]]) -> list[tuple[Write, int]]:
    """Have all clients begin at the same moment; return what they report."""
    begin = Barrier(CLIENTS)

    def client(number: int) -> list[tuple[Write, int]]:
        begin.wait(10)
        return steps(number)

    with ThreadPoolExecutor(CLIENTS) as threads:
        return [answer for answers in threads.map(client, range(CLIENTS)) for answer in answers]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The server after fifty clients have written to it."""
    folder = tmp_path_factory.mktemp("parallel")
    server = Server(folder / "store", folder / "log", settings={"rate_limit": 0})
    try:
        answers = at_once(lambda n: [(write, send(server, write)) for write in writes_of(n)])
        yield Written(server, folder / "store", answers)
    finally:
        server.stop()


def test_every_write_is_accepted(written: Written) -> None:
    assert [(write, status) for write, status in written.answers if status not in STORED] == []


def test_no_entry_is_lost(written: Written) -> None:
    for client in range(CLIENTS):
        assert written.labels(f"{OWN}-{client}") == version(client)


def test_no_article_is_lost_or_doubled(written: Written) -> None:
    articles = written.values("GRAPH ?value { ?value a kg:Article }")

    assert len(articles) == len(set(articles)) == CLIENTS + 1


def test_of_equal_entries_one_is_new(written: Written) -> None:
    assert written.statuses("same entry") == {201: 1, 200: CLIENTS - 1}
    assert written.labels(SAME) == ["the same for all"]


@pytest.mark.parametrize("graph", [OVERWRITTEN, REPLACED])
def test_a_graph_that_many_overwrite_is_that_of_one_of_them(written: Written, graph: str) -> None:
    assert written.labels(graph) in [version(client) for client in range(CLIENTS)]


def test_an_article_that_many_overwrite_is_that_of_one_of_them(written: Written) -> None:
    [text] = written.values(
        '?article schema:articleBody ?value FILTER CONTAINS(STR(?article), "overwritten")'
    )
    found = re.search(r"Rund (\d+)\.000", text)

    assert found is not None
    assert send(written.server, article("again", "overwritten.txt", int(found[1]))) == 200


def test_what_many_add_to_one_graph_is_all_there(written: Written) -> None:
    assert written.labels(MERGED) == sorted(label for client in range(CLIENTS) for label in version(client))
    assert written.labels(UPDATED) == sorted(map(str, range(UPDATERS)))


def test_sending_again_changes_nothing(written: Written) -> None:
    before = written.server.request("GET", "/health")[2]

    answers = at_once(lambda n: [(w, send(written.server, w)) for w in writes_of(n) if "own" in w.purpose])

    assert Counter(status for _, status in answers) == {200: 2 * CLIENTS}
    assert written.server.request("GET", "/health")[2] == before


def test_the_store_is_whole_afterwards(written: Written) -> None:
    written.server.stop()

    assert check(written.store).endswith("is whole")
