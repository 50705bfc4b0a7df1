"""What reads an article: the rules of this program, or another extractor that is plugged in.

An extractor takes an `Article` and returns an `Extraction`. Installed distributions offer theirs in the
entry-point group ``kg.extractors`` (https://packaging.python.org/en/latest/specifications/entry-points/).
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, get_args

from kg.article import Article
from kg.errors import ExtractorError, KgError

if TYPE_CHECKING:
    from kg.language.extraction import Extraction

Extractor = Callable[[Article], "Extraction"]

GROUP = "kg.extractors"
BUILT_IN = "rules"


def extractor_names() -> list[str]:
    """Return the names of the extractors that are installed, the built-in one first."""
    return [BUILT_IN, *sorted({entry.name for entry in entry_points(group=GROUP)} - {BUILT_IN})]


@cache
def load_extractor(name: str) -> Extractor:
    """Return an extractor by its name.

    One that is plugged in may refuse an article with an `InputError`. Whatever else it raises becomes an
    `ExtractorError`, and so does a result that is no `Extraction` or that refers to what it does not hold.
    Offsets are not checked here but by the shapes, like those of the built-in one.

    Raises:
        ExtractorError: none of that name is installed, or it cannot be loaded.
    """
    if name == BUILT_IN:
        from kg.language import extract  # takes longer to load than all the rest

        return extract
    entry = _entry_point(name)
    with faults_of(name, "cannot be loaded"):
        function = entry.load()
    if not callable(function):
        raise ExtractorError(f"The extractor {name!r} ({entry.value}) cannot be called.")
    return _checked(name, function)


def require_installed(name: str) -> None:
    """Find an extractor without loading it.

    Raises:
        ExtractorError: none of that name is installed.
    """
    if name != BUILT_IN:
        _entry_point(name)


@contextmanager
def faults_of(name: str, what: str) -> Iterator[None]:
    """Blame whatever goes wrong inside on the extractor, unless it is the built-in one.

    Raises:
        ExtractorError: an exception was raised that is no `KgError`; `what` is the clause that tells of it.
    """
    try:
        yield
    except KgError:
        raise
    except Exception as error:
        if name == BUILT_IN:
            raise
        reason = f"{type(error).__name__}: {error}".rstrip(": .")
        raise ExtractorError(f"The extractor {name!r} {what}: {reason}.") from error


def _entry_point(name: str) -> EntryPoint:
    found = tuple(entry_points(group=GROUP, name=name))
    if not found:
        known = ", ".join(extractor_names())
        raise ExtractorError(f"There is no extractor {name!r}. Installed: {known}.")
    return found[0]


def _checked(name: str, function: Callable[[Article], object]) -> Extractor:
    def extract(article: Article) -> "Extraction":
        from kg.language.extraction import Extraction

        with faults_of(name, f"failed on {article.name}"):
            found = function(article)
        if not isinstance(found, Extraction):
            got = type(found).__name__
            raise ExtractorError(f"The extractor {name!r} returned {got} for {article.name}, no Extraction.")
        with faults_of(name, f"returned an unusable Extraction for {article.name}"):
            _check_types(found)
            _check_references(found)
            json.dumps(found.to_json())
        return found

    return extract


def _check_types(found: "Extraction") -> None:
    """Raise a ValueError for a type of actor, place, statement or qualifier that there is not."""
    from kg.language.extraction import ActorType, LocationType, Qualifier, StatementType

    _require("actor type", (a.type for a in found.actors), get_args(ActorType))
    _require("location type", (place.type for place in found.locations), get_args(LocationType))
    _require("statement type", (s.type for s in found.statements), get_args(StatementType))
    _require("qualifier", (e.qualifier for e in found.estimates), get_args(Qualifier))


def _check_references(found: "Extraction") -> None:
    """Raise a ValueError for an id that stands for nothing in the extraction."""
    actors, places = {a.id for a in found.actors}, {place.id for place in found.locations}
    statements = {s.id for s in found.statements}
    for s in found.statements:
        _require("actor", (s.speaker, *s.relayed_by), actors)
        _require("location", (s.said_at,), places)
    for e in found.estimates:
        _require("actor", (e.estimated_by, *e.relayed_by), actors)
        _require("location", (e.location,), places)
        _require("statement", (e.statement,), statements)


def _require(kind: str, used: Iterable[str | None], known: Container[str]) -> None:
    unknown = next((each for each in used if each is not None and each not in known), None)
    if unknown is not None:
        raise ValueError(f"there is no {kind} {unknown!r}")
