"""Where a text names a place."""

from dataclasses import dataclass

from kg.entities import KnownPlace
from kg.language.extraction import LocationType, Span
from kg.language.gazetteer import country_of_adjective, place_names
from kg.language.lexicon import words
from kg.language.mention import Mention
from kg.language.tokens import Document, Sentence, Token


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens [first, last) of a sentence name a place; several `candidates` where the name is ambiguous."""

    sentence: int
    first: int
    last: int
    span: Span
    text: str
    type: LocationType
    candidates: tuple[KnownPlace, ...] = ()


def find_places(document: Document, mentions: list[Mention]) -> list[Place]:
    """Return all mentions of places in order; a name taken by an actor is none."""
    taken: dict[int, set[int]] = {}
    for mention in mentions:
        if not mention.weak:
            taken.setdefault(mention.sentence, set()).update(range(mention.first, mention.last))
    places = []
    for number, sentence in enumerate(document.sentences):
        found = list(_in_sentence(document, sentence, number, taken.get(number, set())))
        places.extend(sorted(found, key=lambda p: p.span))
    return places


def _in_sentence(document: Document, sentence: Sentence, number: int, taken: set[int]) -> list[Place]:
    tokens = sentence.tokens
    places: list[Place] = []
    i = 0
    while i < len(tokens):
        area = _area(tokens, i)
        if area:
            places.append(_place(document, sentence, number, *area, "region" if area[2] else "other"))
            i = area[1] if not area[2] else i + 1
            continue
        match = place_names().at(tokens, i) if i not in taken else None
        if match and _is_place(tokens, match.first, match.last):
            kind = match.entries[0].type
            first = match.first
            place = _place(document, sentence, number, first, match.last, False, kind)
            places.append(Place(number, first, match.last, place.span, place.text, kind, match.entries))
            i = match.last
            continue
        if i not in taken and _is_unknown_place(tokens, i):
            places.append(_place(document, sentence, number, i, i + 1, False, "city"))
        i += 1
    return places


def _place(
    document: Document,
    sentence: Sentence,
    number: int,
    first: int,
    last: int,
    _wide: bool,
    kind: LocationType,
) -> Place:
    span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    return Place(number, first, last, span, document.words(span), kind)


def _area(tokens: tuple[Token, ...], i: int) -> tuple[int, int, bool] | None:
    """Read "Osten der Ukraine" (wide: the name inside counts too) and "ukrainische Grenze"."""
    text = tokens[i].text
    if text in words("places", "directions") and i + 1 < len(tokens):
        j = i + 2 if tokens[i + 1].text in ("der", "des", "von") else i + 1
        match = place_names().at(tokens, j) if j < len(tokens) else None
        genitive = match and (j > i + 1 or tokens[match.last - 1].text.endswith("s"))
        if match and genitive and match.entries[0].type in ("country", "region", "other"):
            return i, match.last, True
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    named = tokens[i].tag == "ADJA" and country_of_adjective(tokens[i].lemma)
    if named and following in words("places", "areas"):
        return i, _border_of(tokens, i + 1), False
    if text == "Grenze" and (end := _border_of(tokens, i)) > i + 1:
        return i, end, False
    return None


def _border_of(tokens: tuple[Token, ...], i: int) -> int:
    """Return the end of "Grenze zur Ukraine", "Grenze zu Polen"."""
    if tokens[i].text == "Grenze" and i + 2 < len(tokens) and tokens[i + 1].text in ("zur", "zu", "zum"):
        match = place_names().at(tokens, i + 2)
        return match.last if match else i + 1
    return i + 1


def _is_place(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a known place's name is meant as one: not every "Essen" or "Halle" is the city."""
    token = tokens[first]
    if not token.text[0].isupper():
        return False
    if last - first > 1:
        return True
    before = tokens[first - 1].text if first else ""
    if token.tag == "NE":
        return True
    if token.tag in ("NN", "FM", "XY", "ADJA"):
        return before.lower() in words("places", "strict_prepositions") or before in words(
            "places", "apposed"
        )
    return False


def _is_unknown_place(tokens: tuple[Token, ...], i: int) -> bool:
    """A name after a local preposition without article ("in Frachfeld") is a place, known or not."""
    token = tokens[i]
    if (
        token.tag != "NE"
        or not token.text[0].isupper()
        or not token.text.isalpha()
        or token.text.isupper()
        or i == 0
    ):
        return False
    before = tokens[i - 1].text.lower()
    following = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    return before in ("in", "nach", "bei", "nahe") and following not in ("NE", "NN") and len(token.text) > 2
