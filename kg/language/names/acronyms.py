"""Acronyms in brackets behind the name of a body: "Bundesamt für Zivilluftfahrt (Bazl)"."""

from dataclasses import replace

from kg.language.names.mention import Mention, Taken, make_mention
from kg.language.names.nominative import nominative
from kg.language.text.tokens import Sentence, Token

_SHORTEST, _LONGEST = 2, 8


def acronyms(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the acronyms of bodies; a body that has one is named, however general its noun."""
    tokens = sentence.tokens
    for k, body in enumerate(taken.mentions):
        if body.kind != "Organization" or not _is_bracketed(tokens, body.last):
            continue
        short = tokens[body.last + 1].text
        if body.last + 1 in taken.tokens or not abbreviates(short, body):
            continue
        name = body.full_name or nominative(body)
        taken.mentions[k] = replace(body, weak=False)
        mention = make_mention(sentence, number, body.last + 1, body.last + 2, "Organization")
        taken.add(replace(mention, full_name=name, known=body.known))


def _is_bracketed(tokens: tuple[Token, ...], i: int) -> bool:
    return i + 2 < len(tokens) and tokens[i].text == "(" and tokens[i + 2].text in (")", ",", ";")


def abbreviates(short: str, body: Mention) -> bool:
    """Whether the letters of an acronym stand in a body's name in this order."""
    if not (short[0].isupper() and short.isalpha() and _SHORTEST <= len(short) <= _LONGEST):
        return False
    letters = iter(body.text.lower())
    return all(letter in letters for letter in short.lower())
