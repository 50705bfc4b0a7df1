"""How commands end when something is wrong: with a line or two on standard error, never with a traceback."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.store.embedded import EmbeddedStore

Kg = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[str]]

KG = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')"]
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def many(tmp_path: Path, german: Path) -> Path:
    """More articles than are ingested in a few seconds, or fit on a very small disk."""
    lines = tmp_path / "many.jsonl"
    article = {"text": german.read_text(), "language": "de"}
    lines.write_text("".join(f"{json.dumps(article | {'id': f'protest-{n}'})}\n" for n in range(2000)))
    return lines


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_lists_the_commands_in_the_order_of_their_use(kg: Kg, arguments: tuple[str, ...]) -> None:
    result = kg(*arguments)
    lines = (result.stdout + result.stderr).splitlines()
    commands = [line.split()[0] for line in lines[lines.index("Commands:") + 1 :] if line.startswith("  ")]
    assert commands[:5] == ["ingest", "extract", "validate", "query", "export"]


@pytest.mark.parametrize(
    "command",
    ["ingest", "extract", "validate", "query", "export", "backup", "restore", "stats", "evaluate", "serve"],
)
def test_each_command_shows_examples(kg: Kg, command: str) -> None:
    result = kg(command, "--help")
    assert result.exit_code == 0
    assert f"Examples:\n  kg {'--store ' if command in ('restore', 'stats') else command}" in result.stdout


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("ingest",), ("stats", "--nonsense"), ("serve", "--port", "x")]
)
def test_wrong_use_ends_with_2(kg: Kg, arguments: tuple[str, ...]) -> None:
    result = kg(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_the_version_is_said(kg: Kg) -> None:
    assert kg("--version").stdout.startswith("newskg, version ")


@pytest.mark.parametrize("command", [("stats",), ("query", "ASK {}"), ("ingest", "protest.txt"), ("export",)])
def test_a_store_in_use_by_another_process_is_said(kg: Kg, german: Path, command: tuple[str, ...]) -> None:
    hold = "import sys; from pathlib import Path; from kg.store.embedded import EmbeddedStore\n"
    hold += "store = EmbeddedStore(Path('kg-store')); print(flush=True); sys.stdin.read(); store.close()"
    other = subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    other.stdout.readline()
    result = kg(*command)
    other.communicate()
    assert result.exit_code == 2
    assert f"The store kg-store is in use by process {other.pid}." in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_damaged_store_is_said(kg: Kg, own_store: Path) -> None:
    (own_store / "oxigraph" / "CURRENT").write_text("rubbish")
    result = kg("--store", own_store, "stats")
    assert result.exit_code == 2
    assert f"The store {own_store} is damaged" in result.stderr


def test_a_full_disk_ends_a_run_and_leaves_no_half_article(
    process: Process, many: Path, tmp_path: Path
) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    result = process("ingest", many, preexec_fn=limit)
    assert result.returncode == 2
    assert result.stderr.startswith("Error: No space is left for the store kg-store.")
    assert len(result.stderr.splitlines()) == 1
    with EmbeddedStore(tmp_path / "kg-store") as store:
        stored = {name for name in store.graph_names() if "/id/article/" in name}
        [row] = store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?a a kg:Article ; schema:articleBody ?text }")
        assert int(row["n"] or 0) == len(stored) > 0


@pytest.mark.parametrize(
    "command",
    [("query", "SELECT * WHERE { ?s ?p ?o }"), ("export",), ("stats",), ("query", "--list"), ("--help",)],
)
def test_a_full_disk_under_the_output_is_said(
    process: Process, seeded_store: Path, command: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w") as full:
        result = process(
            "--store", seeded_store, *command, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert (result.returncode, result.stderr) == (
        2,
        "Error: Standard output cannot be written: No space left on device.\n",
    )


def test_a_reader_that_goes_away_is_no_error(seeded_store: Path) -> None:
    export = subprocess.Popen(
        [*KG, "--store", str(seeded_store), "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert export.stdout
    export.stdout.readline()
    export.stdout.close()
    assert export.stderr
    assert export.stderr.read() == b""
    export.stderr.close()
    export.wait()


def test_ctrl_c_ends_a_query_that_would_take_for_ever(seeded_store: Path) -> None:
    with running("--store", seeded_store, "query", ENDLESS) as command:
        time.sleep(2.5)
        assert interrupted(command) == (130, "Interrupted.\n")


def test_ctrl_c_ends_an_ingest_and_keeps_what_was_stored(tmp_path: Path, many: Path) -> None:
    store = tmp_path / "store"
    with running("--store", store, "ingest", many) as command:
        while sum(log.stat().st_size for log in store.glob("oxigraph/*.log")) < 200_000:
            time.sleep(0.05)
        assert interrupted(command) == (130, "Interrupted.\n")
    with EmbeddedStore(store) as opened:
        [row] = opened.rows("SELECT (COUNT(*) AS ?n) WHERE { ?a a kg:Article }")
        assert 0 < int(row["n"] or 0) < 2000


def running(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command that hears Ctrl-C, which what runs in the background of a shell does not."""
    return subprocess.Popen(
        [*KG, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def interrupted(command: subprocess.Popen[str]) -> tuple[int, str]:
    """Press Ctrl-C, and return the exit status and what was said."""
    os.kill(command.pid, signal.SIGINT)
    _, messages = command.communicate(timeout=30)
    return command.returncode, messages


@pytest.mark.parametrize("arguments", [("--help",), ("query", "ASK {}"), ("stats",), ("export",)])
def test_commands_that_read_no_articles_load_no_language_code(
    seeded_store: Path, arguments: tuple[str, ...]
) -> None:
    code = "import sys; from kg.cli import main; main(sys.argv[1:], standalone_mode=False)\n"
    code += "print({'HanTa', 'pyshacl', 'flask', 'kg.language'} & set(sys.modules), file=sys.stderr)"
    command = [sys.executable, "-c", code, "--store", str(seeded_store), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == "set()\n"
