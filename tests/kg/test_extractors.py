"""Extractors that are plugged in: real distributions, installed beside the program, found by entry point."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from kg.errors import ExtractorError
from kg.extractors import BUILT_IN, GROUP, extractor_names, load_extractor, require_installed
from kg.language import extract

CHECKOUT = Path(__file__).parents[2]
PLUGINS = CHECKOUT / "tests" / "plugins"
TRANSCRIPT = "15. März 2025\n\nAda Lund: Die Brücke bleibt offen.\nBo Falk: Bis wann?\nAda Lund: Bis Mai.\n"

Kg = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the distributions of `tests/plugins` are installed."""
    target = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    plugins = [target / "sources" / plugin.name for plugin in PLUGINS.iterdir()]
    for plugin in plugins:
        shutil.copytree(PLUGINS / plugin.name, plugin)  # a build may leave something behind
    install = [sys.executable, "-m", "pip", "install", *options, "--target", target]
    subprocess.run([*install, *plugins], check=True)
    return target


@pytest.fixture
def kg(installed: Path, tmp_path: Path) -> Kg:
    """Run a command in a process of its own, which has the distributions installed."""
    path = os.pathsep.join([str(installed), str(CHECKOUT)])
    (tmp_path / "council.txt").write_text(TRANSCRIPT, encoding="utf-8")

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path} | variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


Served = Callable[[str], str]


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[Served]:
    """Start a server with an extractor; returns its address."""
    servers = []

    def start(extractor: str) -> str:
        port = free_port()
        options = ["--port", str(port), "--write-token", "secret", "--extractor", extractor]
        server = subprocess.Popen(
            [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')", "serve", *options],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(installed), str(CHECKOUT)])},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        servers.append(server)
        assert server.stdout
        assert str(port) in server.stdout.readline()
        return f"http://127.0.0.1:{port}"

    yield start
    for server in servers:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def entry(address: str) -> Request:
    headers = {"Authorization": "Bearer secret", "Content-Type": "text/plain"}
    return Request(f"{address}/entries?name=council", TRANSCRIPT.encode(), headers)


def test_the_rules_are_there_without_any_plug_in() -> None:
    assert load_extractor(BUILT_IN) is extract
    assert extractor_names()[0] == BUILT_IN


def test_the_rules_are_registered_like_any_other_extractor() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["entry-points"][GROUP] == {BUILT_IN: f"{extract.__module__}:{extract.__name__}"}


def test_an_unknown_extractor_is_said_with_those_that_are_known() -> None:
    with pytest.raises(ExtractorError, match=r"^There is no extractor 'oracle'\. Installed: rules"):
        require_installed("oracle")


def test_an_article_is_read_by_the_extractor_that_is_named(kg: Kg) -> None:
    result = kg("extract", "--extractor", "transcripts", "council.txt")

    found = json.loads(result.stdout)
    assert [actor["name"] for actor in found["actors"]] == ["Ada Lund", "Bo Falk"]
    [start, end] = found["statements"][1]["content"][0]
    assert (TRANSCRIPT[start:end], found["statements"][1]["speaker"]) == ("Bis wann?", "bo-falk")


def test_an_extractor_can_be_named_in_the_environment(kg: Kg) -> None:
    assert len(json.loads(kg("extract", "council.txt", KG_EXTRACTOR="transcripts").stdout)["statements"]) == 3


def test_what_it_finds_is_stored_and_can_be_asked_for(kg: Kg) -> None:
    assert kg("ingest", "--extractor", "transcripts", "council.txt").stdout.startswith("1 ingested")

    question = "SELECT ?text { ?s kg:speaker/skos:prefLabel 'Bo Falk'@de ; schema:text ?text }"
    assert kg("query", "--format", "csv", question).stdout.split("\n")[1].strip() == "Bis wann?"


def test_it_is_measured_like_the_rules(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "council.json").write_text(
        kg("extract", "--extractor", "transcripts", "council.txt").stdout
    )

    measured = json.loads(kg("evaluate", "--json", "--extractor", "transcripts", "gold", ".").stdout)

    assert measured["total"]["attributed"] == {"value": 1.0, "right": 3, "gold": 3, "predicted": 3}


@pytest.mark.parametrize(
    "command", [["extract", "council.txt"], ["ingest", "."], ["evaluate", ".", "."], ["serve"]]
)
def test_a_command_says_which_extractors_there_are(kg: Kg, command: list[str]) -> None:
    result = kg(*command, "--extractor", "oracle")

    assert result.returncode == 2
    assert result.stderr.startswith("Error: There is no extractor 'oracle'. Installed: rules, absent, beyond")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("absent", "cannot be loaded: ModuleNotFoundError"),
        ("uncallable", "(newskg_faulty:VERSION) cannot be called"),
    ],
)
def test_one_that_cannot_be_loaded_is_named_once(kg: Kg, command: str, name: str, problem: str) -> None:
    result = kg(command, "--extractor", name, "council.txt", "council.txt")

    assert result.returncode == 2
    assert result.stderr.startswith(f"Error: The extractor {name!r} {problem}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("raising", "failed on council.txt: RuntimeError: the model is gone."),
        ("nothing", "returned NoneType for council.txt, no Extraction."),
        (
            "stranger",
            "returned an unusable Extraction for council.txt: ValueError: there is no actor 'bo-falk'.",
        ),
        ("shapeless", "returned an unusable Extraction for council.txt: TypeError"),
        (
            "mistyped",
            "returned an unusable Extraction for council.txt: ValueError: there is no statement type",
        ),
    ],
)
def test_one_that_goes_wrong_is_named_and_nothing_is_stored(kg: Kg, name: str, problem: str) -> None:
    for command in ("extract", "ingest"):
        result = kg(command, "--extractor", name, "council.txt")
        assert result.returncode == 1
        assert result.stderr.startswith(f"The extractor {name!r} {problem}")
        assert "Traceback" not in result.stderr
    assert kg("query", "ASK { ?s ?p ?o }").stdout == "false\n"


