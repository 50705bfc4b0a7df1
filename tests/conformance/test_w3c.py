"""The W3C's SPARQL 1.0 and 1.1 test suites, against ``kg serve --default-graph strict --no-shapes``."""

from pathlib import Path

import pytest

from tests.conformance.checks import check
from tests.conformance.manifests import Case, cases
from tests.conformance.service import Service

pytestmark = [pytest.mark.slow, pytest.mark.shared]


def test_the_suites_are_there(reference: Path) -> None:
    assert len(cases(reference / "w3c" / "sparql")) > 1000


def test_the_server_passes(case: Case, service: Service, request: pytest.FixtureRequest) -> None:
    if case.excluded:
        request.applymarker(pytest.mark.xfail(reason=case.excluded, strict=True, raises=AssertionError))
    check(case, service)
