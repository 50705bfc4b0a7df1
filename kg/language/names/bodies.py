"""Mentions of organisations and groups by the noun that says what they are."""

from dataclasses import replace
from functools import cache, lru_cache

from kg.language.lexicon import REMEMBERED, endings, has_ending, table, words
from kg.language.names.gazetteer import country_of_adjective, place_names
from kg.language.names.mention import Taken, is_definite, make_mention
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Sentence, Token

_LONGEST_ACRONYM = 6


@lru_cache(maxsize=REMEMBERED)
def is_organization_head(noun: str) -> bool:
    """Whether a noun names a body that can speak: "Innenministerium", "Militärgeheimdienst"."""
    lower = noun.lower()
    if not noun[:1].isupper():
        return False
    stems = (lower, lower.removesuffix("s"), lower.removesuffix("es")) if lower[-1:] == "s" else (lower,)
    none = endings("actors", "organization", "no_heads")
    heads = any(has_ending(stem, "actors", "organization", "heads") for stem in stems)
    return heads and not any(stem.endswith(none) for stem in stems)


@lru_cache(maxsize=REMEMBERED)
def is_group_noun(noun: str) -> bool:
    """Whether a noun names an unnamed collective source: "Diplomaten", "EU-Verteidigungsexperten"."""
    return noun[:1].isupper() and has_ending(noun.lower(), "actors", "group", "nouns")


