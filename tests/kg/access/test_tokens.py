"""Tokens in the folder of a store: what is kept of them, and who heeds that."""

import json
import multiprocessing
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.access import ALL, KnownTokens, Scope, create, new_secret, revoke, tokens_of
from kg.access.file import path_in
from kg.access.tokens import SECRET, Token, matching
from kg.errors import InputError, StoreError
from kg.store.embedded import EmbeddedStore

A_DAY = timedelta(days=1)


def test_a_secret_is_256_random_bits_behind_a_prefix_that_scanners_find() -> None:
    secrets = {new_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert all(SECRET.fullmatch(secret) for secret in secrets)
    assert all(re.fullmatch("newskg_[0-9a-f]{64}", secret) for secret in secrets)


def test_a_token_is_found_by_its_secret_and_by_nothing_else(tmp_path: Path) -> None:
    first, second = (create(tmp_path, name, [Scope.WRITE]) for name in ("first", "second"))
    known = KnownTokens(tmp_path)

    assert [found and found.name for found in (known.find(first), known.find(second))] == ["first", "second"]
    for wrong in ("", first[:-1], first + "0", first.upper(), new_secret(), "\ud800", "ä"):
        assert known.find(wrong) is None


def test_no_secret_is_kept_and_nobody_else_may_read_what_is(tmp_path: Path) -> None:
    secret = create(tmp_path, "ingest", [Scope.WRITE])
    path = path_in(tmp_path)

    assert secret.removeprefix("newskg_") not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["lock", "tokens.json"]


@pytest.mark.parametrize(
    ("scope", "included"),
    [
        (Scope.READ, {Scope.READ}),
        (Scope.WRITE, {Scope.WRITE}),
        (Scope.REVIEW, {Scope.REVIEW}),
        (Scope.ADMIN, set(Scope)),
    ],
)
def test_only_admin_includes_other_scopes(tmp_path: Path, scope: Scope, included: set[Scope]) -> None:
    found = KnownTokens(tmp_path).find(create(tmp_path, "somebody", [scope]))

    assert found is not None
    assert {each for each in Scope if found.may(each)} == included


def test_what_was_created_and_revoked_is_heeded_at_once(tmp_path: Path) -> None:
    known = KnownTokens(tmp_path)

    assert not known
    secret = create(tmp_path, "ingest", [Scope.WRITE])
    assert known.find(secret)
    revoke(tmp_path, "ingest")
    assert known.find(secret) is None
    assert not known


def test_a_token_of_the_same_name_again_has_another_secret(tmp_path: Path) -> None:
    old = create(tmp_path, "ingest", [Scope.WRITE])
    revoke(tmp_path, "ingest")
    new = create(tmp_path, "ingest", [Scope.READ])
    known = KnownTokens(tmp_path)

    assert known.find(old) is None
    assert known.find(new)


def test_a_token_ends_to_be_good_when_it_expires(tmp_path: Path) -> None:
    secret = create(tmp_path, "guest", [Scope.READ], days=2)
    (token,) = tokens_of(tmp_path)

    assert token.expires == token.created + 2 * A_DAY
    assert token.is_good(datetime.now(UTC))
    assert not token.is_good(token.expires)

    path = path_in(tmp_path)
    members = json.loads(path.read_text())
    members["tokens"][0]["expires"] = (datetime.now(UTC) - A_DAY).isoformat()
    path.write_text(json.dumps(members))
    assert KnownTokens(tmp_path).find(secret) is None


def test_the_token_of_the_environment_is_good_for_all_and_in_memory_alone(tmp_path: Path) -> None:
    known = KnownTokens(tmp_path, "whatever somebody thought up")
    found = known.find("whatever somebody thought up")

    assert found is not None
    assert (found.name, found.scopes) == ("environment", ALL)
    assert list(tmp_path.iterdir()) == []
    assert not KnownTokens(tmp_path, "")


@pytest.mark.parametrize("name", ["", "-x", ".", "a b", "ä", "a\nb", "x" * 65, "environment", "../up"])
def test_a_name_is_one_that_logs_and_commands_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        create(tmp_path, name, [Scope.READ])

    assert tokens_of(tmp_path) == ()


def test_a_name_has_one_token(tmp_path: Path) -> None:
    create(tmp_path, "anna", [Scope.READ])

    with pytest.raises(InputError, match="has a token already"):
        create(tmp_path, "anna", [Scope.WRITE])


def test_what_is_not_there_cannot_be_revoked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no token"):
        revoke(tmp_path / "nowhere", "anna")
    create(tmp_path, "bert", [Scope.READ])
    with pytest.raises(InputError, match="has no token"):
        revoke(tmp_path, "anna")

    assert not (tmp_path / "nowhere").exists()


def some(store: Path, process: int) -> None:
    for number in range(5):
        create(store, f"token-{process}-{number}", [Scope.READ])
        if number % 2:
            revoke(store, f"token-{process}-{number}")


def test_those_who_create_and_revoke_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=some, args=(tmp_path, number)) for number in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)

    expected = {f"token-{process}-{number}" for process in range(8) for number in (0, 2, 4)}
    assert {token.name for token in tokens_of(tmp_path)} == expected


