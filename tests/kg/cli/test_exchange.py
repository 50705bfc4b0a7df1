"""`kg export`, `kg backup` and `kg restore`."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.formats import graph_format

Kg = Callable[..., Result]


@pytest.fixture
def seeded(kg: Kg, seeded_store: Path) -> Kg:
    """Run a command on the store with the sample articles."""

    def run(*arguments: str | Path) -> Result:
        return kg("--store", seeded_store, *arguments)

    return run


def triples(kg: Kg) -> int:
    return int(kg("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").stdout.split()[1])


@pytest.mark.parametrize("name", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_the_whole_graph_is_exported_in_every_syntax(seeded: Kg, name: str) -> None:
    syntax = graph_format(name)
    quads = set(ox.parse(seeded("export", "--format", name).stdout, syntax.rdf_format))
    assert len({quad.triple for quad in quads}) == triples(seeded)
    assert syntax.quads == (len({quad.graph_name for quad in quads}) > 1)


def test_the_name_of_the_file_says_the_syntax_and_compression(seeded: Kg, tmp_path: Path) -> None:
    assert seeded("export", "-o", "news.ttl.gz").exit_code == 0
    content = gzip.decompress((tmp_path / "news.ttl.gz").read_bytes())
    assert content == seeded("export", "--format", "turtle").stdout_bytes


def test_the_same_graph_compresses_to_the_same_file(seeded: Kg, tmp_path: Path) -> None:
    for name in ("one.nq.gz", "other.nq.gz"):
        seeded("export", "-o", name)
    assert (tmp_path / "one.nq.gz").read_bytes() == (tmp_path / "other.nq.gz").read_bytes()


def test_tables_of_all_classes_are_written_to_a_folder(seeded: Kg, tmp_path: Path) -> None:
    assert seeded("export", "--tables", "tables").exit_code == 0
    assert seeded("export", "--tables", "tables", "--format", "jsonl").exit_code == 0
    classes = ("articles", "statements", "estimates", "actors", "locations")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {
        f"{name}.{form}" for name in classes for form in ("csv", "jsonl")
    }
    assert (tmp_path / "tables" / "statements.csv").read_text().startswith("iri,kind,text,speaker,")


def test_one_class_is_exported_as_a_table_or_as_rdf(seeded: Kg, tmp_path: Path) -> None:
    assert seeded("export", "--only", "locations", "-o", "places.csv.gz").exit_code == 0
    table = gzip.decompress((tmp_path / "places.csv.gz").read_bytes())
    assert table == seeded("export", "--only", "locations", "--format", "csv").stdout_bytes
    quads = ox.parse(seeded("export", "--only", "locations").stdout, ox.RdfFormat.N_QUADS)
    assert all("/id/location/" in str(quad.subject) for quad in quads)


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "csv"),
        ("-o", "news.jsonl"),
        ("--tables", "t", "--format", "trig"),
        ("--tables", "t", "-o", "x"),
    ],
)
def test_what_is_no_table_and_no_graph_is_refused(
    seeded: Kg, tmp_path: Path, options: tuple[str, ...]
) -> None:
    result = seeded("export", *options)
    assert (result.exit_code, "--tables" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_without_a_name_it_is_nquads(seeded: Kg) -> None:
    assert set(ox.parse(seeded("export").stdout, ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("target", ["/dev/full", "missing/news.nq"])
def test_an_export_that_cannot_be_written_says_so(seeded: Kg, target: str) -> None:
    result = seeded("export", "-o", target)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {target} cannot be written: No s")
    assert Path("/dev/full").is_char_device()


def test_a_failed_export_leaves_the_file_that_was_there(
    seeded: Kg, tmp_path: Path, process: Callable[..., object], seeded_store: Path
) -> None:
    (tmp_path / "news.nq").write_text("before")
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    process("--store", seeded_store, "export", "-o", "news.nq", preexec_fn=lambda: exec(limited))
    assert (tmp_path / "news.nq").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["news.nq"]


def test_a_restored_store_answers_as_the_first_one_did(kg: Kg, seeded_store: Path, tmp_path: Path) -> None:
    backed_up = kg("--store", seeded_store, "backup", "copy")
    assert (backed_up.exit_code, backed_up.stdout) == (0, f"{seeded_store} is backed up to copy\n")
    restored = kg("restore", "copy")
    assert (restored.exit_code, restored.stdout) == (0, "kg-store is restored from copy\n")
    assert kg("export").stdout == kg("--store", seeded_store, "export").stdout


def test_nothing_is_overwritten(kg: Kg, seeded_store: Path) -> None:
    kg("--store", seeded_store, "backup", "copy")
    again = kg("--store", seeded_store, "backup", "copy")
    assert (again.exit_code, again.stderr) == (
        2,
        "Error: copy exists already; name a folder that does not.\n",
    )
    onto = kg("--store", "copy", "restore", "copy")
    assert (onto.exit_code, "exists already; move it away" in onto.stderr) == (2, True)


@pytest.mark.parametrize("command", [("export",), ("backup", "copy"), ("stats",), ("query", "ASK {}")])
def test_a_command_that_reads_needs_a_store(kg: Kg, command: tuple[str, ...]) -> None:
    result = kg(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no store at kg-store. Ingest something first" in result.stderr


def test_what_is_no_backup_cannot_be_restored(kg: Kg, tmp_path: Path) -> None:
    assert "There is no store at nothing" in kg("restore", "nothing").stderr
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear")
    assert "holds something else than a store" in kg("restore", "letters").stderr
