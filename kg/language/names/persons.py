"""Mentions of persons by name: full names by their shape, and surnames of people named before."""

import re
from dataclasses import replace
from functools import lru_cache

from kg.language.lexicon import REMEMBERED, has_ending, words
from kg.language.names.bodies import is_organization_head
from kg.language.names.gazetteer import place_names
from kg.language.names.mention import Taken, is_genitive, make_mention, with_apostrophe, without_genitive
from kg.language.names.roles import is_person_role, role_before
from kg.language.text.quotations import DOUBLE_MARKS
from kg.language.text.tokens import Sentence, Token

_LONGEST_NAME = 5
_LONGEST_FOREIGN = 3
_LAST_GERMAN_LETTER = 0xFF
# "al-Dschulani": a surname with its Arabic article
_ARTICLED = re.compile(r"(?:al|el|as|ad|ar|at|an|asch|ash|ul|bin)-[A-ZÄÖÜ]\w+")


@lru_cache(maxsize=REMEMBERED)
def is_first_name(word: str) -> bool:
    """Whether a word is in the list of first names, as such or as the first part of a double name."""
    lists = (words("first_names", "male"), words("first_names", "female"))
    return any(name in known for name in (word, word.split("-")[0]) for known in lists)


def is_feminine_name(word: str) -> bool | None:
    """Whether a first name is a woman's; None when unknown or both."""
    first = word if word in words("first_names", "male") else word.split("-")[0]
    female, male = first in words("first_names", "female"), first in words("first_names", "male")
    return female if female != male else None


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
        end = with_apostrophe(tokens, last)
        mention = make_mention(sentence, number, i, end, "Person")
        name = mention.text[:-1] if is_genitive(tokens, i, end) else mention.text
        taken.add(replace(mention, role=role, feminine=feminine, full_name=name))
        i = end


def _name_end(tokens: tuple[Token, ...], i: int, taken: Taken) -> int | None:
    """Return where a person's name that begins at `i` ends; None if none does."""
    if i in taken.tokens:
        return None
    addressed = _is_addressed(tokens, i)
    if addressed and _is_capitalised(tokens[i]) and not is_person_role(tokens[i].text):
        return _run_end(tokens, i, taken)
    if _is_noun_alone(tokens, i) or not _is_name_part(tokens[i]) or is_person_role(tokens[i].text):
        return None
    last = _run_end(tokens, i, taken)
    if tokens[i].text in words("places", "prefixes") or _is_quoted(tokens, i, last):
        return None
    role, feminine = role_before(tokens, i)
    titled = role is not None or feminine is not None
    if last - i == 1:
        named = titled and tokens[i].tag == "NE" and not is_place_name(tokens[i].text)
        return last if named else None
    if is_first_name(tokens[i].text) or (titled and tokens[i].tag == "NE"):
        return last
    if _is_initial(tokens[i]) and not _is_initial(tokens[last - 1]) and tokens[last - 1].tag != "NN":
        return last
    if last - i > _LONGEST_FOREIGN or not _is_foreign(tokens[i:last]):
        return None
    evidence = taken.evidence_at(i, last)
    named = evidence.kind == "Person" if evidence is not None else last - i == _LONGEST_FOREIGN
    return last if named else None


def _is_initial(token: Token) -> bool:
    return token.text[1:] == "." and token.text[0].isupper()


def _is_given(token: Token) -> bool:
    return is_first_name(token.text) or _is_initial(token)


