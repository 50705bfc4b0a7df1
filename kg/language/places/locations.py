"""Where a text names a place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.entities import KnownPlace
from kg.language.extraction import LocationType, Span
from kg.language.lexicon import endings, words
from kg.language.names.datelines import dateline
from kg.language.names.gazetteer import Match, country_of_adjective, ends_like_place, place_names
from kg.language.names.mention import Evidence, Mention
from kg.language.names.persons import is_first_name
from kg.language.places.place_shapes import (
    compass_name,
    district_end,
    feature_end,
    is_hyphenated,
    is_structure,
    joins,
    names_surroundings,
    river_end,
    road_end,
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


def find_places(
    document: Document, mentions: list[Mention], evidence: tuple[tuple[Evidence, ...], ...]
) -> list[Place]:
    """Return all mentions of places in order of position; `evidence` is the model's, sentence by sentence.

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
        for first, last, kind, candidates in _in_sentence(
            sentence.tokens, taken.get(number, set()), evidence[number]
        ):
            span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
            places.append(Place(span, document.words(span), kind, candidates))
    places += _named_again(document, places, taken)
    return sorted(places, key=lambda place: place.span)


def _named_again(document: Document, places: list[Place], taken: dict[int, set[int]]) -> Iterator[Place]:
    """Yield the places that no list knows where they stand alone: "Der Kanlaon" after "Vulkan Kanlaon"."""
    unknown = {place.text: place for place in places if not place.candidates}
    found = {place.span.start for place in places}
    for number, sentence in enumerate(document.sentences):
        for i, token in enumerate(sentence.tokens):
            place = unknown.get(token.text) if token.tag == "NE" else None
            if place is not None and token.start not in found and i not in taken.get(number, ()):
                yield replace(place, span=Span(token.start, token.end))


def _in_dateline(document: Document, span: Span, name: str) -> Place:
    entry = place_names().named(name)
    return Place(span, document.words(span), entry.type if entry else "city", (entry,) if entry else ())


def _ends_in_place(document: Document, mention: Mention) -> bool:
    """Whether a mention is "… in Seoul", "… aus Südkorea": its last word is a place all the same."""
    tokens = document.sentences[mention.sentence].tokens[mention.first : mention.last]
    return len(tokens) > 2 and tokens[-2].text in ("in", "aus")


# How sure the model must be of a place that no rule knows; four of five are right on GermEval.
_SURE = 0.6
_SURE_OF_NOUN = 0.9
_SURE_OF_SHAPE = 0.3

_Found = tuple[int, int, LocationType, tuple[KnownPlace, ...]]


def _in_sentence(
    tokens: tuple[Token, ...], taken: set[int], evidence: tuple[Evidence, ...]
) -> Iterator[_Found]:
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
        found = (
            _named(tokens, i, last, evidence) or _evident(tokens, i, taken, evidence)
            if i not in taken
            else None
        )
        if found is not None:
            yield found
            i = last = found[1]
        else:
            i += 1


def _named(tokens: tuple[Token, ...], i: int, last: int, evidence: tuple[Evidence, ...]) -> _Found | None:
    """Return the place whose name begins at `i`, known or told by its shape; `last` ends the place before."""
    if not tokens[i].text[0].isupper() and tokens[i].tag != "ADJA":
        return None
    district = district_end(tokens, i)
    if district is not None:
        return i, district, "region", _regions(tokens, i + 1)
    feature = feature_end(tokens, i)
    if feature is not None:
        return i, feature, "region" if tokens[i + 1].text == "Land" else "other", ()
    road = road_end(tokens, i)
    if road is not None:
        return i, road, "other", ()
    known = _known(tokens, i, evidence)
    if known is not None:
        return known
    if is_hyphenated(tokens[i]):
        return i, i + 1, "other", ()
    if compass_name(tokens[i]) or names_surroundings(tokens[i]):
        return i, i + 1, "region", ()
    if is_structure(tokens, i):
        return i, i + 1, "other", ()
    end = unknown_end(tokens, i, listed=joins(tokens, i, last))
    return (i, end, "city", ()) if end is not None else None


def _regions(tokens: tuple[Token, ...], i: int) -> tuple[KnownPlace, ...]:
    match = place_names().at(tokens, i)
    return tuple(e for e in match.entries if e.type == "region") if match is not None else ()


