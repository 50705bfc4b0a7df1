"""The server that the suites are run against, and the counts at the end."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.manifests import SUITES, cases
from tests.conformance.service import Service

FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "w3c" / "sparql"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each of the W3C's, or one that says that they are absent."""
    if "case" in metafunc.fixturenames:
        found = cases(FOLDER) if FOLDER.is_dir() else ()
        metafunc.parametrize("case", found, ids=lambda case: f"{case.suite}: {case.key}")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A bare server in a process of its own."""
    service = Service(tmp_path_factory.mktemp("conformance"))
    yield service
    assert service.stop() == 0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests of each suite are passed."""
    passed, all_run = Counter[str](), Counter[str]()
    for outcome in ("passed", "failed", "xfailed", "error"):
        for report in terminalreporter.stats.get(outcome, ()):
            suite = report.nodeid.partition("[")[2].partition(":")[0]
            if suite in SUITES:
                all_run[suite] += 1
                passed[suite] += outcome == "passed"
    if all_run:
        terminalreporter.section("W3C suites")
        for suite in all_run:
            terminalreporter.line(f"{suite}: {passed[suite]} of {all_run[suite]}")
