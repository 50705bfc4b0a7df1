"""Roles of persons: "Minister Jan Roth", "ein Sprecher des Ministeriums", "der 52-Jährige"."""

from dataclasses import replace
from functools import lru_cache

from kg.language.lexicon import REMEMBERED, has_ending, table
from kg.language.names.bodies import with_modifiers
from kg.language.names.gazetteer import actor_names
from kg.language.names.mention import Kind, Taken, is_definite, make_mention
from kg.language.text.tokens import Sentence, Token

_PLURALS = ("ern", "innen", "ierte", "ierten", "ologen", "isten")
_UMLAUTS = str.maketrans("äöü", "aou")


@lru_cache(maxsize=REMEMBERED)
def is_person_role(noun: str) -> bool:
    """Whether a noun names the role of one person: "US-Verteidigungsminister", "Sprecherin"."""
    lower = noun.lower()
    if lower in table("actors")["person"]["everyday"]:
        return True
    named = noun[:1].isupper() or "-J" in noun  # "52-Jährige"
    return named and any(has_ending(s, "actors", "person", "roles") for s in role_stems(lower))


def role_stems(noun: str) -> frozenset[str]:
    """Return what a noun in lower case may be a form of: "ärztin" → "arzt", "zauberin" → "zauberer"."""
    stems = {noun, *(noun.removesuffix(ending) for ending in ("en", "n", "s", "es"))}
    if noun.endswith("in"):
        man = noun.removesuffix("in")
        stems |= {man, man + "e", man + "er", man.translate(_UMLAUTS), man.translate(_UMLAUTS) + "e"}
    return frozenset(stems)


def role_before(tokens: tuple[Token, ...], first: int) -> tuple[str | None, bool | None]:
    """Return the title right before a name ("NATO-Generalsekretär"), and whether it is a woman's."""
    i = first - 1
    titles = table("actors")["person"]["titles"]
    feminine = None
    while i >= 0 and tokens[i].text in titles:
        feminine = table("actors")["person"]["sex_of_title"].get(tokens[i].text, feminine)
        i -= 1
    if i < 0 or not (is_person_role(tokens[i].text) or is_resident(tokens[i].text)):
        return None, feminine
    start = i
    if start and tokens[start - 1].tag == "ADJA":
        start -= 1
    feminine = tokens[i].text.endswith("in")
    adjective = [_strong(tokens[start].text, feminine)] if start < i else []
    return " ".join([*adjective, tokens[i].text]), feminine


def is_resident(noun: str) -> bool:
    """Whether a noun says of which country somebody is: "der Australier", "die Polin"."""
    return noun in table("demonyms")["residents"] or noun.removesuffix("in") in table("demonyms")["residents"]


def _strong(adjective: str, feminine: bool) -> str:
    """Return an adjective in the strong nominative singular: "russischen" → "russischer"."""
    for ending in ("en", "er", "em", "e"):
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + ("e" if feminine else "er")
    return adjective


def roles(sentence: Sentence, number: int, taken: Taken) -> None:
    """Persons named by their role alone: "ein Sprecher des Innenministeriums", "die Ministerin"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        noun = token.tag == "NN" or "-J" in token.text
        if i in taken.tokens or not noun or not (is_person_role(token.text) or _is_one_resident(tokens, i)):
            continue
        first, last = with_modifiers(tokens, i)
        last = max(last, _attribute_end(tokens, i + 1))
        if token.text.lower().endswith(tuple(table("actors")["person"]["unattached"])):
            last = i + 1
        if last < len(tokens) and last in taken.tokens and last == i + 1:
            continue
        match = actor_names().at(tokens, i + 1) if i + 1 < len(tokens) else None
        if match and match.entries[0].type == "State" and tokens[i + 1].text.endswith("s"):
            last = match.last
        last = max(last, *(m.last for m in taken.mentions if first < m.first < last), last)
        kind: Kind = "Group" if _is_plural(tokens, first, token) else "Person"
        mention = make_mention(sentence, number, first, last, kind)
        feminine = _is_feminine(tokens, first, token)
        taken.add(
            replace(mention, weak=True, definite=is_definite(tokens, first), feminine=feminine), nested=True
        )


def _is_one_resident(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a noun names one person by where they are from: "der Niederländer", "die Urnerin"."""
    determiner = tokens[i - 1].text.lower() if i else ""
    return is_resident(tokens[i].text) and determiner == ("die" if tokens[i].text.endswith("in") else "der")


def _attribute_end(tokens: tuple[Token, ...], i: int) -> int:
    """Return the end of "einer Geisel" at token `i`, which says whose relative or member somebody is."""
    if i + 1 >= len(tokens) or tokens[i].text not in ("eines", "einer"):
        return i
    end = i + 1
    while end + 1 < len(tokens) and tokens[end].tag == "ADJA":
        end += 1
    return end + 1 if tokens[end].tag == "NN" else i


def _is_plural(tokens: tuple[Token, ...], first: int, noun: Token) -> bool:
    """Whether the words before a role tell of several: "die Autoren", "von Verhandlern"."""
    kin = noun.text.lower().endswith(("mutter", "schwester", "tochter"))
    plural = noun.text.endswith(("en", "er")) and not kin and "-J" not in noun.text
    before = tokens[first - 1] if first else None
    if before is None or not before.is_word:
        return noun.text.endswith(_PLURALS)
    if before.tag == "APPR":
        return noun.text.endswith(_PLURALS)
    return plural and before is not None and before.text.lower() == "die"


def _is_feminine(tokens: tuple[Token, ...], first: int, noun: Token) -> bool | None:
    """Whether a role is a woman's: by its ending, or by the article before "52-Jährige"."""
    if not noun.text.endswith(("e", "en", "er")) or not noun.text.lower().endswith(("jährige", "jährigen")):
        return noun.text.endswith("in")
    determiner = tokens[first - 1].text.lower() if first else ""
    if determiner == "die" and noun.text.endswith("e"):
        return True
    return False if determiner in ("dem", "den", "des") or noun.text.endswith("e") else None
