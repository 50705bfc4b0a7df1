"""Mentions by known names, and governments named by their country or capital."""

from dataclasses import replace

from kg.entities import KnownActor
from kg.language.lexicon import words
from kg.language.names.gazetteer import actor_names, place_names
from kg.language.names.governments import named_government
from kg.language.names.local import is_local
from kg.language.names.mention import Taken, make_mention, with_apostrophe
from kg.language.names.persons import is_first_name
from kg.language.names.roles import role_before
from kg.language.text.tokens import Sentence, Token


def known_names(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the mentions of known actors; a country in a local phrase is a place and none."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        match = actor_names().at(tokens, i) if i not in taken.tokens else None
        if match is None or not _may_be_name(tokens, i, match.last):
            government = named_government(sentence, number, i)
            if government:
                taken.add(government)
            i += 1
            continue
        known = _best(match.entries, tokens, match.first)
        if known and not (known.type == "State" and is_local(sentence, number, match.first, match.last)):
            last = with_apostrophe(tokens, match.last)
            mention = make_mention(sentence, number, match.first, last, known.type)
            role, feminine = role_before(tokens, match.first)
            taken.add(replace(mention, known=known, role=role, feminine=feminine))
        i = match.last


def _may_be_name(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Rule out a common noun or a longer name that merely contains a known one."""
    token = tokens[first]
    longer = place_names().at(tokens, first - 1) if first and tokens[first - 1].tag == "ADJA" else None
    if longer is not None and longer.last >= last:
        return False  # "Sächsische Schweiz"
    if not token.text[0].isupper() and last == first + 1:
        return True
    if _is_member(tokens, first, last):
        return False
    if (
        first
        and tokens[first - 1].text in ("auf", "via")
        and token.text in words("actors", "organization", "platforms")
    ):
        return False  # "schrieb sie auf Facebook"
    if last - first == 1 and token.tag not in ("NE", "NN", "FM", "XY", "TRUNC", "ADJA", "CARD"):
        return token.text.isupper()
    before = tokens[first - 1] if first else None
    return not (before is not None and last - first == 1 and is_first_name(before.text))


def _best(entries: tuple[KnownActor, ...], tokens: tuple[Token, ...], first: int) -> KnownActor | None:
    """Choose among people of one name by the title before it."""
    if len(entries) == 1:
        return entries[0]
    role, _ = role_before(tokens, first)
    for entry in entries:
        if role and any(r.lower() in role.lower() for r in entry.roles):
            return entry
    return entries[0]


def _is_member(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a party's name is what a person is: "der Linke Jan Roth"."""
    masculine = first > 0 and tokens[first - 1].text.lower() in ("der", "dem", "den", "ein", "einen")
    return masculine and last < len(tokens) and is_first_name(tokens[last].text)
