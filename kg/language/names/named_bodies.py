"""Bodies with a name of their own behind the noun that says what they are, or a place behind theirs."""

from collections.abc import Iterable
from dataclasses import replace

from kg.language.lexicon import table, words
from kg.language.names.bodies import branch_end, is_organization_head
from kg.language.names.gazetteer import Names, place_names
from kg.language.names.mention import Mention, Taken, make_mention
from kg.language.names.persons import is_first_name
from kg.language.names.roles import is_person_role
from kg.language.text.tokens import Sentence, Token

_NAME_TAGS = ("NE", "FM", "XY")
_LONGEST_NAME = 4


def named_bodies(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add "Stadt Köln", "Polizei Berlin", "Sender Al-Wadi TV", "ORF Oberösterreich"."""
    _regional(sentence, number, taken)
    _companies(sentence, number, taken)
    tokens = sentence.tokens
    for i in range(len(tokens) - 1):
        if i in taken.tokens or i + 1 in taken.tokens or tokens[i].tag not in ("NN", "NE"):
            continue
        mention = (
            _club(sentence, number, i)
            or _corporation(sentence, number, i)
            or _named(sentence, number, i, taken)
        )
        if mention is not None:
            taken.add(mention)


def _regional(sentence: Sentence, number: int, taken: Taken) -> None:
    """Widen a known body to the place right behind it: its branch there."""
    for k, mention in enumerate(taken.mentions):
        last = (
            branch_end(sentence.tokens, mention.last, taken)
            if mention.kind == "Organization"
            else mention.last
        )
        if last > mention.last:
            taken.mentions[k] = make_mention(sentence, number, mention.first, last, "Organization")
            taken.tokens.update(range(mention.first, last))


def _companies(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add companies by their legal form: "Bodensee Technik AG"."""
    tokens = sentence.tokens
    for i in range(1, len(tokens)):
        if tokens[i].text not in words("actors", "organization", "legal_forms"):
            continue
        first = i
        while first > 0 and first - 1 not in taken.tokens and _may_be_company(tokens[first - 1]):
            first -= 1
        described = (
            first > 0 and tokens[first - 1].tag in ("ART", "APPRART", "ADJA") and tokens[first].tag == "NN"
        )
        if described and i - first > 1:
            first += 1
        if first < i:
            taken.add(make_mention(sentence, number, first, i + 1, "Organization"))


def _may_be_company(token: Token) -> bool:
    return (token.text[0].isupper() and token.tag in (*_NAME_TAGS, "NN")) or token.text == "&"


def _club(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Read "SV Wacker Burghausen", "TSV 1860 München": a club by what it begins with."""
    tokens = sentence.tokens
    if tokens[i].text not in words("actors", "organization", "clubs"):
        return None
    last = i + 1
    while last < len(tokens) and (
        tokens[last].text.isdigit()
        or (tokens[last].text[0].isupper() and tokens[last].tag in (*_NAME_TAGS, "NN"))
    ):
        last += 1
    return make_mention(sentence, number, i, last, "Organization") if last > i + 1 else None


def _corporation(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Read "der Kanton Bern" and "nach Angaben der Stadt Köln" as bodies where they act."""
    tokens = sentence.tokens
    if tokens[i].text not in words("actors", "organization", "corporations") or not _acts(tokens, i):
        return None
    match = place_names().at(tokens, i + 1)
    last = match.last if match else i + 2
    if match is None and tokens[i + 1].tag != "NE":
        return replace(make_mention(sentence, number, i, i + 1, "Organization"), weak=True, definite=True)
    return make_mention(sentence, number, i, last, "Organization")


def _acts(tokens: tuple[Token, ...], i: int) -> bool:
    before = tokens[i - 1].text if i else ""
    outer = tokens[i - 2] if i > 1 else None
    if outer is not None and outer.text in words("actors", "organization", "said"):
        return True
    if before.lower() == "laut" or (
        outer is not None and outer.text.lower() in words("reporting", "frames", "before")
    ):
        return True
    feminine = tokens[i].text in ("Stadt", "Gemeinde", "Marktgemeinde")
    if before.lower() != ("die" if feminine else "der"):
        return False
    object_ = feminine and outer is not None and outer.tag == "VVFIN" and not _says(tokens, outer)
    return not object_ and (outer is None or outer.tag not in ("APPR", "NN"))


def _says(tokens: tuple[Token, ...], verb: Token) -> bool:
    """Whether a verb reports speech, its particle at the end included: "teilte … mit"."""
    return verb.lemma in words("reporting", "verbs", "say") or any(
        t.tag == "PTKVZ" and t.text + verb.lemma in words("reporting", "verbs", "say") for t in tokens
    )


def _named(sentence: Sentence, number: int, i: int, taken: Taken) -> Mention | None:
    """Return the body whose kind token `i` says: its name alone, or all of it where an acronym follows."""
    tokens = sentence.tokens
    if not is_organization_head(tokens[i].text) or is_person_role(tokens[i].text):
        return None
    if tokens[i].text in words("demonyms", "government", "nouns"):
        return None
    end = _phrase_end(tokens, i + 1)
    if end > i + 1 and _has_acronym(tokens, end):
        return make_mention(sentence, number, i, end, "Organization")
    match = place_names().at(tokens, i + 1)
    if match is not None and tokens[i + 1].tag in _NAME_TAGS:
        return make_mention(sentence, number, i, match.last, "Organization")
    last = _name_end(tokens, i + 1, taken)
    if last is None and _takes_nouns(tokens, i):
        last = i + 2
    if last is None:
        return None
    if tokens[i].text.lower().endswith(tuple(table("actors")["organization"]["local"])):
        return make_mention(sentence, number, i, last, "Organization")
    role = tokens[i].text
    return replace(make_mention(sentence, number, i + 1, last, "Organization"), role=role)


def _phrase_end(tokens: tuple[Token, ...], i: int) -> int:
    """Return the end of capitalised nouns with "und" and "für" between them: "Schiene und Service"."""
    end = i
    while end < len(tokens) and (
        tokens[end].tag in ("NN", "NE")
        or (end > i and tokens[end].text in ("und", "für", "der", "des") and tokens[end + 1 : end + 2])
    ):
        end += 1
    return end


def _has_acronym(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether an acronym in brackets follows: "… (GSS)"."""
    return (
        end + 2 < len(tokens)
        and tokens[end].text == "("
        and tokens[end + 1].text[:2].isupper()
        and tokens[end + 2].text == ")"
    )


def _name_end(tokens: tuple[Token, ...], i: int, taken: Taken) -> int | None:
    """Return the end of a proper name at `i`; a person's name is none of a body."""
    last = i
    while last < min(i + _LONGEST_NAME, len(tokens)) and last not in taken.tokens:
        if tokens[last].tag not in _NAME_TAGS or not tokens[last].text[0].isupper():
            break
        last += 1
    return last if last > i and not is_first_name(tokens[i].text) else None


def _takes_nouns(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a common noun behind token `i` is the name: "der Verein Lebenshilfe"."""
    lower = tokens[i].text.lower()
    noun = tokens[i + 1]
    singular = noun.tag == "NN" and noun.lemma == noun.text
    naming = lower.endswith(tuple(table("actors")["organization"]["naming"]))
    determined = i > 0 and tokens[i - 1].tag in ("ART", "APPRART", "ADJA")
    return naming and singular and determined and not noun.text.endswith("en")


def bodies_named(mentions: Iterable[Mention]) -> Names[Mention]:
    """Return the names of bodies that an article gives, to find them where they stand alone."""
    names: Names[Mention] = Names()
    for mention in mentions:
        if mention.text.split()[0] in words("actors", "organization", "corporations"):
            continue  # "in der Stadt Köln" is a place again
        own = mention.role is not None or mention.last - mention.first > 1 or mention.text.isupper()
        if mention.kind == "Organization" and mention.known is None and not mention.weak and own:
            names.add(mention.text, mention)
    return names


def named_again(sentence: Sentence, number: int, taken: Taken, bodies: Names[Mention]) -> None:
    """Add the bodies that another sentence has named with what they are: "Afad"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        match = bodies.at(tokens, i) if i not in taken.tokens and token.text[0].isupper() else None
        if match is not None:
            mention = make_mention(sentence, number, match.first, match.last, "Organization")
            first = match.entries[0]
            taken.add(replace(mention, role=first.role, full_name=first.full_name or first.text))
