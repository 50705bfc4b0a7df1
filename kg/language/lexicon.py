"""The word lists of `kg/language/data`, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """Return the whole of `data/{name}.toml`."""
    with (_DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return one list of `data/{name}.toml`, reached by its keys, as a set."""
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return frozenset(value)


@cache
def endings(name: str, *keys: str) -> tuple[str, ...]:
    """Return one list of `data/{name}.toml`, reached by its keys, as `str.endswith` takes it."""
    return tuple(sorted(words(name, *keys)))
