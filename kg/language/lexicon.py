"""The word lists of `kg/language/data`, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

REMEMBERED = 50_000
"""Of so many words it is kept what lists say of them: a server that runs for long meets ever new ones."""
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


def has_ending(word: str, name: str, *keys: str) -> bool:
    """Whether a word ends with one of a list of `data/{name}.toml`; quick where the list is long."""
    return word.endswith(_endings_by_letter(name, *keys).get(word[-1:], ()))


@cache
def _endings_by_letter(name: str, *keys: str) -> dict[str, tuple[str, ...]]:
    """Return the endings of a list by their last letter."""
    found: dict[str, list[str]] = {}
    for ending in endings(name, *keys):
        found.setdefault(ending[-1], []).append(ending)
    return {letter: tuple(same) for letter, same in found.items()}
