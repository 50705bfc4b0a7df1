"""Names of places that no list knows, told by their shape or by the words around them."""

from kg.language.lexicon import endings, table, words
from kg.language.names.gazetteer import ends_like_place, place_names
from kg.language.text.tokens import Token

_SHORTEST = 3
_SHORTEST_PLACE = 5
_NAME_TAGS = ("NE", "FM", "XY")


def district_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "Landkreis Deggendorf", "Kanton Bern" at `i`."""
    if tokens[i].text not in words("places", "districts") or i + 1 >= len(tokens):
        return None
    match = place_names().at(tokens, i + 1)
    if match is not None:
        return match.last
    named = tokens[i + 1].tag in _NAME_TAGS or ends_like_place(tokens[i + 1].text)
    return i + 2 if named and tokens[i + 1].text[0].isupper() else None


def feature_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "Altenburger Land", "Kieler Schloss", "Flughafen Zürich" at `i`."""
    if i + 1 >= len(tokens):
        return None
    if tokens[i].text in words("places", "halls"):
        match = place_names().at(tokens, i + 1)
        return match.last if match is not None else None
    following = tokens[i + 1].text
    determined = i > 0 and tokens[i - 1].tag in ("ART", "APPRART") and tokens[i].text.endswith("er")
    regional = determined and tokens[i].text[0].isupper() and following in words("places", "regional")
    named = following in words("places", "features") and _is_adjective_of_place(tokens[i])
    return i + 2 if named or regional else None


def _is_adjective_of_place(token: Token) -> bool:
    """Whether a word is made of a place's name: "Kieler", "Bremer", "Zürcher", "Basler"."""
    stem = token.text.removesuffix("er")
    if stem == token.text or not stem[:1].isupper() or len(stem) < _SHORTEST:
        return False
    return token.tag == "ADJA" or any(stem + end in place_names() for end in ("", "en", "e", "n", "el"))


def compass_name(token: Token) -> bool:
    """Whether a word is a part of a known region or a name: "Ostthüringen", "Nord-Kordofan"."""
    for part in table("places")["compass"]:
        rest = token.text.removeprefix(part)
        if rest == token.text:
            continue
        if rest.startswith("-"):
            return token.tag in _NAME_TAGS and rest[1:2].isupper()
        match = place_names().named(rest.capitalize())
        return token.tag in _NAME_TAGS and match is not None and match.type != "city"
    return False


def is_structure(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a noun is a bridge or street with a name of its own, after "auf der", "in der"."""
    lower = tokens[i].text.lower()
    ending = next((e for e in table("places")["named_structures"] if lower.endswith(e)), None)
    if ending is None or not _is_located(tokens, i):
        return False
    first = lower.removesuffix(ending).rstrip("-")
    common = first in words("places", "whole_structures") or first.endswith(
        endings("places", "common_structures")
    )
    return len(first) > _SHORTEST and not common


def _is_located(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "an der", "am" or an article that opens the sentence stands before token `i`."""
    if i == 0 or tokens[i - 1].tag not in ("ART", "APPRART"):
        return False
    return tokens[i - 1].tag == "APPRART" or i == 1 or tokens[i - 2].tag == "APPR"


def names_surroundings(token: Token) -> bool:
    """Whether a word is the land around a known place: "Arlberggebiet"."""
    lower = token.text.lower()
    for ending in table("places")["surroundings"]:
        place = token.text[: -len(ending)]
        if lower.endswith(ending) and len(place) > _SHORTEST_PLACE and place in place_names():
            return True
    return False


def unknown_end(tokens: tuple[Token, ...], i: int, *, listed: bool) -> int | None:
    """Return the end of a place that no list knows: "in Frachfeld", "in Sankt Florin", "der Ort Weiding".

    `listed` says that a place stands before it in a list: "zwischen Passau und Weiding".
    """
    before = tokens[i - 1] if i else None
    if before is None:
        return None
    named = any(before.text in words("places", kind) for kind in ("small", "settlements", "landmarks"))
    placed = before.text.lower() in words("places", "unknown_after") or _is_bearing(tokens, i)
    if not (named or placed or listed):
        return None
    if (
        before.text in words("places", "settlements")
        and tokens[i].tag == "NN"
        and tokens[i].text[0].isupper()
    ):
        return i + 1
    if tokens[i].text in words("places", "prefixes") and i + 1 < len(tokens):
        return i + 2 if tokens[i + 1].text[0].isupper() else None
    end = _run_end(tokens, i)
    if end == i or (end < len(tokens) and tokens[end].tag in ("NE", "NN")):
        return None
    if end == i + 1 and tokens[i].tag == "NN" and not ends_like_place(tokens[i].text):
        return None
    return end


def _run_end(tokens: tuple[Token, ...], i: int) -> int:
    """Return the end of one name, or of two words tagged as one ("Umm Salala")."""
    end = i
    while end < min(i + 2, len(tokens)) and _may_be_name(tokens[end], first=end == i):
        end += 1
    return end


def _may_be_name(token: Token, *, first: bool) -> bool:
    text = token.text
    shaped = (
        text[0].isupper()
        and text.replace("-", "").isalpha()
        and not text.isupper()
        and len(text) >= _SHORTEST
    )
    return shaped and (token.tag == "NE" or (first and token.tag == "NN" and ends_like_place(text)))


def _is_bearing(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "oberhalb von", "südlich von" stands before token `i`."""
    return i > 1 and tokens[i - 1].text == "von" and tokens[i - 2].text.lower() in words("places", "bearings")


def joins(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Whether token `i` goes on with a list whose last member ends at `last`: "Passau, Hall und …"."""
    if i != last + 1 or last >= len(tokens):
        return False
    ends = ("und", "oder", "sowie", "/")
    more = tokens[last].text == "," and any(t.text in ends for t in tokens[i + 1 : i + 3])
    return tokens[last].text in ends or more


def road_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "A7", "B 27" at `i`, behind "die", "der" or "Autobahn"."""
    before = tokens[i - 1] if i else None
    if before is None or not (
        before.tag == "ART" or before.text.lower().endswith(("autobahn", "straße", "strasse"))
    ):
        return None
    letter, number = tokens[i].text[:1], tokens[i].text[1:]
    if letter not in words("places", "roads"):
        return None
    if number:
        return i + 1 if number.isdigit() else None
    return i + 2 if i + 1 < len(tokens) and tokens[i + 1].text.isdigit() else None


def is_hyphenated(token: Token) -> bool:
    """Whether a word is a name with what it names: "Atacama-Wüste", "Ukraine-Grenze"."""
    name, _, noun = token.text.rpartition("-")
    return name[:1].isupper() and len(name) > 1 and noun in words("places", "hyphenated")


def river_end(tokens: tuple[Token, ...], last: int) -> int:
    """Return the end of a town with the river it lies on: "Frankfurt an der Oder", "Halle (Saale)"."""
    following = [t.text for t in tokens[last : last + 3]]
    for opening, closing in ((["am"], 0), (["an", "der"], 0), (["im"], 0), (["("], 1)):
        river = last + len(opening)
        if following[: len(opening)] != opening or river + closing >= len(tokens):
            continue
        if tokens[river].text in words("places", "town_rivers"):
            return river + 1 + closing
    return last
