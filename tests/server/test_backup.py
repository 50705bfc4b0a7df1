"""A backup of a store that a server has open and writes to."""

import json
import tarfile
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from kg.access import Scope, create
from kg.cli import main
from kg.errors import StoreError
from kg.pipeline.check import check_graphs
from kg.store.backup import restore, unpack
from kg.store.check import check_database, check_quarantine
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine
from tests.kg.workers.asking import eventually
from tests.server.serving import TOKEN, Server

BASE = "http://localhost:8000"
ENTRY = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://localhost:8000/id/actor/a{number}> a kg:Actor , kg:Person ; skos:prefLabel "Nr. {number}"@de .
"""


@pytest.fixture
def server(filled: Callable[[], Path], tmp_path: Path) -> Iterator[Server]:
    server = Server(filled(), tmp_path / "log")
    yield server
    server.stop()


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="kg")


def post(server: Server, body: str) -> int:
    return server.request(
        "POST", "/entries", token=TOKEN, headers={"Content-Type": "text/turtle"}, body=body.encode()
    )[0]


class Writing:
    """A stream of writes; `acknowledged` are the numbers of those that the server has acknowledged."""

    def __init__(self, server: Server) -> None:
        self.acknowledged: list[int] = []
        self._stop = threading.Event()
        self._server = server
        self._thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        number = 0
        while not self._stop.is_set():
            if post(self._server, ENTRY.format(number=number)) == 201:
                self.acknowledged.append(number)
            number += 1

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def test_a_backup_in_a_stream_of_writes_is_whole_and_has_what_was_acknowledged(
    server: Server, tmp_path: Path
) -> None:
    assert post(server, "nothing <") == 400
    folder, restored = tmp_path / "backup", tmp_path / "restored"
    with Writing(server) as writing:
        eventually(lambda: len(writing.acknowledged) >= 10, 60)
        before = list(writing.acknowledged)
        made = kg("backup", "--server", f"http://127.0.0.1:{server.port}", "--token", TOKEN, folder)
        eventually(lambda: len(writing.acknowledged) > len(before), 60)

    assert made.exit_code == 0, made.output
    restore(folder, restored)
    assert [*check_database(restored, lambda: None), *check_quarantine(restored)] == []
    with EmbeddedStore(restored, create=False, read_only=True) as store:
        assert list(check_graphs(store, BASE, lambda: None)) == []
        there = {row["a"] for row in store.rows("SELECT ?a WHERE { ?a a kg:Person }")}
    assert {f"{BASE}/id/actor/a{number}" for number in before} <= there
    assert len(Quarantine(restored).entries()) == 1


def test_a_backup_has_the_tokens(filled: Callable[[], Path], tmp_path: Path) -> None:
    store = filled()
    create(store, "anna", {Scope.READ})
    with EmbeddedStore(store) as opened:
        opened.backup(tmp_path / "backup")

    assert json.loads((tmp_path / "backup" / "access" / "tokens.json").read_text())["tokens"]


def test_beside_a_server_the_command_says_how(filled: Callable[[], Path], tmp_path: Path) -> None:
    store = filled()
    with EmbeddedStore(store):
        result = kg("--store", store, "backup", tmp_path / "backup")

    assert (result.exit_code, "kg backup DIR --server" in result.stderr) == (2, True)


def test_only_who_may_do_anything_gets_a_backup(writer: FlaskClient, client: FlaskClient) -> None:
    response = writer.post("/backup")

    with tarfile.open(fileobj=BytesIO(response.data)) as archive:
        assert {"./store.json", "./oxigraph/CURRENT"} <= set(archive.getnames())
    assert client.post("/backup").status_code == 401


def test_a_backup_that_is_cut_off_leaves_nothing(tmp_path: Path, writer: FlaskClient) -> None:
    whole = writer.post("/backup").data
    (tmp_path / "backups").mkdir()
    with pytest.raises(StoreError, match="not whole"):
        unpack(BytesIO(whole[: len(whole) // 2]), tmp_path / "backups" / "one")

    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("name", ["../escaped", "/escaped", "link"])
def test_an_archive_that_is_no_backup_writes_nothing_anywhere(tmp_path: Path, name: str) -> None:
    member = tarfile.TarInfo(name)
    if name == "link":
        member.type, member.linkname = tarfile.SYMTYPE, "/etc"
    file = BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(member)
    file.seek(0)

    (tmp_path / "backups").mkdir()
    with pytest.raises(StoreError, match="nothing that a store has"):
        unpack(file, tmp_path / "backups" / "one")

    assert list(tmp_path.rglob("*")) == [tmp_path / "backups"]
