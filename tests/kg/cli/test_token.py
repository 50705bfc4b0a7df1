"""`kg token`: tokens are created, listed and revoked."""

import re
from pathlib import Path

from kg.access import KnownTokens, Scope
from tests.kg.cli.conftest import Kg


def test_a_token_is_printed_once(kg: Kg, tmp_path: Path) -> None:
    created = kg("token", "create", "ingest", "--scope", "write", "--scope", "review")
    listed = kg("token", "list")

    assert created.exit_code == 0
    assert re.fullmatch(r"newskg_[0-9a-f]{64}\n", created.stdout)
    assert "cannot be shown again" in created.stderr
    assert re.fullmatch(r"ingest +write,review +\d{4}-\d\d-\d\d  does not expire\n", listed.stdout)
    found = KnownTokens(tmp_path / "kg-store").find(created.stdout.strip())
    assert found is not None
    assert found.scopes == {Scope.WRITE, Scope.REVIEW}


def test_a_token_expires_after_as_many_days_as_was_said(kg: Kg) -> None:
    kg("token", "create", "guest", "--scope", "read", "--expires", "30")

    assert re.search(r"guest +read .* expires \d{4}-\d\d-\d\d\n", kg("token", "list").stdout)


def test_a_token_that_is_revoked_is_not_listed(kg: Kg) -> None:
    kg("token", "create", "ingest", "--scope", "write")

    assert kg("token", "revoke", "ingest").exit_code == 0
    assert kg("token", "list").stdout == ""
    assert kg("token", "revoke", "ingest").exit_code == 2


def test_what_cannot_be_is_refused(kg: Kg) -> None:
    kg("token", "create", "ingest", "--scope", "write")

    for wrong in (
        ("ingest", "--scope", "read"),
        ("environment", "--scope", "read"),
        ("a b", "--scope", "read"),
        ("other",),
        ("other", "--scope", "all"),
        ("other", "--scope", "read", "--expires", "0"),
    ):
        assert kg("token", "create", *wrong).exit_code == 2


def test_tokens_alone_are_no_store(kg: Kg) -> None:
    kg("token", "create", "ingest", "--scope", "write")
    result = kg("stats")

    assert result.exit_code == 2
    assert "There is no store" in result.stderr
