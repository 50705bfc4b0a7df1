"""The questions of the mix: ``queries/*.rq``, with names in braces where something to ask about goes."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "queries"
_PLACE = re.compile(r"\{([a-z]+)(\d*)\}")

LOOK_UP = "look-up"
SOLUTIONS, GRAPH = "application/sparql-results+json", "application/n-triples"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked of many things.

    Attributes:
        name: of its file.
        meaning: one line.
        template: the query.
    """

    name: str
    meaning: str
    template: str

    @property
    def accept(self) -> str:
        """The media type of its answer."""
        return GRAPH if "CONSTRUCT" in self.template else SOLUTIONS

    def asked(self, parameters: Mapping[str, Sequence[str]], chance: random.Random) -> str:
        """Return the query about something by chance: ``{actor}`` is one actor, ``{actor2}`` another draw."""
        drawn: dict[str, str] = {}

        def draw(found: re.Match[str]) -> str:
            if found[0] not in drawn:
                drawn[found[0]] = chance.choice(parameters[found[1]])
            return drawn[found[0]]

        return _PLACE.sub(draw, self.template)


def questions() -> list[Question]:
    """Return all questions by name."""
    return [_read(path) for path in sorted(_FOLDER.glob("*.rq"))]


def _read(path: Path) -> Question:
    first, _, template = path.read_text(encoding="utf-8").partition("\n")
    return Question(path.stem, first.removeprefix("# "), template)
