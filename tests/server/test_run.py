"""The server as a process, on a real port, with other people's clients."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.mapping import article_iri
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import KG, SCHEMA

PROGRAM = """
import os, sys
from pathlib import Path
from kg.errors import KgError
from server import Config
from server.run import run
try:
    run(Config(store=Path(sys.argv[1]), write_token=os.environ["TOKEN"]), sys.argv[2], int(sys.argv[3]))
except KgError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""
TOKEN = "not-to-be-seen"
VALUES = "SELECT ?value WHERE { ?figure schema:value ?value }"
LISTENING = "Serving the knowledge graph at "


class Server:
    """A server in a process of its own."""

    def __init__(self, store: Path, port: int | None = None, host: str = "127.0.0.1") -> None:
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(store), host, str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "TOKEN": TOKEN},
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()
        self.url = self.first_line.removeprefix(LISTENING).split(" ")[0]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; return the exit status."""
        self.process.send_signal(number)
        self.rest = self.process.communicate(timeout=20)[0]
        return self.process.returncode

    def request(self, method: str, path: str, **arguments: object) -> tuple[int, dict[str, str], bytes]:
        """Send a request as it is; return status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, **arguments)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, dict(response.getheaders()), body


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(filled: Callable[[], Path]) -> Iterator[Server]:
    """A server over a store with both articles."""
    server = Server(filled())
    yield server
    assert server.stop() == 0


def wrapper(server: Server, query: str, form: str) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    return client


def test_it_says_where_it_listens_and_answers_there(server: Server) -> None:
    assert server.first_line.startswith(f"{LISTENING}http://localhost:{server.port} ")
    status, _, body = server.request("GET", "/health")

    assert status == 200
    assert json.loads(body)["counts"]["articles"] == 2


def test_sparqlwrapper_reads_solutions_in_each_format(server: Server) -> None:
    in_json = wrapper(server, VALUES, JSON).query().convert()
    in_xml = wrapper(server, VALUES, XML).query().convert()
    in_csv = wrapper(server, VALUES, CSV).query().convert()

    assert [b["value"]["value"] for b in in_json["results"]["bindings"]] == ["10000"]
    assert "10000" in in_xml.toxml()
    assert in_csv.decode().split() == ["value", "10000"]


def test_sparqlwrapper_posts_queries(server: Server) -> None:
    client = wrapper(server, "ASK { <http://example.org/a%20b> ?p ?o }", JSON)
    client.setMethod(POST)

    assert client.query().convert()["boolean"] is False


def test_sparqlwrapper_reads_graphs(server: Server) -> None:
    query = "CONSTRUCT { ?f schema:value ?v } WHERE { ?f schema:value ?v }"

    turtle = wrapper(server, query, TURTLE).query().convert()

    assert len(Graph().parse(data=turtle, format="turtle")) == 1


def test_rdflib_queries_it_as_a_store(server: Server) -> None:
    store = SPARQLStore(f"{server.url}/sparql", returnFormat="xml")
    graph = Graph(store)

    rows = list(graph.query("SELECT ?a WHERE { ?a a <https://w3id.org/newskg/ontology#Article> }"))

    assert len(rows) == 2
    assert len(list(graph.triples((None, KG.qualifier, None)))) == 4
    assert (None, SCHEMA.datePublished, None) in graph


def test_rdflib_reads_one_graph_of_it(server: Server) -> None:
    name = URIRef(article_iri("doubts.txt", "http://localhost:8000"))
    graph = Graph(SPARQLStore(f"{server.url}/sparql", returnFormat="xml"), identifier=name)

    assert list(graph.objects(None, SCHEMA.maxValue)) == [Literal(3000)]


def test_a_name_leads_to_its_description(server: Server) -> None:
    status, headers, _ = server.request("GET", "/id/actor/mark-rutte", headers={"Accept": "text/turtle"})
    _, _, body = server.request("GET", headers["location"])

    assert status == 303
    assert (URIRef("http://localhost:8000/id/actor/mark-rutte"), None, None) in Graph().parse(data=body)


def test_an_encoded_character_survives_the_wire(server: Server) -> None:
    query = quote("SELECT (STR(<http://example.org/a%20b%2Bc>) AS ?iri) WHERE {}")

    _, _, body = server.request("GET", f"/sparql?query={query}")

    assert b"http://example.org/a%20b%2Bc" in body


