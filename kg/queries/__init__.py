"""The questions that analysts ask often, as SPARQL in `*.rq` beside this module, one file a question."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with its name and what it answers, in English and German; prefixes are those of the project."""

    name: str
    title_en: str
    title_de: str
    text: str


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """Return all saved queries, sorted by name."""
    return tuple(_read(path) for path in sorted(Path(__file__).parent.glob("*.rq")))


def _read(path: Path) -> SavedQuery:
    """Read a query whose first lines are its titles: ``# en: …`` and ``# de: …``."""
    text = path.read_text(encoding="utf-8")
    titles = dict(re.findall(r"^# (en|de): (.+)$", text, re.MULTILINE))
    return SavedQuery(path.stem, titles["en"], titles["de"], text)
