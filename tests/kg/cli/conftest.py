"""The command line, in this process and in one of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

GERMAN = """28. Oktober 2024

In der Stadt sind nach Angaben der Polizei 300 Menschen auf die Straße gegangen. \
Der Veranstalter sprach am Montag von mindestens 900 Menschen."""

Kg = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    """Run a command in an empty folder; errors that are not reported fail the test."""
    monkeypatch.chdir(tmp_path)
    for variable in ("KG_STORE", "KG_BASE", "KG_WRITE_TOKEN", "KG_EXTRACTOR"):
        monkeypatch.delenv(variable, raising=False)

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(
            main, [str(argument) for argument in arguments], input=stdin, prog_name="kg"
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """Run a command in a process of its own."""

    def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-c",
            "from kg.cli import main; main(prog_name='kg')",
            *map(str, arguments),
        ]
        defaults: dict[str, object] = {"cwd": tmp_path, "capture_output": True, "timeout": 120}
        return subprocess.run(command, text=True, check=False, **(defaults | options))

    return run


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "protest.txt"
    path.write_text(GERMAN, encoding="utf-8")
    return path


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "protest-en.txt"
    path.write_text(
        "The police said on Monday that three hundred people had been in the streets of the city."
    )
    return path
