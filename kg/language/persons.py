"""Mentions of persons: full names by their shape, surnames of people named before, and roles."""

from dataclasses import replace
from functools import cache

from kg.language.bodies import with_modifiers
from kg.language.gazetteer import actor_names, place_names
from kg.language.lexicon import table, words
from kg.language.mention import Mention, Taken, make_mention, without_genitive
from kg.language.tokens import Sentence, Token


@cache
def _first_names() -> frozenset[str]:
    data = table("first_names")
    return frozenset([*data["male"], *data["female"]])


def is_first_name(word: str) -> bool:
    """Whether a word is in the list of first names, as such or as the first part of a double name."""
    return word in _first_names() or word.split("-")[0] in _first_names()


def is_feminine_name(word: str) -> bool | None:
    """Whether a first name is a woman's; None when unknown or both."""
    female, male = word in table("first_names")["female"], word in table("first_names")["male"]
    return female if female != male else None


@cache
def is_person_role(noun: str) -> bool:
    """Whether a noun names the role of one person: "US-Verteidigungsminister", "Sprecherin"."""
    lower = noun.lower()
    if lower in table("actors")["person"]["everyday"]:
        return True
    stems = [
        lower,
        lower.removesuffix("in"),
        lower.removesuffix("en"),
        lower.removesuffix("n"),
        lower.removesuffix("s"),
    ]
    ends = tuple(table("actors")["person"]["roles"])
    return noun[:1].isupper() and any(stem.endswith(ends) for stem in stems)


def role_before(tokens: tuple[Token, ...], first: int) -> tuple[str | None, bool | None]:
    """Return the title right before a name ("NATO-Generalsekretär"), and whether it is a woman's."""
    i = first - 1
    titles = table("actors")["person"]["titles"]
    feminine = None
    while i >= 0 and tokens[i].text in titles:
        feminine = True if tokens[i].text in ("Frau", "Königin", "Lady") else feminine
        i -= 1
    if i < 0 or not is_person_role(tokens[i].text):
        return None, feminine
    start = i
    if start and tokens[start - 1].tag == "ADJA":
        start -= 1
    feminine = tokens[i].text.endswith("in")
    adjective = [_strong(tokens[start].text, feminine)] if start < i else []
    return " ".join([*adjective, tokens[i].text]), feminine


def _strong(adjective: str, feminine: bool) -> str:
    """Return an adjective in the strong nominative singular: "russischen" → "russischer"."""
    for ending in ("en", "er", "em", "e"):
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + ("e" if feminine else "er")
    return adjective


def full_names(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add names of two and more words, and single names after a title."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        last = _name_end(tokens, i, taken)
        if last is None:
            i += 1
            continue
        role, feminine = role_before(tokens, i)
        if feminine is None:
            feminine = is_feminine_name(tokens[i].text)
        taken.add(replace(make_mention(sentence, number, i, last, "Person"), role=role, feminine=feminine))
        i = last


def _name_end(tokens: tuple[Token, ...], i: int, taken: Taken) -> int | None:
    """Return where a person's name that begins at `i` ends; None if none does."""
    if i in taken.tokens or not _is_name_part(tokens[i]) or is_person_role(tokens[i].text):
        return None
    last = i + 1
    particles = table("first_names")["particles"]
    while last < len(tokens) and last not in taken.tokens and last - i < 5:
        if _is_name_part(tokens[last]) and not is_person_role(tokens[last].text):
            last += 1
        elif tokens[last].text in particles and last + 1 < len(tokens) and tokens[last].text[0].islower():
            end = last + 1
            while end < len(tokens) and tokens[end].text in particles:
                end += 1
            if end >= len(tokens) or not _is_name_part(tokens[end]) or not is_first_name(tokens[i].text):
                break
            last = end + 1
        else:
            break
    role, feminine = role_before(tokens, i)
    titled = (
        role is not None
        or feminine is not None
        or (i > 0 and tokens[i - 1].text in table("actors")["person"]["titles"])
    )
    if tokens[i].text in words("places", "prefixes") or _is_quoted(tokens, i, last):
        return None
    if last - i == 1:
        addressed = i > 0 and tokens[i - 1].text in table("actors")["person"]["titles"]
        named = titled and tokens[i].tag == "NE" and not is_place_name(tokens[i].text)
        return last if addressed or named else None
    if is_first_name(tokens[i].text) or (titled and tokens[i].tag == "NE"):
        return last
    foreign = all(t.tag == "NE" and t.text not in place_names() for t in tokens[i:last])
    return last if foreign and last - i <= 3 else None


def is_place_name(word: str) -> bool:
    """Whether a word is a known place, in the genitive too ("Nordeuropas")."""
    return word in place_names() or without_genitive(word) in place_names()


def _is_quoted(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether tokens [first, last) are all that stands between quotation marks: a title or a catchword."""
    marks = ("„", "“", "”", "»", "«", '"')
    return first > 0 and last < len(tokens) and tokens[first - 1].text in marks and tokens[last].text in marks


def _is_name_part(token: Token) -> bool:
    """A capitalised word that can be part of a name: tagged as one, or a first name, or an initial."""
    if not token.text[0].isupper() or (
        not token.text[-1].isalpha() and not token.text.endswith((".", "'", "’"))
    ):
        return False
    if is_first_name(token.text) or (len(token.text) == 2 and token.text[1] == "."):
        return True
    if token.text.isupper() and len(token.text) > 1:
        return False
    return token.tag in ("NE", "FM") or (
        token.tag == "NN" and token.lemma.lower() == token.text.lower() and _unknown_noun(token)
    )


def _unknown_noun(token: Token) -> bool:
    """A noun that is not one of the everyday nouns a name may stand beside."""
    lower = token.text.lower()
    everyday = tuple(table("actors")["organization"]["heads"]) + tuple(table("actors")["group"]["nouns"])
    return not lower.endswith(everyday) and not lower.endswith(
        ("ung", "heit", "keit", "schaft", "tag", "tion", "krieg")
    )


def surnames(sentence: Sentence, number: int, taken: Taken, bearers: dict[str, Mention]) -> None:
    """Add surnames that stand alone; `bearers` are the full names of the article by surname."""
    for i, token in enumerate(sentence.tokens):
        if i in taken.tokens or not token.text[0].isupper():
            continue
        full = bearers.get(token.text) or bearers.get(without_genitive(token.text))
        if full is None or token.tag not in ("NE", "NN", "FM", "XY", "ADJA", "TRUNC", "ADV"):
            continue
        mention = make_mention(sentence, number, i, i + 1, "Person")
        role, _ = role_before(sentence.tokens, i)
        taken.add(replace(mention, known=full.known, role=role, feminine=full.feminine, full_name=full.text))


def roles(sentence: Sentence, number: int, taken: Taken) -> None:
    """Persons named by their role alone: "ein Sprecher des Innenministeriums", "die Ministerin"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if i in taken.tokens or token.tag != "NN" or not is_person_role(token.text):
            continue
        first, last = with_modifiers(tokens, i)
        if last < len(tokens) and last in taken.tokens and last == i + 1:
            continue
        match = actor_names().at(tokens, i + 1) if i + 1 < len(tokens) else None
        if match and match.entries[0].type == "State" and tokens[i + 1].text.endswith("s"):
            last = match.last
        determiner = tokens[first - 1].text.lower() if first else ""
        mention = make_mention(sentence, number, first, last, "Person")
        definite = determiner in ("der", "die", "das", "dem", "den", "des")
        feminine = token.text.endswith("in")
        taken.add(replace(mention, weak=True, definite=definite, feminine=feminine), nested=True)