def test_head_has_no_body_and_what_is_known_is_not_sent_again(server: Server) -> None:
    status, headers, body = server.request("HEAD", "/doc/actor/mark-rutte.ttl")
    again = server.request("GET", "/doc/actor/mark-rutte.ttl", headers={"If-None-Match": headers["etag"]})

    assert (status, body) == (200, b"")
    assert (again[0], again[2]) == (304, b"")


def test_many_clients_are_answered_at_once(server: Server) -> None:
    def ask(number: int) -> int:
        return server.request("GET", ("/", "/health", f"/sparql?query={quote(VALUES)}")[number % 3])[0]

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask, range(60))) == {200}


@pytest.mark.parametrize("body", [b"x" * 17_000_000, iter([b"x" * 1_000_000] * 17)])
def test_a_body_that_is_too_large_is_refused_with_and_without_its_length(
    server: Server, body: bytes | Iterator[bytes]
) -> None:
    headers = {"Content-Type": "text/plain", "Authorization": f"Bearer {TOKEN}"}

    status, _, _ = server.request("POST", "/validate", body=body, headers=headers)

    assert status == 413


def test_nothing_that_is_answered_or_said_tells_the_token(server: Server) -> None:
    server.request("POST", "/entries", body=b"x", headers={"Authorization": f"Bearer {TOKEN}x"})
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout

    assert TOKEN not in server.first_line
    assert TOKEN not in processes


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_gracefully_and_frees_the_store(tmp_path: Path, number: signal.Signals) -> None:
    server = Server(tmp_path / "store")

    status = server.stop(number)

    assert status == 0
    assert "Traceback" not in server.rest
    with EmbeddedStore(tmp_path / "store", create=False) as store:
        assert store.version()


@pytest.mark.parametrize("host", ["localhost", "0.0.0.0"])
def test_a_host_may_be_a_name_or_all_addresses(tmp_path: Path, host: str) -> None:
    server = Server(tmp_path / "store", host=host)

    assert server.request("GET", "/health")[0] == 200
    assert server.url == f"http://localhost:{server.port}"
    assert server.stop() == 0


def test_what_was_written_is_there_after_a_restart(tmp_path: Path, entry: bytes) -> None:
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    first = Server(tmp_path / "store")
    created, _, _ = first.request("POST", "/entries", body=entry, headers=headers)
    tag = first.request("GET", "/doc/location/russland.ttl")[1]["etag"]
    first.stop()

    second = Server(tmp_path / "store")
    status, _, _ = second.request("GET", "/doc/location/russland.ttl", headers={"If-None-Match": tag})
    second.stop()

    assert created == 201
    assert status == 304


def ended(server: Server) -> tuple[int, str]:
    """Return the exit status and all that a server printed which did not start."""
    rest, _ = server.process.communicate(timeout=20)
    return server.process.returncode, server.first_line + rest


def test_a_port_in_use_is_told_with_the_remedy(server: Server, tmp_path: Path) -> None:
    status, output = ended(Server(tmp_path / "store", port=server.port))

    assert status == 1
    assert (
        output
        == f"KgError: Port {server.port} is in use. Stop what listens there, or choose another with --port.\n"
    )


def test_a_host_that_is_not_this_machine_is_told(tmp_path: Path) -> None:
    status, output = ended(Server(tmp_path / "store", host="192.0.2.1"))

    assert status == 1
    assert output.startswith("KgError: Cannot listen on 192.0.2.1")


def test_a_store_in_use_is_told_at_once(tmp_path: Path) -> None:
    started = monotonic()
    with EmbeddedStore(tmp_path / "store"):
        status, output = ended(Server(tmp_path / "store"))

    assert status == 1
    assert output.startswith("StoreError: ")
    assert output.count("\n") == 1
    assert monotonic() - started < 10


def test_answering_queries_loads_no_language_code(filled: Callable[[], Path]) -> None:
    program = """
import sys
from pathlib import Path
from server import Config, create_app
client = create_app(Config(store=Path(sys.argv[1]))).test_client()
for path in ("/", "/sparql?query=ASK{}", "/doc/actor/mark-rutte", "/ontology", "/health"):
    assert client.get(path, headers={"Accept": "text/html"}).status_code in (200, 404), path
print(sorted({name for name in sys.modules if name.split(".")[0] in ("HanTa", "py3langid", "trafilatura")}))
print(sorted(name for name in sys.modules if name.startswith("kg.language.")))
"""
    output = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(filled())],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert output == "[]\n[]\n"
