"""Names of places that no list knows, told by their shape or by the words around them."""

from kg.language.lexicon import table, words
from kg.language.names.gazetteer import place_names
from kg.language.text.tokens import Token

_SHORTEST = 3
_NAME_TAGS = ("NE", "FM", "XY")


def district_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "Landkreis Deggendorf", "Kanton Bern" at `i`."""
    if tokens[i].text not in words("places", "districts") or i + 1 >= len(tokens):
        return None
    match = place_names().at(tokens, i + 1)
    if match is not None:
        return match.last
    named = tokens[i + 1].tag in _NAME_TAGS or _ends_like_place(tokens[i + 1].text)
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
    if ending is None or i < 2 or tokens[i - 1].tag != "ART" or tokens[i - 2].tag != "APPR":
        return False
    first = lower.removesuffix(ending).rstrip("-")
    return len(first) > _SHORTEST and not first.endswith(tuple(words("places", "common_structures")))


def unknown_end(tokens: tuple[Token, ...], i: int, *, listed: bool) -> int | None:
    """Return the end of a place that no list knows: "in Frachfeld", "in Sankt Florin", "der Ort Weiding".

    `listed` says that a place stands before it in a list: "zwischen Passau und Weiding".
    """
    before = tokens[i - 1] if i else None
    if before is None:
        return None
    named = before.text in words("places", "small")
    placed = before.text.lower() in words("places", "unknown_after")
    if not (named or placed or listed):
        return None
    if tokens[i].text in words("places", "prefixes") and i + 1 < len(tokens):
        return i + 2 if tokens[i + 1].text[0].isupper() else None
    end = _run_end(tokens, i)
    if end == i or (end < len(tokens) and tokens[end].tag in ("NE", "NN")):
        return None
    if end == i + 1 and tokens[i].tag == "NN" and not _ends_like_place(tokens[i].text):
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
    return shaped and (token.tag == "NE" or (first and token.tag == "NN" and _ends_like_place(text)))


def _ends_like_place(word: str) -> bool:
    lower = word.lower()
    return any(lower.endswith(e) and len(lower) > len(e) + 1 for e in table("places")["endings"])


def joins(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Whether token `i` goes on with a list whose last member ends at `last`: "Passau und …"."""
    return i == last + 1 and tokens[last].text in ("und", "oder", "sowie", "/")
