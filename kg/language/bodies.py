"""Mentions of organisations and groups by the noun that says what they are."""

from dataclasses import replace
from functools import cache

from kg.language.gazetteer import country_of_adjective, place_names
from kg.language.lexicon import table
from kg.language.mention import Taken, make_mention
from kg.language.tokens import Sentence, Token


@cache
def is_organization_head(noun: str) -> bool:
    """Whether a noun names a body that can speak: "Innenministerium", "Militärgeheimdienst"."""
    lower = noun.lower()
    stems = (lower, lower.removesuffix("s"), lower.removesuffix("es"))
    return noun[:1].isupper() and any(
        s.endswith(tuple(table("actors")["organization"]["heads"])) for s in stems
    )


@cache
def is_group_noun(noun: str) -> bool:
    """Whether a noun names an unnamed collective source: "Diplomaten", "EU-Verteidigungsexperten"."""
    return noun[:1].isupper() and noun.lower().endswith(tuple(table("actors")["group"]["nouns"]))


def organizations(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add ministries, agencies, acronyms and other bodies; a bare "das Amt" is weak."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if i in taken.tokens or not token.text[0].isupper():
            continue
        if _is_acronym(token):
            taken.add(make_mention(sentence, number, i, i + 1, "Organization"))
        elif token.tag in ("NN", "NE") and is_organization_head(token.text) and not is_group_noun(token.text):
            first, last = with_modifiers(tokens, i)
            if i + 1 in taken.tokens:
                continue
            strong = last > i + 1 or (first < i and country_of_adjective(tokens[first].lemma) is not None)
            compound = "-" in token.text and token.text.split("-")[0].isupper()
            mention = make_mention(sentence, number, first, last, "Organization")
            taken.add(replace(mention, weak=not (strong or compound)))


def _is_acronym(token: Token) -> bool:
    text = token.text
    known = table("actors")["organization"]["not_acronyms"]
    return (
        text.isupper()
        and text.isalpha()
        and 2 <= len(text) <= 6
        and token.tag in ("NE", "NN", "FM", "XY")
        and text not in known
    )


def with_modifiers(tokens: tuple[Token, ...], i: int) -> tuple[int, int]:
    """Widen a head noun to its adjectives before and a name or genitive after it."""
    first = i
    while first > 0 and tokens[first - 1].tag == "ADJA" and tokens[first - 1].text[-1] in "nersm":
        first -= 1
    last = i + 1
    if (
        last + 1 < len(tokens)
        and tokens[last].text in ("der", "des", "für")
        and tokens[last].tag in ("ART", "APPR")
    ):
        end = last + 1
        while end < len(tokens) and tokens[end].tag == "ADJA":
            end += 1
        if end < len(tokens) and tokens[end].tag in ("NN", "NE") and tokens[end].text[0].isupper():
            last = end + 1
    elif last < len(tokens) and tokens[last].tag == "NE" and tokens[last].text in place_names():
        last += 1
    return first, last


def groups(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add unnamed collective sources; weak unless the phrase says whose they are."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if (
            i in taken.tokens
            or not token.text[0].isupper()
            or not is_group_noun(token.text)
            or token.tag not in ("NN", "NE")
        ):
            continue
        first = i
        while first > 0 and (
            tokens[first - 1].tag in ("ADJA", "TRUNC") or _joins_adjectives(tokens, first - 1)
        ):
            first -= 1
        last = i + 1
        if (
            last + 1 < len(tokens)
            and tokens[last].text in ("aus", "der", "von")
            and token.text in ("Delegation", "Vertreter")
        ):
            match = place_names().at(tokens, last + 1)
            last = match.last if match else last
        modified = first < i or last > i + 1 or "-" in token.text
        if last in taken.tokens:
            continue
        mention = make_mention(sentence, number, first, last, "Group")
        taken.add(replace(mention, weak=not modified or not _names_origin(tokens[first:last])))


def _joins_adjectives(tokens: tuple[Token, ...], i: int) -> bool:
    return (
        tokens[i].text in ("und", "oder", ",")
        and i > 0
        and tokens[i - 1].tag == "ADJA"
        and tokens[i + 1].tag == "ADJA"
    )


def _names_origin(tokens: tuple[Token, ...]) -> bool:
    """Whether the phrase says whose group it is: "südkoreanische Delegation", "EU-Experten"."""
    return any(
        country_of_adjective(t.lemma)
        or "-" in t.text
        or t.text in ("aus", "internationale", "internationalen")
        for t in tokens
    )
