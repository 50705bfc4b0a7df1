"""Mentions of media by their quoted titles: the "Geraer Tagblatt", laut „Spiegel“."""

from dataclasses import replace

from kg.language.lexicon import words
from kg.language.names.mention import Taken, make_mention
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Sentence, Token

_LONGEST_TITLE = 4
_DETERMINERS = frozenset(["der", "die", "das", "dem", "den", "des", "laut"])


def quoted_media(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the titles that stand in quotation marks where a medium reports, not where words are quoted."""
    tokens = sentence.tokens
    if not any(_reports(token) for token in tokens):
        return
    for i in range(1, len(tokens) - 2):
        end = _title_end(tokens, i + 1) if tokens[i].text in QUOTATION_MARKS else None
        if end is None or not _introduces(tokens[i - 1]):
            continue
        mention = make_mention(sentence, number, i + 1, end, "Organization")
        taken.add(replace(mention, role="Medium"))


def _reports(token: Token) -> bool:
    return token.text.lower() == "laut" or token.lemma in words("reporting", "frames", "media_verbs")


def _introduces(token: Token) -> bool:
    """Whether a title may follow: a determiner, "laut", or what kind of medium it is."""
    medium = token.tag == "NN" and token.text.lower().endswith(
        tuple(words("reporting", "frames", "media_roles"))
    )
    return medium or token.text.lower() in _DETERMINERS


def _title_end(tokens: tuple[Token, ...], first: int) -> int | None:
    """Return where a title of at most four capitalised words ends, right before a closing mark."""
    for end in range(first + 1, min(first + _LONGEST_TITLE + 1, len(tokens))):
        if tokens[end].text in QUOTATION_MARKS:
            inner = tokens[first:end]
            named = inner[0].text[0].isupper() and not any(t.tag.endswith("FIN") for t in inner)
            return end if named and inner[-1].text[0].isupper() else None
    return None