def _is_noun_alone(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a noun is no name because nothing behind it can be part of one; spares finding its lemma."""
    if tokens[i].tag != "NN" or is_first_name(tokens[i].text):
        return False
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return not following[:1].isupper() and "-" not in following


def _is_addressed(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "Herr", "Frau", "Dr." stands before: "Frau" without an article, that is."""
    if not i or tokens[i - 1].text not in words("actors", "person", "titles"):
        return False
    return tokens[i - 1].text != "Frau" or i < 2 or tokens[i - 2].tag not in ("ART", "PPOSAT", "PIAT", "ADJA")


def _run_end(tokens: tuple[Token, ...], i: int, taken: Taken) -> int:
    """Return the end of the name parts from `i` on, particles between them included."""
    first_name = _is_given(tokens[i]) or (tokens[i].tag == "NE" and role_before(tokens, i)[0] is not None)
    last = i + 1
    while last < len(tokens) and last not in taken.tokens and last - i < _LONGEST_NAME:
        token = tokens[last]
        behind = last == i + 1 or all(_is_initial(t) for t in tokens[i:last])
        surname = behind and first_name and _may_be_surname(token)
        if (surname or _is_name_part(token)) and not is_person_role(token.text):
            last += 1
        else:
            end = _particles_end(tokens, i, last) if first_name else last
            if end == last:
                break
            last = end + 1
    return last


def _particles_end(tokens: tuple[Token, ...], i: int, last: int) -> int:
    """Return the end of "von der", "de la" at `last` between first names and a surname, else `last`."""
    end = last
    while end < len(tokens) and tokens[end].text in words(
        "first_names", "particles" if end == last else "articles"
    ):
        end += 1
    if end == last or end >= len(tokens) or not tokens[last].text[0].islower():
        return last
    given = all(_is_given(t) for t in tokens[i + 1 : last])
    surname = _is_name_part(tokens[end]) or _may_be_surname(tokens[end])
    return end if given and surname and tokens[end].text not in place_names() else last


def _may_be_surname(token: Token) -> bool:
    """Whether a word behind a first name can be a surname, whatever its tag: "Eva Lang", "Regula Stutz"."""
    return _is_capitalised(token) and not is_organization_head(token.text) and _unknown_noun(token)


def _is_capitalised(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and len(text) > 1 and text.replace("-", "").isalpha() and not text.isupper()


def _is_foreign(tokens: tuple[Token, ...]) -> bool:
    """Whether all words are names, or in a spelling that neither German nor English has ("Nguyễn")."""
    if any(t.text in place_names() for t in tokens):
        return False
    if all(t.tag == "NE" for t in tokens):
        return True
    marked = any(ord(c) > _LAST_GERMAN_LETTER for t in tokens for c in t.text)
    return marked and all(t.tag in ("NE", "FM") for t in tokens)


def is_place_name(word: str) -> bool:
    """Whether a word is a known place, in the genitive too ("Nordeuropas")."""
    return word in place_names() or without_genitive(word) in place_names()


def _is_quoted(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether tokens [first, last) are all that stands between quotation marks: a title or a catchword."""
    return (
        first > 0
        and last < len(tokens)
        and tokens[first - 1].text in DOUBLE_MARKS
        and tokens[last].text in DOUBLE_MARKS
    )


def _is_name_part(token: Token) -> bool:
    """A capitalised word that can be part of a name: tagged as one, or a first name, or an initial."""
    text = token.text
    if _ARTICLED.fullmatch(text):
        return token.tag in ("NE", "FM")
    if text in words("actors", "person", "titles"):
        return False
    if not text[0].isupper() or (not text[-1].isalpha() and not text.endswith((".", "'", "’"))):
        return False
    if _is_given(token):
        return True
    if text.isupper() and len(text) > 1:
        return False
    return token.tag in ("NE", "FM") or (
        token.tag == "NN" and _unknown_noun(token) and token.lemma.lower() == text.lower()
    )


def _unknown_noun(token: Token) -> bool:
    """A noun that is not one of the everyday nouns a name may stand beside."""
    lower = token.text.lower()
    return not (
        lower.endswith(("ung", "heit", "keit", "schaft", "tag", "tion", "krieg"))
        or has_ending(lower, "actors", "organization", "heads")
        or has_ending(lower, "actors", "group", "nouns")
    )
