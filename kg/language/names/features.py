"""What the statistical model of names sees of a word: its shape, its neighbours, what lists know of it."""

import re
from functools import lru_cache

from kg.language.lexicon import REMEMBERED, words
from kg.language.names.bodies import is_group_noun, is_organization_head
from kg.language.names.gazetteer import actor_names, country_of_adjective, ends_like_place, place_names
from kg.language.names.persons import is_first_name
from kg.language.names.roles import is_person_role
from kg.language.text.tokens import Token

_LONGEST_SHAPE = 8
_REPEATED = re.compile(r"(.)\1+")


def features(tokens: tuple[Token, ...]) -> list[list[str]]:
    """Return the features of each token of a sentence; training and reading must see the same ones."""
    texts = ["", *(t.text for t in tokens), ""]
    tags = ["", *(t.tag for t in tokens), ""]
    shapes = ["", *map(shape, texts[1:-1]), ""]
    found = [
        [
            *_own(texts[i], tags[i]),
            *_before(texts[i - 1]),
            *_behind(texts[i + 1]),
            f"t-={tags[i - 1]}{tags[i]}",
            f"t+={tags[i]}{tags[i + 1]}",
            f"ss={shapes[i - 1]}|{shapes[i]}|{shapes[i + 1]}",
        ]
        for i in range(1, len(tokens) + 1)
    ]
    _add_listed(tokens, found)
    return found


@lru_cache(maxsize=REMEMBERED)
def shape(word: str) -> str:
    """Return the pattern of capitals, small letters and digits: "McKinsey" → "XxXx"."""
    if word.isupper() and len(word) > 1:
        return "ALL"
    letters = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    return _REPEATED.sub(r"\1", letters)[:_LONGEST_SHAPE]


@lru_cache(maxsize=REMEMBERED)
def _own(word: str, tag: str) -> tuple[str, ...]:
    lower = word.lower()
    kinds = _kinds(word)
    none = ("k=none",) if not kinds and word[0].isupper() else ()
    return (
        "bias",
        f"w={word}",
        f"t={tag}",
        f"s={shape(word)}",
        f"e3={lower[-3:]}",
        f"e4={lower[-4:]}",
        *(f"k={kind}" for kind in kinds),
        *none,
    )


@lru_cache(maxsize=REMEMBERED)
def _before(word: str) -> tuple[str, ...]:
    return _beside(word, "-")


@lru_cache(maxsize=REMEMBERED)
def _behind(word: str) -> tuple[str, ...]:
    return _beside(word, "+")


def _beside(word: str, side: str) -> tuple[str, ...]:
    kinds = tuple(f"k{side}={kind}" for kind in _kinds(word)) if word else ()
    return f"w{side}={word}", f"e{side}={word[-3:]}", *kinds


@lru_cache(maxsize=REMEMBERED)
def _kinds(word: str) -> tuple[str, ...]:
    """Return what the word lists say of a word by itself."""
    organization = ("actors", "organization")
    tests = {
        "first": is_first_name(word),
        "body": is_organization_head(word),
        "role": is_person_role(word),
        "group": is_group_noun(word),
        "form": word in words(*organization, "legal_forms"),
        "club": word in words(*organization, "clubs"),
        "title": word in words("actors", "person", "titles"),
        "country": country_of_adjective(word) is not None,
        "ending": ends_like_place(word),
    }
    return tuple(kind for kind, holds in tests.items() if holds)


def _add_listed(tokens: tuple[Token, ...], found: list[list[str]]) -> None:
    """Add to each token, and to those beside it, how a known name begins or goes on there."""
    for i, token in enumerate(tokens):
        if not (token.text[0].isupper() or token.tag == "ADJA"):
            continue
        place = place_names().at(tokens, i)
        if place is not None:
            _mark(found, i, place.last, place.entries[0].type)
        actor = actor_names().at(tokens, i)
        if actor is not None:
            _mark(found, i, actor.last, actor.entries[0].type)


def _mark(found: list[list[str]], first: int, last: int, kind: str) -> None:
    for i in range(first, last):
        name = ("B" if i == first else "I") + kind
        found[i].append(f"l={name}")
        if i:
            found[i - 1].append(f"l+={name}")
        if i + 1 < len(found):
            found[i + 1].append(f"l-={name}")
