"""Where a text names a place."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.entities import KnownPlace
from kg.language.extraction import LocationType, Span
from kg.language.lexicon import words
from kg.language.names.datelines import dateline
from kg.language.names.gazetteer import Match, country_of_adjective, place_names
from kg.language.names.mention import Mention
from kg.language.places.place_shapes import (
    compass_name,
    district_end,
    feature_end,
    is_structure,
    joins,
    unknown_end,
)
from kg.language.text.tokens import Document, Token


@dataclass(frozen=True, slots=True)
class Place:
    """Words that name a place; several `candidates` where the name is ambiguous, none where it is unknown."""

    span: Span
    text: str
    type: LocationType
    candidates: tuple[KnownPlace, ...] = ()


def find_places(document: Document, mentions: list[Mention]) -> list[Place]:
    """Return all mentions of places in order of position.

    A name that an actor has taken is none, but for the place inside a body's name ("Regierung in Seoul").
    """
    taken: dict[int, set[int]] = {}
    for mention in mentions:
        if not mention.weak:
            last = mention.last - 1 if _ends_in_place(document, mention) else mention.last
            taken.setdefault(mention.sentence, set()).update(range(mention.first, last))
    places = []
    for number, sentence in enumerate(document.sentences):
        opening = dateline(document, number)
        if opening is not None:
            places += [_in_dateline(document, span, name) for span, name in opening.places]
            taken.setdefault(number, set()).update(range(opening.last))
        for first, last, kind, candidates in _in_sentence(sentence.tokens, taken.get(number, set())):
            span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
            places.append(Place(span, document.words(span), kind, candidates))
    return sorted(places, key=lambda place: place.span)


def _in_dateline(document: Document, span: Span, name: str) -> Place:
    entry = place_names().named(name)
    return Place(span, document.words(span), entry.type if entry else "city", (entry,) if entry else ())


def _ends_in_place(document: Document, mention: Mention) -> bool:
    """Whether a mention is "… in Seoul", "… aus Südkorea": its last word is a place all the same."""
    tokens = document.sentences[mention.sentence].tokens[mention.first : mention.last]
    return len(tokens) > 2 and tokens[-2].text in ("in", "aus")


_Found = tuple[int, int, LocationType, tuple[KnownPlace, ...]]


def _in_sentence(tokens: tuple[Token, ...], taken: set[int]) -> Iterator[_Found]:
    i = 0
    last = len(tokens)  # where the last place ended
    while i < len(tokens):
        direction = _direction_end(tokens, i)
        if direction is not None:
            yield i, direction, "region", ()  # the name inside it is a mention of its own
        area = _area_end(tokens, i)
        if area is not None:
            yield i, area, "other", ()
            i = _border(tokens, i, area)
            continue
        found = _named(tokens, i, last) if i not in taken else None
        if found is not None:
            yield found
            i = last = found[1]
        else:
            i += 1


def _named(tokens: tuple[Token, ...], i: int, last: int) -> _Found | None:
    """Return the place whose name begins at `i`, known or told by its shape; `last` ends the place before."""
    district = district_end(tokens, i)
    if district is not None:
        return i, district, "region", ()
    feature = feature_end(tokens, i)
    if feature is not None:
        return i, feature, "region" if tokens[i + 1].text == "Land" else "other", ()
    known = _known(tokens, i)
    if known is not None:
        return known
    if compass_name(tokens[i]):
        return i, i + 1, "region", ()
    if is_structure(tokens, i):
        return i, i + 1, "other", ()
    end = unknown_end(tokens, i, listed=joins(tokens, i, last))
    return (i, end, "city", ()) if end is not None else None


def _direction_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "Osten der Ukraine", "Süden Brandenburgs" at `i`."""
    if tokens[i].text not in words("places", "directions") or i + 1 >= len(tokens):
        return None
    article = tokens[i + 1].text in ("der", "des", "von")
    j = i + 2 if article else i + 1
    match = place_names().at(tokens, j) if j < len(tokens) and tokens[j].tag != "NN" else None
    if match is None or not (article or tokens[match.last - 1].text.endswith("s")):
        return None
    return match.last if match.entries[0].type != "city" else None


def _area_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "ukrainische Grenze", "russischem Territorium", "Grenze zu Polen" at `i`."""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if following in words("places", "areas") and _names_country(tokens[i]):
        return _past_border(tokens, i + 1)
    end = _past_border(tokens, i)
    return end if tokens[i].text == "Grenze" and end > i + 1 else None


def _names_country(token: Token) -> bool:
    return token.tag == "ADJA" and country_of_adjective(token.lemma) is not None


def _past_border(tokens: tuple[Token, ...], i: int) -> int:
    """Step over "zur Ukraine" after "Grenze"."""
    if tokens[i].text == "Grenze" and i + 2 < len(tokens) and tokens[i + 1].text in ("zur", "zu", "zum"):
        match = place_names().at(tokens, i + 2)
        return match.last if match else i + 1
    return i + 1


def _border(tokens: tuple[Token, ...], i: int, end: int) -> int:
    """Where to go on after an area: the country behind "Grenze zur" is a mention of its own."""
    return next((j for j in range(i, end) if tokens[j].text in ("zur", "zu", "zum")), end)


def _known(tokens: tuple[Token, ...], i: int) -> _Found | None:
    match = place_names().at(tokens, i)
    if match is None or not _is_place(tokens, match):
        return None
    entries = _of_kind(tokens, match.first, match.entries)
    return match.first, match.last, entries[0].type, entries


def _is_place(tokens: tuple[Token, ...], match: Match[KnownPlace]) -> bool:
    """Whether a known place's name is meant as one: not every "Essen" or "Halle" is the city."""
    first = match.first
    token = tokens[first]
    if match.last - first > 1:
        return token.text[0].isupper() or token.tag == "ADJA"
    if not token.text[0].isupper() or token.tag not in ("NE", "NN", "FM", "XY", "ADJA"):
        return False
    before = tokens[first - 1] if first else None
    determined = before is not None and before.tag in ("ART", "APPRART", "PPOSAT", "PDAT", "PIAT")
    if determined and all(place.type == "city" for place in match.entries):
        return False
    area = determined and any(place.key.startswith("area-") for place in match.entries)
    named = before is not None and (
        before.text.lower() in words("places", "strict_prepositions")
        or before.text in words("places", "apposed")
    )
    return token.tag == "NE" or named or area or token.text.isupper()


def _of_kind(
    tokens: tuple[Token, ...], first: int, entries: tuple[KnownPlace, ...]
) -> tuple[KnownPlace, ...]:
    """Let "Region Kursk" be the region rather than the city."""
    before = tokens[first - 1].text.lower() if first else ""
    regions = tuple(e for e in entries if e.type == "region")
    return regions if regions and before.endswith(tuple(words("places", "region_nouns"))) else entries
