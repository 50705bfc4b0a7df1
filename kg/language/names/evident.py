"""Mentions of names that no rule knows, where the statistical model is sure enough of them."""

from dataclasses import replace

from kg.language.lexicon import words
from kg.language.names.mention import Evidence, Taken, is_genitive, make_mention, with_apostrophe
from kg.language.names.persons import is_feminine_name
from kg.language.names.roles import is_person_role, role_before
from kg.language.text.tokens import Sentence, Token

# How sure the model must be: at these bounds two of three names that it alone finds are right on GermEval.
_SURE = {("Person", 1): 0.6, ("Organization", 1): 0.9}
_SURE_OF_LONGER = {"Person": 0.5, "Organization": 0.7}
_NAME_TAGS = ("NE", "FM", "XY")


def evident_names(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the names of several words that the model finds where no rule knows one."""
    _add(sentence, number, taken, [e for e in taken.evidence if _size(sentence, e) > 1])


def evident_words(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the names of one word, when it is known that the article explains them nowhere."""
    _add(sentence, number, taken, [e for e in taken.evidence if _size(sentence, e) == 1])


def _size(sentence: Sentence, evidence: Evidence) -> int:
    """Return of how many words a name is; the apostrophe of its genitive is none."""
    return sum(token.is_word for token in sentence.tokens[evidence.first : evidence.last])


def _add(sentence: Sentence, number: int, taken: Taken, found: list[Evidence]) -> None:
    tokens = sentence.tokens
    for evidence in found:
        if not _is_sure(evidence) or not _may_be_name(tokens[evidence.first : evidence.last]):
            continue
        if _is_model(tokens[evidence.first : evidence.last]) or _says_otherwise(tokens, evidence.first):
            continue
        if evidence.kind == "Person":
            _person(sentence, number, taken, evidence)
        elif evidence.kind == "Organization":
            taken.replace_weak(make_mention(sentence, number, evidence.first, evidence.last, "Organization"))


def _is_sure(evidence: Evidence) -> bool:
    size = evidence.last - evidence.first
    bound = _SURE.get((evidence.kind, size), _SURE_OF_LONGER.get(evidence.kind, 1))
    return evidence.probability >= bound


def _may_be_name(tokens: tuple[Token, ...]) -> bool:
    """Whether words can be a name: one of them is tagged so, and the first and last are capitalised."""
    if len(tokens) == 1 and tokens[0].text in words("actors", "organization", "not_acronyms"):
        return False
    if len(tokens) > 1 and tokens[-1].tag == "NN" and tokens[0].text[-1] == "s":
        return False  # "Hollwegs Partei"
    named = any(token.tag in _NAME_TAGS and token.text.rstrip(".").isalpha() for token in tokens)
    return named and tokens[0].text[0].isupper() and not tokens[-1].text[0].islower()


def _is_model(tokens: tuple[Token, ...]) -> bool:
    """Whether a word with figures makes it a thing: "Robinson RH44"."""
    return any(c.isdigit() for token in tokens for c in token.text)


def _says_otherwise(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether the word before says that a name is no actor's: "die Ortschaft Umm Salala", "Kieler Heide"."""
    if first == 0:
        return False
    before = tokens[first - 1]
    if before.text.lower() == "ich":
        return True  # the author of what the reader is told beside the article
    adjective = before.tag == "ADJA" and before.text[0].isupper() and before.text.endswith("er")
    platform = before.text in ("auf", "via") and tokens[first].text in words(
        "actors", "organization", "platforms"
    )
    placed = before.text.lower() in words("places", "strict_prepositions") and tokens[first].text in words(
        "places", "prefixes"
    )  # "aus La Paz"
    return placed or before.text in words("places", "settlements") or (adjective and first > 1) or platform


def _person(sentence: Sentence, number: int, taken: Taken, evidence: Evidence) -> None:
    tokens = sentence.tokens
    first = evidence.first
    while first < evidence.last - 1 and is_person_role(tokens[first].text):
        first += 1  # the model takes some titles for the beginning of the name
    last = with_apostrophe(tokens, evidence.last)
    role, feminine = role_before(tokens, first)
    mention = make_mention(sentence, number, first, last, "Person")
    if feminine is None:
        feminine = is_feminine_name(tokens[first].text)
    name = mention.text[:-1] if is_genitive(tokens, first, last) else mention.text
    full = name if last - first > 1 else None
    taken.add(replace(mention, role=role, feminine=feminine, full_name=full))