def _evident(
    tokens: tuple[Token, ...], i: int, taken: set[int], evidence: tuple[Evidence, ...]
) -> _Found | None:
    """Return the place that the model is sure of at `i`, where no rule knows one."""
    found = next((e for e in evidence if e.first == i and e.kind == "Place"), None)
    if found is None or taken & set(range(i, found.last)):
        return None
    if found.probability >= _SURE_OF_SHAPE and found.last == i + 1 and _is_shaped(tokens, i):
        return i, found.last, "city", ()
    if found.probability < _SURE:
        return None
    tagged = any(token.tag in ("NE", "FM", "XY") for token in tokens[i : found.last])
    determined = i > 0 and tokens[i - 1].tag in ("ART", "ADJA", "PPOSAT", "PIAT")
    common = determined + (not tagged)  # what speaks for a common noun
    named = common == 0 or (common == 1 and found.probability >= _SURE_OF_NOUN)
    return (i, found.last, "city", ()) if named and tokens[i].text[0].isupper() else None


def _is_shaped(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word looks like a place and stands like one: "im Jamtal"."""
    word = tokens[i].text
    if i == 0 or tokens[i - 1].text.lower() not in ("im", "ins"):
        return False
    return ends_like_place(word) and not word.lower().endswith(endings("places", "no_places"))


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


def _known(tokens: tuple[Token, ...], i: int, evidence: tuple[Evidence, ...]) -> _Found | None:
    match = place_names().at(tokens, i)
    if match is None or not (_is_place(tokens, match) or _is_taken_for_place(tokens, match, evidence)):
        return None
    if _begins_name(tokens, match):
        return None
    entries = _of_kind(tokens, match.first, match.entries)
    end = river_end(tokens, match.last)
    if end > match.last and entries[0].type == "city":
        return match.first, end, "city", _on_river(tokens, match, end)
    return match.first, match.last, entries[0].type, entries


def _begins_name(tokens: tuple[Token, ...], match: Match[KnownPlace]) -> bool:
    """Whether a place only begins the name of something else: "Camden Market"."""
    following = tokens[match.last] if match.last < len(tokens) else None
    before = tokens[match.first - 1].text.lower() if match.first else ""
    if following is None or following.tag not in ("FM", "NE") or before in words("places", "unknown_after"):
        return False
    return (
        following.text[0].isupper()
        and following.text not in place_names()
        and not is_first_name(following.text)
    )


def _on_river(tokens: tuple[Token, ...], match: Match[KnownPlace], end: int) -> tuple[KnownPlace, ...]:
    """Return the town of a name with its river; a list may know it by another form of the name."""
    town = " ".join(t.text for t in tokens[match.first : match.last])
    river = tokens[end - 1].text if tokens[end - 1].is_word else tokens[end - 2].text
    forms = (f"{town} am {river}", f"{town} an der {river}", f"{town} ({river})", f"{town}/{river}")
    return tuple(e for e in (place_names().named(form) for form in forms) if e is not None)


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
    area = determined and any(p.key.startswith("area-") or p.type == "country" for p in match.entries)
    named = before is not None and (
        before.text.lower() in words("places", "strict_prepositions")
        or before.text in words("places", "apposed")
    )
    return token.tag == "NE" or named or area or token.text.isupper()


def _is_taken_for_place(
    tokens: tuple[Token, ...], match: Match[KnownPlace], evidence: tuple[Evidence, ...]
) -> bool:
    """Whether the model takes the noun that bears a known place's name for one: "im Vatikan"."""
    noun = tokens[match.first].tag == "NN" and tokens[match.first].text[0].isupper()
    return noun and any(
        e.kind == "Place"
        and (e.first, e.last) == (match.first, match.last)
        and e.probability >= _SURE_OF_NOUN
        for e in evidence
    )


def _of_kind(
    tokens: tuple[Token, ...], first: int, entries: tuple[KnownPlace, ...]
) -> tuple[KnownPlace, ...]:
    """Let "Region Kursk" be the region rather than the city."""
    before = tokens[first - 1].text.lower() if first else ""
    regions = tuple(e for e in entries if e.type == "region")
    return regions if regions and before.endswith(tuple(words("places", "region_nouns"))) else entries
