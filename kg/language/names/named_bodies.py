"""Bodies with a name of their own behind the noun that says what they are, or a place behind theirs."""

from collections.abc import Iterable
from dataclasses import replace

from kg.language.lexicon import endings, table, words
from kg.language.names.bodies import branch_end, is_corporation, is_organization_head
from kg.language.names.body_names import (
    evident_end,
    has_acronym,
    name_end,
    name_start,
    phrase_end,
    subject_end,
    takes_nouns,
)
from kg.language.names.gazetteer import Names, place_names
from kg.language.names.mention import Mention, Taken, make_mention
from kg.language.names.roles import is_person_role
from kg.language.text.quotations import DOUBLE_MARKS, QUOTATION_MARKS
from kg.language.text.tokens import Sentence, Token

_NAME_TAGS = ("NE", "FM", "XY")
_LONGEST_NAME = 4


def named_bodies(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add "Stadt Köln", "Polizei Berlin", "Sender Al-Wadi TV", "ORF Oberösterreich"."""
    _regional(sentence, number, taken)
    _companies(sentence, number, taken)
    tokens = sentence.tokens
    for i in range(len(tokens) - 1):
        if i in taken.tokens or i + 1 in taken.tokens or tokens[i].tag not in ("NN", "NE", "FM"):
            continue
        mention = (
            _quoted(sentence, number, i)
            or _club(sentence, number, i)
            or _foreign(sentence, number, i)
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


def _foreign(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Read "Aga Khan University", "University of Colorado": a run of names with a foreign noun of bodies."""
    tokens = sentence.tokens
    if i and tokens[i - 1].text in QUOTATION_MARKS:
        return None
    last = i
    while last < len(tokens) and (
        (tokens[last].text[0].isupper() and tokens[last].tag in (*_NAME_TAGS, "NN", "ADJA"))
        or (last > i and tokens[last].text in ("of", "for", "and", "the", "&") and last + 1 < len(tokens))
    ):
        last += 1
    while last > i and not tokens[last - 1].text[0].isupper():
        last -= 1
    if tokens[i].text[-1] == "s" and i + 1 < last and tokens[i + 1].tag == "ADJA":
        return None  # "Mwansas Patriotische Union": whose it is
    nouns = words("actors", "organization", "foreign")
    ends = [j + 1 for j in range(i, last) if tokens[j].text in nouns]
    if not ends or last - i < 2 or is_organization_head(tokens[i].text) or is_person_role(tokens[i].text):
        return None
    of = any(t.text in ("of", "for") for t in tokens[i:last])
    end = last if of else ends[-1]
    return make_mention(sentence, number, i, end, "Organization") if end - i > 1 else None


def _corporation(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Read "der Kanton Bern" and "nach Angaben der Stadt Köln" as bodies where they act."""
    tokens = sentence.tokens
    if not is_corporation(tokens[i]) or not _acts(tokens, i):
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
    if before == "vom" and outer is not None and outer.tag == "NE":
        return True  # "Jan Roth vom Land Tirol"
    feminine = tokens[i].text in ("Stadt", "Gemeinde", "Marktgemeinde")
    articles = ("die",) if feminine else ("das",) if tokens[i].text == "Land" else ("der", "den")
    if before.lower() not in articles:
        return False
    if outer is not None and outer.text == "gegen":
        return True
    either = articles != ("der", "den")  # nominative or accusative
    object_ = either and outer is not None and outer.tag == "VVFIN" and not _says(tokens, outer)
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
    if tokens[i + 1].text in words("actors", "organization", "legal_forms"):
        return None
    end = phrase_end(tokens, i + 1)
    if end > i + 1 and has_acronym(tokens, end):
        return make_mention(sentence, number, i, end, "Organization")
    local = tokens[i].text.lower().endswith(tuple(table("actors")["organization"]["local"]))
    match = place_names().at(tokens, i + 1)
    if match is not None and (tokens[i + 1].tag in _NAME_TAGS or local):
        return make_mention(sentence, number, name_start(tokens, i), match.last, "Organization")
    last = evident_end(tokens, i + 1, taken) or name_end(tokens, i + 1, taken) or subject_end(tokens, i)
    if last is None and takes_nouns(tokens, i, taken):
        last = i + 2
    if last is None:
        return None
    if local:
        return make_mention(sentence, number, name_start(tokens, i), last, "Organization")
    role = tokens[i].text
    return replace(make_mention(sentence, number, i + 1, last, "Organization"), role=role)


def _quoted(sentence: Sentence, number: int, i: int) -> Mention | None:
    """Read the name in quotation marks behind the noun that says what it is: "die Initiative »Freie Aue«"."""
    tokens = sentence.tokens
    gathered = tokens[i].text.lower().endswith(endings("actors", "organization", "quoted"))
    if tokens[i + 1].text not in DOUBLE_MARKS or not (gathered or is_organization_head(tokens[i].text)):
        return None
    for end in range(i + 3, min(i + 3 + _LONGEST_NAME, len(tokens))):
        if tokens[end].text in DOUBLE_MARKS:
            mention = make_mention(sentence, number, i + 2, end, "Organization")
            return replace(mention, role=tokens[i].text) if tokens[i + 2].text[0].isupper() else None
    return None


def bodies_named(mentions: Iterable[Mention]) -> Names[Mention]:
    """Return the names of bodies that an article gives, to find them where they stand alone."""
    names: Names[Mention] = Names()
    for mention in mentions:
        if mention.text.split()[0] in words("actors", "organization", "corporations"):
            continue  # "in der Stadt Köln" is a place again
        own = mention.role or mention.full_name or mention.last - mention.first > 1 or mention.text.isupper()
        if mention.kind == "Organization" and mention.known is None and not mention.weak and own:
            names.add(mention.text, mention)
            first, last = mention.text.split()[0], mention.text.split()[-1]
            if first in words("actors", "organization", "clubs") and last not in place_names():
                names.add(last, mention)
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
