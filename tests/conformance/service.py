"""The server under test: ``kg serve`` as a process, in its bare mode, and requests to it."""

import gzip
import http.client
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from tests.server.serving import free_port

TOKEN = "for-tests"
N_TRIPLES = "application/n-triples"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


class Service:
    """A bare SPARQL 1.1 store, empty at first."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--default-graph", "strict", "--no-shapes", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from kg.cli import main; main()",
                "--store",
                str(folder / "store"),
                "serve",
                *options,
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "KG_WRITE_TOKEN": TOKEN},
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().startswith("Serving")
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def stop(self) -> int:
        """End it; return its exit status."""
        self._connection.close()
        self._process.terminate()
        self._process.communicate(timeout=30)
        return self._process.returncode

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        """Send a request as it is, with the token."""
        sent = {"Authorization": f"Bearer {TOKEN}", **(headers or {})}
        self._connection.request(method, path, body, sent)
        response = self._connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, named, response.read())

    def query(self, query: str, accept: str) -> Reply:
        """Send a query as it is."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.request("POST", "/sparql", query.encode(), headers)

    def update(self, update: str) -> Reply:
        """Send an update as it is."""
        return self.request("POST", "/sparql", update.encode(), {"Content-Type": "application/sparql-update"})

    def clear(self) -> None:
        """Make the store empty."""
        assert self.update("DROP ALL").status == 204

    def fill(self, triples: bytes, graph: str | None = None) -> None:
        """Add N-Triples to a graph, or to the default graph."""
        address = f"/graph-store?graph={quote(graph, safe='')}" if graph else "/graph-store?default"
        reply = self.request("POST", address, triples, {"Content-Type": N_TRIPLES})
        assert reply.status in (201, 204), reply

    def contents(self) -> ox.Dataset:
        """Return all that is in the store."""
        reply = self.request("GET", "/dump.nq.gz")
        return ox.Dataset(ox.parse(gzip.decompress(reply.body), ox.RdfFormat.N_QUADS))