def test_a_change_that_was_broken_off_leaves_what_was(tmp_path: Path) -> None:
    secret = create(tmp_path, "first", [Scope.READ])
    (tmp_path / "access" / "tokens.json.new").write_text("half of a fi")

    assert KnownTokens(tmp_path).find(secret)
    create(tmp_path, "second", [Scope.READ])
    assert [token.name for token in tokens_of(tmp_path)] == ["first", "second"]


@pytest.mark.parametrize("content", ["", "{}", '{"tokens": [{}]}', "[1]", '{"tokens": [{"name": 1}]}', "\0"])
def test_with_a_damaged_file_nobody_is_let_in(tmp_path: Path, content: str) -> None:
    secret = create(tmp_path, "ingest", [Scope.WRITE])
    path_in(tmp_path).write_text(content)

    with pytest.raises(StoreError, match="damaged"):
        KnownTokens(tmp_path).find(secret)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_with_a_file_that_cannot_be_read_nobody_is_let_in(tmp_path: Path) -> None:
    secret = create(tmp_path, "ingest", [Scope.WRITE])
    path_in(tmp_path).chmod(0)

    with pytest.raises(StoreError, match="one user"):
        KnownTokens(tmp_path).find(secret)


def test_tokens_can_be_there_before_the_store_and_change_while_it_is_open(tmp_path: Path) -> None:
    create(tmp_path / "store", "first", [Scope.WRITE])
    with EmbeddedStore(tmp_path / "store"):
        create(tmp_path / "store", "second", [Scope.WRITE])
        revoke(tmp_path / "store", "first")

    assert [token.name for token in tokens_of(tmp_path / "store")] == ["second"]


def test_a_backup_has_the_tokens_for_its_owner_alone(tmp_path: Path) -> None:
    secret = create(tmp_path / "store", "first", [Scope.WRITE])
    with EmbeddedStore(tmp_path / "store") as store:
        store.backup(tmp_path / "backup")

    assert KnownTokens(tmp_path / "backup").find(secret)
    assert path_in(tmp_path / "backup").stat().st_mode & 0o777 == 0o600


def test_all_tokens_are_compared_however_early_one_is_found() -> None:
    now = datetime.now(UTC)
    compared = []

    class Listed(list[Token]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for token in super().__iter__():
                compared.append(token.name)
                yield token

    from kg.access.tokens import digest

    tokens = Listed(Token(str(n), digest(str(n)), ALL, now) for n in range(5))

    assert matching(tokens, "0") == tokens[0]
    assert compared == ["0", "1", "2", "3", "4"]
