"""News articles as plain text, made up: no two alike, and each with words that no earlier one had."""

import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.sparql.news.wording import clause
from bench.sparql.news.words import WORDS

LENGTH = 300
"""Words of an article, to the end of its last sentence."""

_OWN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_FIGURES = ("rund {}", "mindestens {}", "mehr als {}", "genau {}", "{}", "höchstens {}")


def articles(seed: str) -> Iterator[str]:
    """Yield articles without end; equal seeds, equal articles."""
    chance = random.Random(seed)
    while True:
        yield _article(chance)


def _article(chance: random.Random) -> str:
    headline = f"{_compound(chance)} in {_town(chance)}: Streit um die {_compound(chance)}"
    cast = [_person(chance) for _ in range(6)]
    day = f"{chance.randint(1, 28)}. {chance.choice(WORDS['months'])} {chance.randint(2019, 2024)}"
    count = len(headline.split())
    sentences: list[str] = []
    while count < LENGTH:
        sentences.append(_sentence(cast, chance))
        count += len(sentences[-1].split())
    return "\n\n".join([day, headline, *map(" ".join, _threes(sentences))]) + "\n"


def _threes(sentences: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(sentences), 3):
        yield sentences[start : start + 3]


def _sentence(cast: list[str], chance: random.Random) -> str:
    """Return a sentence of the pattern that the lot falls on; what stands in it twice is drawn twice."""
    parts: dict[str, Callable[[], str]] = {
        "person": lambda: chance.choice(cast),
        "clause": lambda: clause(chance),
        "compound": lambda: _compound(chance),
        "town": lambda: _town(chance),
        "figure": lambda: chance.choice(_FIGURES).format(_number(chance)),
        "counted": lambda: chance.choice(WORDS["counted"]),
        "organisation": lambda: chance.choice(("Polizei", "Feuerwehr", "Landesregierung", "Universität")),
        "job": lambda: chance.choice(WORDS["jobs"]),
        "weekday": lambda: chance.choice(_OWN["weekdays"]),
        "day": lambda: f"{chance.randint(1, 28)}. {chance.choice(WORDS['months'])}",
    }
    pieces = chance.choice(_OWN["sentences"]).replace("}", "{").split("{")
    return "".join(parts[piece]() if index % 2 else piece for index, piece in enumerate(pieces))


def _compound(chance: random.Random) -> str:
    return "".join(chance.choice(_OWN[part]) for part in ("first_parts", "middle_parts", "last_parts"))


def _person(chance: random.Random) -> str:
    last = chance.choice(WORDS["town_stems"]) + chance.choice(_OWN["name_endings"])
    if chance.random() < 0.5:
        last = chance.choice(WORDS["last_names"])
    return f"{chance.choice(WORDS['first_names'])} {last}"


def _town(chance: random.Random) -> str:
    return chance.choice(WORDS["town_stems"]) + chance.choice(WORDS["town_endings"])


def _number(chance: random.Random) -> str:
    return f"{int(10 ** chance.uniform(1, 4)):,}".replace(",", ".")
