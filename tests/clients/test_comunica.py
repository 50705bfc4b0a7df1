"""Comunica, a query engine in JavaScript, as a client: it splits queries to ask several sources."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from tests.clients.serving import TOKEN, absent, program

# The last that runs on the Node.js of Debian 12.
PACKAGE = "@comunica/query-sparql@4.5.0"
RESULTS = "application/sparql-results+json"
PREFIX = "PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX schema: <http://schema.org/> "
ARTICLES = PREFIX + "SELECT ?article ?headline WHERE { ?article a kg:Article ; schema:headline ?headline }"

pytestmark = pytest.mark.slow

Comunica = Callable[..., str]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that Comunica is installed in; where it cannot be, the test is skipped."""
    npm, folder = program("npm"), tmp_path_factory.mktemp("comunica")
    command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", PACKAGE]
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=300)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        absent(f"Comunica cannot be installed: {error}")
    shutil.copy(Path(__file__).with_name("update.mjs"), folder)
    return folder


@pytest.fixture
def comunica(installed: Path) -> Comunica:
    """Ask sources a query by Comunica's command line; return what it prints."""

    def ask(query: str, *sources: str, form: str = RESULTS) -> str:
        return node(installed / "node_modules/.bin/comunica-sparql", *sources, "-q", query, "-t", form)

    return ask


def node(*command: str | Path) -> str:
    return subprocess.run(
        [program("node"), *map(str, command)], capture_output=True, text=True, check=True, timeout=60
    ).stdout


def solutions(printed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed)["results"]["bindings"]
    return found


def test_solutions_are_read_whether_it_is_told_that_this_is_sparql_or_not(
    comunica: Comunica, news: str
) -> None:
    told, found = comunica(ARTICLES, f"sparql@{news}/sparql"), comunica(ARTICLES, f"{news}/sparql")

    assert len(solutions(told)) == len(solutions(found)) == 11
    assert "Hochwasser in Sankt Florin" in [row["headline"]["value"] for row in solutions(told)]


def test_questions_are_answered_and_graphs_made(comunica: Comunica, news: str) -> None:
    endpoint = f"sparql@{news}/sparql"

    answer = comunica(PREFIX + "ASK { ?article a kg:Article }", endpoint)
    graph = comunica(PREFIX + "CONSTRUCT WHERE { ?article a kg:Article }", endpoint, form="text/turtle")

    assert json.loads(answer)["boolean"] is True
    assert len(Graph().parse(data=graph)) == 12


def test_the_description_of_a_thing_is_a_source_itself(comunica: Comunica, news: str) -> None:
    name = "<http://localhost:8000/id/actor/mark-rutte>"

    found = comunica(f"SELECT ?p ?o WHERE {{ {name} ?p ?o }}", f"{news}/doc/actor/mark-rutte")

    assert "Mark Rutte" in [row["o"]["value"] for row in solutions(found)]


def test_an_update_is_sent_and_what_it_says_joined_with_another_server(
    comunica: Comunica, installed: Path, news: str, bare: str
) -> None:
    article = solutions(comunica(ARTICLES, f"sparql@{news}/sparql"))[0]
    update = f"INSERT DATA {{ <{article['article']['value']}> <http://example.org/note> 'geprüft: Ö +%20' }}"
    node(installed / "update.mjs", f"{bare}/sparql", TOKEN, update)

    query = PREFIX + "SELECT * WHERE { ?a <http://example.org/note> ?note ; schema:headline ?headline }"
    joined = solutions(comunica(query, f"sparql@{news}/sparql", f"sparql@{bare}/sparql"))

    assert [(row["note"]["value"], row["headline"]["value"]) for row in joined] == [
        ("geprüft: Ö +%20", article["headline"]["value"])
    ]
