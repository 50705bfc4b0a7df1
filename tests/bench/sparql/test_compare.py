"""The comparison of servers, with newskg alone."""

import json
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bench.sparql.measuring import Figures
from bench.sparql.news import dataset
from bench.sparql.peers import all_peers
from bench.sparql.questions import questions
from bench.sparql.report import goals, ratio

CHECKOUT = Path(__file__).parents[3]
COMPARE = [sys.executable, "-W", "ignore", "-m", "bench.sparql.compare"]


def newskg_alone(folder: Path) -> list[str]:
    where = ["--cache", str(folder), "--peers", str(folder)]
    return [*COMPARE, *where, "--only", "newskg", "--triples", "3000"]


def processes_that_name(folder: Path) -> list[str]:
    """Return the command lines in which a folder stands."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(entry.read_text().replace("\0", " "))
    return [line for line in found if str(folder) in line]


def figures(look_ups: list[float], totals: list[float]) -> Figures:
    return Figures(look_ups=look_ups, totals=totals)


def test_a_ratio_is_the_median_of_those_of_the_rounds() -> None:
    ours, theirs = figures([100, 400, 90], [2, 1, 3]), figures([50, 50, 90], [4, 4, 3])

    assert ratio(ours, theirs, "look-ups") == 2
    assert ratio(ours, theirs, "mix") == 2


def test_a_goal_is_met_or_not_and_one_without_figures_is_left_out() -> None:
    measured = {
        "newskg": figures([100], [3]),
        "virtuoso": figures([60], [9]),
        "oxigraph": figures([500], [2]),
    }

    said = {(reached.goal.measure, reached.goal.peer): reached.met for reached in goals(measured)}

    assert said == {("look-ups", "virtuoso"): False, ("mix", "oxigraph"): True}


def test_what_is_not_installed_is_passed_over_with_a_line_that_says_what_it_lacks(tmp_path: Path) -> None:
    news = dataset(tmp_path, 100)

    lacking = {peer.key: peer.missing(news) for peer in all_peers(tmp_path)}

    assert lacking["newskg"] is None
    for name in ("oxigraph", "fuseki", "rdflib-endpoint"):
        assert lacking[name]


@pytest.mark.slow
def test_newskg_alone_answers_all_questions(tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    options = ["--rounds", "1", "--repeats", "1", "--seconds", "1", "--warm-up", "1", "--out", str(out)]

    done = subprocess.run(
        [*newskg_alone(tmp_path), *options],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=CHECKOUT,
    )

    assert done.returncode == 0, done.stderr
    [server] = json.loads(out.read_text())["servers"]
    assert (server["errors"], server["differences"]) == ({}, {})
    assert set(server["milliseconds"]) == {question.name for question in questions()}
    assert server["look_ups"][0] > 0
    assert "| newskg" in done.stdout


@pytest.mark.slow
def test_ctrl_c_leaves_no_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        newskg_alone(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("look-up:"):  # the server runs
                break
        assert len(processes_that_name(tmp_path)) > 1
        running.send_signal(signal.SIGINT)
        running.stderr.read()

    assert running.returncode == 128 + signal.SIGINT
    assert processes_that_name(tmp_path) == []


def test_a_server_that_is_not_known_is_wrong_use(tmp_path: Path) -> None:
    done = subprocess.run([*COMPARE, "--only", "nobody"], capture_output=True, text=True, cwd=CHECKOUT)

    assert done.returncode == 2
    assert "nobody" in done.stderr