def organizations(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add ministries, agencies, acronyms and other bodies; a bare "das Amt" is weak."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if i in taken.tokens or not token.text[0].isupper():
            continue
        if _is_titled(tokens, i):
            taken.add(make_mention(sentence, number, i, with_modifiers(tokens, i + 1)[1], "Organization"))
        elif _is_acronym(token) and not _is_shouted(tokens, i):
            last = branch_end(tokens, i + 1, taken)
            taken.add(make_mention(sentence, number, i, last, "Organization"))
        elif token.tag in ("NN", "NE") and is_organization_head(token.text) and not is_group_noun(token.text):
            first, last = with_modifiers(tokens, i)
            if _is_before_name(tokens, i, taken) or token.text in words("places", "directions"):
                continue
            if token.text == "Amt" and last > i + 1 and tokens[i + 1].text != "für":
                continue  # "das Amt des Kanzlers" is no body
            owned = _is_owned(taken, first)
            definite = is_definite(tokens, first) or owned
            while first < i and not _belongs_to_name(tokens[first]):
                first += 1
            strong = last > i + 1 or (first < i and _makes_name(tokens, first))
            compound = "-" in token.text and token.text.split("-")[0].isupper()
            unique = last == i + 1 and is_institution(token.text) and (definite or _is_bare(sentence, first))
            mention = make_mention(sentence, number, first, last, "Organization")
            taken.add(replace(mention, weak=not (strong or compound or unique or owned), definite=definite))


def _is_titled(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a capital adjective behind an article begins a body's name: "die Deutsche Umwelthilfe"."""
    if i == 0 or i + 1 >= len(tokens) or tokens[i - 1].tag not in ("ART", "APPRART"):
        return False
    adjective, noun = tokens[i], tokens[i + 1]
    stem = adjective.text.rstrip("nrsm")
    named = stem in words("actors", "organization", "naming_adjectives")
    return named and noun.tag == "NN" and not noun.text.lower().rstrip("s").endswith(_no_bodies())


@cache
def _no_bodies() -> tuple[str, ...]:
    return tuple(table("actors")["organization"]["no_bodies"])


def _is_owned(taken: Taken, first: int) -> bool:
    """Whether a state stands right before a noun and says whose it is: "Venezuelas Opposition"."""
    return any(m.kind == "State" and m.last == first and m.text[-1] in "s'’" for m in taken.mentions)


def _is_before_name(tokens: tuple[Token, ...], i: int, taken: Taken) -> bool:
    """Whether a name found before follows, which a noun only describes: "das Magazin »Anstoß«"."""
    quoted = i + 1 < len(tokens) and tokens[i + 1].text in QUOTATION_MARKS
    return i + (2 if quoted else 1) in taken.tokens


def _belongs_to_name(adjective: Token) -> bool:
    """Whether an adjective is part of a body's name: "russisch" is, "neu" is not."""
    return adjective.text[0].isupper() or country_of_adjective(adjective.lemma) is not None


def _makes_name(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether an adjective makes a noun a name: "russisches Militär", "das Technische Hilfswerk"."""
    capital = first > 0 and tokens[first].text[0].isupper() and tokens[first - 1].is_word
    return capital or country_of_adjective(tokens[first].lemma) is not None


@lru_cache(maxsize=REMEMBERED)
def is_institution(noun: str) -> bool:
    """Whether there is one such body where the article is: "die Feuerwehr", "das Gesundheitsamt"."""
    lower = noun.lower()
    lists = table("actors")["organization"]
    forms = {lower, lower.removesuffix("s"), lower.removesuffix("es")}
    return not forms & set(lists["generic"]) and any(f.endswith(tuple(lists["institutions"])) for f in forms)


def _is_bare(sentence: Sentence, first: int) -> bool:
    """Whether a noun needs no article: after "laut", or in a heading."""
    tokens = sentence.tokens
    if first and tokens[first - 1].text.lower() in ("zufolge", *words("reporting", "frames", "before")):
        return True
    return sentence.heading and (first == 0 or tokens[first - 1].text in (":", "–", "-"))


def _is_acronym(token: Token) -> bool:
    text = token.text
    known = table("actors")["organization"]["not_acronyms"]
    return (
        text.isupper()
        and text.isalpha()
        and 2 <= len(text) <= _LONGEST_ACRONYM
        and token.tag in ("NE", "NN", "FM", "XY")
        and text not in known
        and not set(text) <= set("IVX")
    )


def branch_end(tokens: tuple[Token, ...], last: int, taken: Taken) -> int:
    """Return the end of a body with the place right behind it: "ORF Oberösterreich"."""
    if last >= len(tokens) or last in taken.tokens or tokens[last].tag != "NE":
        return last
    match = place_names().at(tokens, last)
    return match.last if match is not None else last


def _is_shouted(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the words around are in capitals too, so that these say nothing."""
    return any(t.text.isupper() and len(t.text) > _LONGEST_ACRONYM for t in tokens[max(0, i - 1) : i + 2])


def with_modifiers(tokens: tuple[Token, ...], i: int) -> tuple[int, int]:
    """Widen a head noun to its adjectives before and a name or genitive after it."""
    first = i
    if first > 1 and tokens[first - 1].text in ("und", "oder") and tokens[first - 2].text.endswith("-"):
        first -= 2  # "Wasserstraßen- und Schifffahrtsverwaltung"
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
            last = _place_end(tokens, end + 1) if is_corporation(tokens[end]) else end + 1
    elif last + 1 < len(tokens) and tokens[last].text.endswith("er") and _is_kind(tokens, last):
        last += 2
    elif last < len(tokens) and tokens[last].tag == "NE" and tokens[last].text in place_names():
        last += 1
    return first, last


def is_corporation(noun: Token) -> bool:
    """Whether a noun is a district that a name may follow: "Regierungsrat des Kantons Bern"."""
    names = words("actors", "organization", "corporations")
    return bool(names & {noun.text, noun.text.removesuffix("s"), noun.text.removesuffix("es")})


def _place_end(tokens: tuple[Token, ...], i: int) -> int:
    """Return the end of the name of a place at `i`, known or not."""
    match = place_names().at(tokens, i) if i < len(tokens) else None
    return match.last if match is not None else i


def _is_kind(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether an adjective and a plural say whose body it is: "Verband kommunaler Unternehmen"."""
    return (
        tokens[i].tag == "ADJA"
        and tokens[i + 1].tag == "NN"
        and country_of_adjective(tokens[i].lemma) is None
    )


def groups(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add unnamed collective sources; weak unless the phrase says whose they are."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if (
            i in taken.tokens
            or not token.text[0].isupper()
            or not is_group_noun(token.text)
            or token.tag not in ("NN", "NE")
            or _is_one(tokens, i)
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
        if tokens[last - 1].text.lower().endswith(endings("actors", "group", "attributed")):
            last = _genitive_end(tokens, last, taken)
        modified = first < i or last > i + 1 or "-" in token.text
        if last in taken.tokens:
            continue
        mention = make_mention(sentence, number, first, last, "Group")
        taken.add(replace(mention, weak=not (modified and _names_origin(tokens[first:last]))))


def _genitive_end(tokens: tuple[Token, ...], last: int, taken: Taken) -> int:
    """Return the end of "des Komitees" at token `last`, which says whose they are: "Umfeld des Komitees"."""
    genitive = last + 1 < len(tokens) and tokens[last].text in ("des", "der") and last + 1 not in taken.tokens
    return last + 2 if genitive and tokens[last + 1].tag == "NN" else last


def _is_one(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the article shows that a noun with one form for both numbers is a singular: "dem Minister"."""
    first = i
    while first > 0 and tokens[first - 1].tag == "ADJA":
        first -= 1
    determiner = tokens[first - 1].text.lower() if first else ""
    if determiner == "der":
        return tokens[i].text.endswith("er") and (first < 2 or tokens[first - 2].tag not in ("NN", "NE"))
    return determiner in ("dem", "des", "vom", "ein", "einem", "eines")


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