def test_one_of_which_no_graph_can_be_made_is_named(kg: Kg) -> None:
    for command in (("extract", "--format", "turtle"), ("ingest",)):
        result = kg(*command, "--extractor", "undatable", "council.txt")
        assert result.returncode == 1
        problem = "returned an Extraction for council.txt of which no graph can be made: AttributeError"
        assert result.stderr.startswith(f"The extractor 'undatable' {problem}")


def test_one_may_refuse_an_article(kg: Kg) -> None:
    result = kg("extract", "--extractor", "refusing", "council.txt")

    assert (result.returncode, result.stderr) == (1, "council.txt: is no transcript.\n")


def test_the_shapes_check_its_offsets_like_those_of_the_rules(kg: Kg) -> None:
    result = kg("ingest", "--json", "--language", "de", "--extractor", "beyond", "council.txt")

    assert result.returncode == 1
    assert result.stderr.startswith("council.txt: Der Eintrag entspricht nicht den Vorgaben: 1 Problem.")
    assert "Eine Textstelle zitiert andere Worte, als der Artikel an ihrer Position hat." in result.stderr
    assert json.loads(result.stdout.splitlines()[-1]) == {"ingested": 0, "unchanged": 0, "rejected": 1}
    assert kg("query", "ASK { ?s ?p ?o }").stdout == "false\n"


def test_the_server_reads_what_it_is_sent_with_the_extractor_that_is_named(served: Served) -> None:
    with urlopen(entry(served("transcripts"))) as response:
        stored = json.load(response)

    assert (response.status, stored["counts"]["statements"], stored["counts"]["actors"]) == (201, 3, 2)


def test_the_server_logs_what_goes_wrong_and_shows_none_of_it(served: Served) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(entry(served("raising")))

    assert caught.value.code == 500
    assert "gone" not in caught.value.read().decode()


def test_the_server_does_not_start_with_one_that_cannot_be_loaded(kg: Kg) -> None:
    result = kg("serve", "--port", str(free_port()), "--extractor", "absent")

    assert result.returncode == 2
    assert result.stderr.startswith("Error: The extractor 'absent' cannot be loaded: ModuleNotFoundError")


def test_the_how_to_page_shows_the_extractor_that_is_tested_here() -> None:
    page = (CHECKOUT / "docs" / "how-to" / "plug-in-an-extractor.md").read_text(encoding="utf-8")

    [code] = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    [configuration] = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert code == (PLUGINS / "transcripts" / "newskg_transcripts.py").read_text(encoding="utf-8")
    assert configuration == (PLUGINS / "transcripts" / "pyproject.toml").read_text(encoding="utf-8")
