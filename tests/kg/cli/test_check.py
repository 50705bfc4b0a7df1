"""`kg check`."""

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.store.embedded import EmbeddedStore

Kg = Callable[..., Result]


def test_a_whole_store_is_called_whole(kg: Kg, seeded_store: Path) -> None:
    result = kg("--store", seeded_store, "check")

    assert (result.exit_code, result.stdout) == (0, f"{seeded_store} is whole\n")


def test_a_damaged_file_is_named_with_the_remedy(kg: Kg, own_store: Path) -> None:
    (own_store / "oxigraph" / "CURRENT").unlink()
    result = kg("--store", own_store, "check")

    assert (result.exit_code, "Restore a backup: kg restore." in result.stdout) == (1, True)


def test_what_is_derived_is_mended(kg: Kg, own_store: Path) -> None:
    database = ox.Store(own_store / "oxigraph")
    database.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("spare")))
    del database
    found = kg("--store", own_store, "check", "--quick", "--json")
    mended = kg("--store", own_store, "check", "--quick", "--mend")

    assert found.exit_code == 1
    assert [fault["mendable"] for fault in json.loads(found.stdout)] == [True]
    assert (mended.exit_code, mended.stdout) == (0, f"{own_store} is whole\n")
    with EmbeddedStore(own_store) as store:
        assert store.rows('SELECT ?s WHERE { ?s ?p "spare" }') == []


@pytest.mark.parametrize("mend", [(), ("--mend",)])
def test_a_store_in_use_is_not_checked(kg: Kg, own_store: Path, mend: tuple[str, ...]) -> None:
    with EmbeddedStore(own_store):
        result = kg("--store", own_store, "check", *mend)

    assert (result.exit_code, "kg backup DIR --server" in result.stderr) == (2, True)


def test_where_there_is_no_store_it_says_so(kg: Kg) -> None:
    assert kg("check").exit_code == 2
