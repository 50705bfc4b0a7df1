"""The folder of a store: who may open it, and what happens to it when things go wrong."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore

A, S, P = "http://example.org/a", "http://example.org/s", "http://example.org/p"
NOBODY = 65534
MakeGraph = Callable[..., Graph]
Hold = Callable[[str], int]

HOLD = """
import sys
from pathlib import Path
from kg.store.embedded import EmbeddedStore
store = EmbeddedStore(Path(sys.argv[1]), read_only=sys.argv[2] == "reading")
print("open", flush=True)
sys.stdin.read()
"""
WRITE_UNTIL_KILLED = """
import os, sys
from pathlib import Path
from rdflib import Graph, Literal, URIRef
from kg.store.embedded import EmbeddedStore
graph = Graph(identifier=URIRef("http://example.org/a"))
graph.add((URIRef("http://example.org/s"), URIRef("http://example.org/p"), Literal("written")))
store = EmbeddedStore(Path(sys.argv[1]))
store.replace(graph)
os.kill(os.getpid(), 9)
"""
FILL = """
import sys
from pathlib import Path
from rdflib import Graph, Literal, URIRef
from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore
store = EmbeddedStore(Path(sys.argv[1]))
for number in range(1000):
    graph = Graph(identifier=URIRef(f"http://example.org/{number}"))
    for triple in range(500):
        graph.add((graph.identifier, URIRef("http://example.org/p"), Literal(f"{number} {triple}")))
    try:
        store.replace(graph)
    except StoreError as error:
        print(number, error)
        break
"""


def python(code: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, **options
    )


@pytest.fixture
def hold(folder: Path) -> Iterator[Hold]:
    """Open the store in another process until the test is over; returns its process id."""
    processes = []

    def start(purpose: str) -> int:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder), purpose],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        return process.pid

    yield start
    for process in processes:
        process.communicate()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_another_process_writes_cannot_be_opened(
    folder: Path, hold: Hold, read_only: bool
) -> None:
    pid = hold("writing")
    with pytest.raises(StoreError, match=rf"in use by process {pid}\..* kg query --endpoint"):
        EmbeddedStore(folder, read_only=read_only)


def test_a_store_that_another_process_reads_can_be_read_but_not_written(folder: Path, hold: Hold) -> None:
    EmbeddedStore(folder).close()
    hold("reading")
    EmbeddedStore(folder, read_only=True).close()
    with pytest.raises(StoreError, match="in use by another process"):
        EmbeddedStore(folder)


def test_a_store_can_be_opened_again_when_it_is_closed(folder: Path) -> None:
    EmbeddedStore(folder).close()
    EmbeddedStore(folder).close()


def test_what_was_written_survives_a_killed_process_and_has_a_new_version(folder: Path) -> None:
    with EmbeddedStore(folder) as store:
        before = store.version()
    python(WRITE_UNTIL_KILLED, str(folder))
    with EmbeddedStore(folder, read_only=True) as store:
        assert [row["o"] for row in store.rows("SELECT ?o WHERE { ?s ?p ?o }")] == ["written"]
        assert store.version() != before


def test_a_full_disk_is_said_and_leaves_what_was_stored(folder: Path) -> None:
    def limit_file_size() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    stopped = python(FILL, str(folder), preexec_fn=limit_file_size)
    number, _, message = stopped.stdout.partition(" ")
    assert message.startswith(f"No space is left for the store {folder}. Free some and repeat")
    with EmbeddedStore(folder) as store:
        assert len(list(store.graph_names())) == int(number)
        assert store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") == [{"n": str(500 * int(number))}]


def test_there_must_be_a_store_to_read(folder: Path) -> None:
    with pytest.raises(StoreError, match="There is no store at"):
        EmbeddedStore(folder, create=False)
    with pytest.raises(StoreError, match="There is no store at"):
        EmbeddedStore(folder, read_only=True)
    assert not folder.exists()


def test_a_file_is_no_store(folder: Path) -> None:
    folder.write_text("something")
    with pytest.raises(StoreError, match="is a file"):
        EmbeddedStore(folder)


def test_a_folder_with_other_things_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear")
    with pytest.raises(StoreError, match="holds something else"):
        EmbeddedStore(folder)
    assert [file.name for file in folder.iterdir()] == ["letter.txt"]


def test_an_empty_folder_becomes_a_store(folder: Path) -> None:
    folder.mkdir()
    EmbeddedStore(folder).close()
    EmbeddedStore(folder, create=False).close()


@pytest.mark.parametrize(
    ("name", "content"),
    [("oxigraph/CURRENT", "rubbish"), ("oxigraph/CURRENT", None), ("store.json", "rubbish")],
)
def test_a_damaged_store_is_called_damaged(folder: Path, name: str, content: str | None) -> None:
    EmbeddedStore(folder).close()
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)
    with pytest.raises(StoreError, match="is damaged"):
        EmbeddedStore(folder, read_only=True)


def test_a_store_of_a_later_program_is_not_touched(folder: Path) -> None:
    EmbeddedStore(folder).close()
    (folder / "store.json").write_text('{"layout": 99, "union": true}')
    with pytest.raises(StoreError, match="layout 99"):
        EmbeddedStore(folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be a user to whom permissions apply, also where tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_folder(folder: Path, make_graph: MakeGraph) -> Iterator[Path]:
    """A store that nobody may write, at a place that everybody may enter."""
    with EmbeddedStore(folder) as store:
        store.replace(make_graph(A, (S, P, Literal(1))))
    with tempfile.TemporaryDirectory() as public:
        Path(public).chmod(0o755)
        locked = Path(shutil.copytree(folder, Path(public) / "store"))
        for path in (locked, *locked.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield locked
        for path in (locked, *locked.rglob("*")):
            path.chmod(0o755)


def test_a_store_that_may_not_be_written_can_be_read(locked_folder: Path) -> None:
    with unprivileged(), EmbeddedStore(locked_folder, read_only=True) as store:
        assert store.rows("SELECT ?o WHERE { ?s ?p ?o }") == [{"o": "1"}]


def test_a_store_that_may_not_be_written_says_so(locked_folder: Path) -> None:
    with unprivileged(), pytest.raises(StoreError, match=r"is not accessible\. Change its permissions"):
        EmbeddedStore(locked_folder)


def test_the_logs_of_the_database_do_not_pile_up(folder: Path) -> None:
    for _ in range(5):
        EmbeddedStore(folder).close()
    assert len(list(folder.glob("oxigraph/LOG*"))) <= 2
