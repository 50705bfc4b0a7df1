"""Governments by their noun: "russische Regierung", "Regierung in Seoul", "die Regierung"."""

from dataclasses import replace

from kg.language.lexicon import endings, table, words
from kg.language.names.gazetteer import actor_names, country_of_adjective, states
from kg.language.names.mention import Mention, Taken, is_definite, make_mention
from kg.language.text.tokens import Sentence


def governments(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the governments of which nothing says whose they are as weak mentions: "die Regierung"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if i in taken.tokens or token.text not in words("demonyms", "government", "alone"):
            continue
        definite = is_definite(tokens, i)
        taken.add(replace(make_mention(sentence, number, i, i + 1, "State"), weak=True, definite=definite))


def regional_governments(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with "die Regierung" as a body where an article names a canton's or land's."""
    regional = endings("demonyms", "government", "regional")
    bodies = (m.text.lower().removesuffix("s") for m in mentions if m.kind == "Organization")
    if not any(body.endswith(regional) for body in bodies):
        return mentions
    return [replace(m, kind="Organization") if m.weak and m.kind == "State" else m for m in mentions]


def named_government(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Return "US-Regierung", "russische Regierung", "Regierung in Seoul" at token `i`: the state itself."""
    tokens = sentence.tokens
    demonyms = table("demonyms")
    nouns = demonyms["government"]["nouns"]
    prefix, _, head = tokens[i].text.partition("-")
    if head in nouns and prefix in demonyms["compound_prefixes"]:
        return _state(sentence, number, i, i + 1, demonyms["compound_prefixes"][prefix])
    if tokens[i].text in nouns:
        country = country_of_adjective(tokens[i - 1].lemma) if i else None
        if country:
            return _state(sentence, number, i - 1, i + 1, country)
        if i + 2 < len(tokens) and tokens[i + 1].text in ("in", "von"):
            match = actor_names().at(tokens, i + 2)
            if match and match.entries[0].type == "State":
                return _state(sentence, number, i, match.last, match.entries[0].country)
    return None


def _state(sentence: Sentence, number: int, first: int, last: int, country: str) -> Mention | None:
    known = states().get(country)
    return replace(make_mention(sentence, number, first, last, "State"), known=known) if known else None
