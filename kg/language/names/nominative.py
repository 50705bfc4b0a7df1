"""Names in the nominative: "des ukrainischen Militärs" → "ukrainisches Militär"."""

import re

from kg.language.lexicon import endings, table
from kg.language.names.bodies import is_organization_head
from kg.language.names.gazetteer import country_of_adjective
from kg.language.names.mention import Mention

_ADJECTIVE_STEM = re.compile(r"(\w*(?:isch|sch|st|neu|ein|frei|lich|deutsch|klein|alt))en", re.IGNORECASE)
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e")
_NEUTER = (
    "ium",
    "amt",
    "institut",
    "gericht",
    "büro",
    "militär",
    "parlament",
    "zentrum",
    "departement",
    "präsidium",
    "netzwerk",
    "unternehmen",
    "bündnis",
    "gremium",
    "kabinett",
    "werk",
)
_MASCULINE = (
    "dienst",
    "verband",
    "rat",
    "konzern",
    "senat",
    "bund",
    "stab",
    "gerichtshof",
    "landtag",
    "kongress",
    "sender",
    "verein",
    "betreiber",
    "hersteller",
    "ausschuss",
    "vorstand",
)


def nominative(mention: Mention) -> str:
    """Return the name that a mention gives, without the inflection of its case."""
    name = mention.full_name or mention.text
    if mention.full_name is not None or mention.kind == "State":
        return name
    words = name.split()
    if mention.kind == "Person" and not mention.weak:
        return name
    head = _head(words)
    words[head] = _plural(words[head]) if mention.kind == "Group" else without_case(words[head])
    for i in range(head):
        words[i] = _adjective(words[i], words[head], mention)
    return " ".join(words)


def title_in_nominative(title: str) -> str:
    """Return the title of a newspaper whose adjectives bend: "Rheinischen Post" → "Rheinische Post"."""
    words = title.split()
    noun = words[-1].lower()
    ending = "er" if noun.endswith(endings("actors", "organization", "masculine_titles")) else "e"
    ending = "es" if noun.endswith(endings("actors", "organization", "neuter_titles")) else ending
    last = len(words) if noun == "allgemeinen" else len(words) - 1
    bent = (_ADJECTIVE_STEM.fullmatch(word) for word in words[:last])
    return " ".join(
        [*(m.group(1) + ending if m else w for m, w in zip(bent, words, strict=False)), *words[last:]]
    )


def _head(words: list[str]) -> int:
    """Index of the noun behind its adjectives."""
    head = 0
    while head + 1 < len(words) and _is_adjective(words[head], words[head + 1]):
        head += 1
    return head


def _is_adjective(word: str, following: str) -> bool:
    """Whether a word is an adjective before a noun, in a name too ("Technische Hilfswerk")."""
    named = word.endswith(("e", "en", "es", "em")) and is_organization_head(following)
    return word[0].islower() or country_of_adjective(word) is not None or named


def without_case(noun: str) -> str:
    """Return a body's noun without the ending of its genitive: "Fahrgastverbands", "Landratsamtes"."""
    for ending in ("es", "s"):
        stem = noun.removesuffix(ending)
        if stem != noun and stem.lower().endswith(_heads()) and is_organization_head(stem):
            return stem
    return noun


def _heads() -> tuple[str, ...]:
    return tuple(table("actors")["organization"]["heads"])


def _plural(noun: str) -> str:
    """Return a group's noun without the -n of its dative: "Medienberichten"; "Experten" stays."""
    stem = noun.removesuffix("n")
    return stem if stem.lower().endswith(tuple(table("actors")["group"]["nouns"])) else noun


def _adjective(word: str, noun: str, mention: Mention) -> str:
    ending = next((e for e in _ADJECTIVE_ENDINGS if word.endswith(e) and len(word) > len(e) + 2), None)
    if ending is None or word in ("und", "oder"):
        return word
    stem = word.removesuffix(ending)
    lower = noun.lower()
    if mention.kind == "Group" or lower.endswith("kräfte"):
        return stem + "e"
    if mention.kind == "Person":
        return stem + ("e" if lower.endswith("in") else "er")
    if lower.endswith(_NEUTER):
        return stem + "es"
    return stem + ("er" if lower.endswith(_MASCULINE) else "e")
