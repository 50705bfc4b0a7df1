"""Finding known names in tokens: the longest known name at each position, genitives included."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from kg.entities import KnownActor, KnownPlace, known_actors, known_places
from kg.language.lexicon import REMEMBERED, endings, has_ending, table, words
from kg.language.text.tokens import Token, split_words

Entry = TypeVar("Entry")

_LARGE_CITY = 100_000
_LETTERS_BEFORE = 2
"""So many letters stand at least before the ending of a place."""


@dataclass(frozen=True, slots=True)
class Match(Generic[Entry]):
    """Tokens [first, last) name one of `entries` (several where the name is ambiguous)."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Names(Generic[Entry]):
    """An index from names, as sequences of words, to the entries that bear them."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        self._longest: dict[str, int] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Let `name` find `entry` too."""
        words = tuple(split_words(name))
        if not words:
            return
        found = self._entries.setdefault(words, [])
        if entry not in found:
            found.append(entry)
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def at(self, tokens: tuple[Token, ...], i: int) -> Match[Entry] | None:
        """Return the longest name that begins at token `i`."""
        for first in _forms(tokens[i].text):
            longest = self._longest.get(first)
            if longest is None:
                continue
            for size in range(min(longest, len(tokens) - i), 0, -1):
                words = (first, *(t.text for t in tokens[i + 1 : i + size]))
                for last in _forms(words[-1]) if size > 1 else (first,):
                    entries = self._entries.get((*words[:-1], last))
                    if entries:
                        return Match(i, i + size, tuple(entries))
        return None

    def named(self, name: str) -> Entry | None:
        """Return the first entry that bears a name."""
        return next(iter(self._entries.get(tuple(split_words(name)), ())), None)

    def __contains__(self, name: str) -> bool:
        return tuple(split_words(name)) in self._entries


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and what it may be the genitive of: "Ruttes", "Hans'"."""
    return (word, word[:-1]) if word[-1] in "s'’" and len(word) > 2 else (word,)


@cache
def actor_names() -> Names[KnownActor]:
    """Return the names and aliases of all known actors."""
    names: Names[KnownActor] = Names()
    common = words("actors", "organization", "common_titles")
    for actor in known_actors():
        for name in (actor.name, *actor.aliases):
            if name in common:
                continue
            names.add(name, actor)
            if name[0].islower():
                names.add(name[0].upper() + name[1:], actor)
    for place in known_places():
        if place.capital and place.country in states():
            names.add(place.name, states()[place.country])
    return names


@cache
def media_titles() -> Names[KnownActor]:
    """Return the titles of known media as they are quoted, those that are everyday words included."""
    names: Names[KnownActor] = Names()
    media = {actor.key: actor for actor in known_actors() if is_known_medium(actor)}
    for actor in media.values():
        for name in (actor.name, *actor.aliases):
            names.add(name, actor)
    for title, key in table("actors")["organization"]["common_titles"].items():
        names.add(title, media[key])
    return names


def is_known_medium(actor: KnownActor) -> bool:
    """Whether a known actor passes on what others say, by its roles: "Zeitung", "Nachrichtenagentur"."""
    roles = endings("reporting", "frames", "media_roles")
    bodies = actor.type == "Organization"
    return bodies and any(role.lower().endswith(roles) for role in actor.roles)


@cache
def place_names() -> Names[KnownPlace]:
    """Return the names of all known places; foreign spellings of large cities only."""
    names: Names[KnownPlace] = Names()
    for place in known_places():
        names.add(place.name, place)
        if "ß" in place.name:
            names.add(place.name.replace("ß", "ss"), place)
        for alias in place.aliases:
            if place.type != "city" or place.population >= _LARGE_CITY or place.capital:
                names.add(alias, place)
        if "," in place.name:
            names.add(place.name.split(",")[0], place)
    _add_country_aliases(names)
    return names


def _add_country_aliases(names: Names[KnownPlace]) -> None:
    """Let "USA", "Großbritannien" find their country; a capital's name stays the city."""
    capitals = {place.name for place in known_places() if place.capital}
    countries = {place.country: place for place in known_places() if place.type == "country"}
    for state in states().values():
        for alias in state.aliases:
            if alias not in capitals and alias.split(",")[0] not in names and state.country in countries:
                names.add(alias, countries[state.country])


@cache
def states() -> dict[str, KnownActor]:
    """Return the State actor of each ISO 3166-1 alpha-2 country code."""
    countries = (a for a in known_actors() if a.type == "State" and a.roles[:1] != ("Regierung",))
    return {actor.country: actor for actor in countries}


@lru_cache(maxsize=REMEMBERED)
def country_of_adjective(lemma: str) -> str | None:
    """Return the country code of "russisch", "nordkoreanische", "US-amerikanisch"."""
    adjectives: dict[str, str] = table("demonyms")["adjectives"]
    word = lemma.lower()
    for ending in ("", "e", "en", "er", "es", "em"):
        stem = word.removesuffix(ending) if ending else word
        if stem in adjectives:
            return adjectives[stem]
    return "US" if word.startswith("us-amerikanisch") else None


@lru_cache(maxsize=REMEMBERED)
def ends_like_place(word: str) -> bool:
    """Whether a word ends as names of places do: "Oberwinkling", "Frachfeld"."""
    return has_ending(word.lower()[_LETTERS_BEFORE:], "places", "endings")
