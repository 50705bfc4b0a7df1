"""Mentions by known names, and governments named by their country or capital."""

from dataclasses import replace

from kg.entities import KnownActor
from kg.language.lexicon import table, words
from kg.language.names.bodies import is_organization_head
from kg.language.names.gazetteer import actor_names, country_of_adjective, place_names, states
from kg.language.names.mention import Mention, Taken, make_mention, with_apostrophe
from kg.language.names.persons import is_first_name
from kg.language.names.roles import role_before
from kg.language.text.tokens import Sentence, Token

_LONGEST_PLACE = 3


def known_names(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the mentions of known actors; a country in a local phrase is a place and none."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        match = actor_names().at(tokens, i) if i not in taken.tokens else None
        if match is None or not _may_be_name(tokens, i, match.last):
            government = _government(sentence, number, i)
            if government:
                taken.add(government)
            i += 1
            continue
        known = _best(match.entries, tokens, match.first)
        if known and not (known.type == "State" and _is_local(tokens, match.first, match.last)):
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


def _government(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Read "US-Regierung", "russische Regierung", "Regierung in Seoul": the state itself."""
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


def _has_branches(body: Token) -> bool:
    return is_organization_head(body.text) or (body.text.isupper() and len(body.text) > 1)


def _is_local(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a country's or capital's name is a place here: "in Russland", "im Osten der Ukraine"."""
    i = first - 1
    while i >= 0 and (tokens[i].tag in ("ART", "ADJA") or tokens[i].text in ("ganz", "Stadt", "Raum")):
        i -= 1
    if first == 0 and last < len(tokens) and tokens[last].text == ":":
        return True  # "Sudan: Helfer melden …" says what the article is about
    if _lies_there(tokens, last):
        return True
    if i < 0:
        return False
    listed = _listed_before(tokens, i)
    if listed is not None:
        apposed = tokens[i].text == "," and tokens[listed[0]].text not in actor_names()
        return apposed or _is_local(tokens, *listed)
    before = tokens[i]
    if i == first - 1 and before.tag in ("NN", "NE", "XY") and _has_branches(before):
        return before.text not in words("demonyms", "government", "nouns")
    if before.text.lower() in words("places", "local_prepositions"):
        return not (i and tokens[i - 1].text in ("Regierung", "Führung", "Ministerium"))
    if before.text in words("places", "heads") or before.text.endswith(
        tuple(words("places", "compound_heads"))
    ):
        return True
    if before.text in ("zur", "zu", "mit") and i and tokens[i - 1].text.lower().endswith("grenze"):
        return True
    if before.text == "von" and i and tokens[i - 1].text.lower() in words("places", "bearings"):
        return True
    if before.text.lower() == "über" and any(t.text == "nach" for t in tokens[last : last + 3]):
        return True  # "über Land nach Land"
    if before.text.lower() == "über" and tokens[i + 1].text in ("der", "dem"):
        return True
    moves = any(
        t.text in ("heran", "herangerückt", "gerückt", "grenzt", "grenzen") for t in tokens[last : last + 2]
    )
    return before.text == "an" and moves


def _listed_before(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """Return tokens [first, last) of the place before the "und" or comma at `i`: "in Berlin und Wien"."""
    if i < 1 or tokens[i].text not in (",", "und", "oder", "sowie"):
        return None
    for first in range(max(0, i - _LONGEST_PLACE), i):
        match = place_names().at(tokens, first)
        if match is not None and match.last == i and tokens[first].text[0].isupper():
            return first, i
    return None


def _lies_there(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether the country that ends at `last` is spoken of as land: "Peru liegt am Meer", "Polens Küste"."""
    if last < len(tokens) and tokens[last].lemma in words("places", "verbs_of_lying"):
        return True
    if tokens[last - 1].text[-1] not in "s'’":
        return False
    while last < len(tokens) and tokens[last].tag == "ADJA":
        last += 1
    return last < len(tokens) and tokens[last].text in words("places", "heads")


def _is_member(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a party's name is what a person is: "der Linke Jan Roth"."""
    masculine = first > 0 and tokens[first - 1].text.lower() in ("der", "dem", "den", "ein", "einen")
    return masculine and last < len(tokens) and is_first_name(tokens[last].text)
