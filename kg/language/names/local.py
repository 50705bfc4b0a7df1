"""Whether the name of a country or capital means the place, not those who govern it."""

from kg.language.lexicon import endings, words
from kg.language.names.bodies import is_organization_head
from kg.language.names.gazetteer import actor_names, place_names
from kg.language.text.tokens import Sentence, Token

_LONGEST_PLACE = 3


def _has_branches(body: Token) -> bool:
    return is_organization_head(body.text) or (body.text.isupper() and len(body.text) > 1)


def is_local(sentence: Sentence, number: int, first: int, last: int) -> bool:
    """Whether a country's or capital's name is a place here: "in Russland", "im Osten der Ukraine".

    Before a colon it says what the article is about ("Sudan: Helfer melden …"), but a foreign capital in a
    heading further down speaks ("Moskau: Ziel getroffen").
    """
    tokens = sentence.tokens
    capital = _is_capital(tokens, first, last)
    if first == 0 and last < len(tokens) and tokens[last].text == ":":
        speaks = capital is not None and sentence.heading and number > 0
        return not speaks or capital in words("places", "at_home")
    if first == 0 and last < len(tokens) and tokens[last].text in ("–", "-", "—"):
        return True  # a dateline: "Lusaka – Nach der Wahl …"
    return _stands_as_place(tokens, first, last) or (capital is not None and _is_part_of(tokens, first))


def _is_capital(tokens: tuple[Token, ...], first: int, last: int) -> str | None:
    """Return the country whose capital tokens [first, last) name."""
    match = place_names().at(tokens, first)
    entries = match.entries if match is not None and match.last == last else ()
    return next((e.country for e in entries if e.capital), None)


def _is_part_of(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a noun with "von" says that what follows is a city: "Viertel von Lusaka"."""
    von = first > 1 and tokens[first - 1].text == "von"
    return von and tokens[first - 2].text.lower().endswith(endings("places", "city_parts"))


def _stands_as_place(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    i = first - 1
    while i >= 0 and (tokens[i].tag in ("ART", "ADJA") or tokens[i].text in ("ganz", "Stadt", "Raum")):
        i -= 1
    if _lies_there(tokens, last):
        return True
    if i < 0:
        return False
    listed = _listed_before(tokens, i)
    if listed is not None:
        apposed = tokens[i].text == "," and tokens[listed[0]].text not in actor_names()
        return apposed or _stands_as_place(tokens, *listed)
    before = tokens[i]
    if i == first - 1 and before.tag in ("NN", "NE", "XY") and _has_branches(before):
        return before.text not in words("demonyms", "government", "nouns")
    if before.text.lower() == "auf" and _is_island(tokens, first):
        return True
    if _is_struck(tokens, i):
        return True
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


def _is_island(tokens: tuple[Token, ...], first: int) -> bool:
    match = actor_names().at(tokens, first)
    return match is not None and match.entries[0].country in words("places", "island_states")


def _is_struck(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the verb at `i` has a storm or an earthquake as its subject: "der Hurrikan trifft Jamaika"."""
    if tokens[i].tag not in ("VVFIN", "VAFIN"):
        return False
    for k in range(i):
        if tokens[k].text.lower().endswith(endings("places", "disasters")):
            before = tokens[k - 1].text.lower() if k else ""
            return k == 0 or before in ("der", "das", "die", "ein", "eine")
    return False


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
