"""Mentions of media by their quoted titles: the "Geraer Tagblatt", laut „Spiegel“."""

from dataclasses import replace

from kg.language.lexicon import endings, words
from kg.language.names.gazetteer import media_titles
from kg.language.names.mention import Taken, make_mention
from kg.language.names.nominative import title_in_nominative
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Sentence, Token

_LONGEST_TITLE = 4
_DETERMINERS = frozenset(["der", "die", "das", "dem", "den", "des", "laut"])


def quoted_media(sentence: Sentence, number: int, taken: Taken) -> None:
    """Add the titles that stand in quotation marks where a medium reports, not where words are quoted."""
    tokens = sentence.tokens
    for i in range(1, len(tokens) - 2):
        end = _title_end(tokens, i + 1) if tokens[i].text in QUOTATION_MARKS else None
        if end is None or not _introduces(tokens[i - 1]):
            continue
        mention = make_mention(sentence, number, i + 1, end, "Organization")
        known = media_titles().named(mention.text)
        if (
            (known is not None and mention.text not in words("actors", "organization", "common_titles"))
            or _is_medium(tokens[i - 1])
            or _is_newspaper(tokens[end - 1])
            or _says_whose(tokens, i)
            or any(_reports(token) for token in tokens)
        ):
            title = None if known is not None else title_in_nominative(mention.text)
            taken.add(replace(mention, role="Medium", known=known, full_name=title))


def _reports(token: Token) -> bool:
    framed = token.text.lower() in words("reporting", "frames", "before") or token.text == "zufolge"
    return framed or token.lemma in words("reporting", "frames", "media_verbs")


def _is_newspaper(last: Token) -> bool:
    """Whether a title's last word is one of newspapers: "Thurgauer Zeitung"."""
    return last.text.lower().endswith(tuple(words("actors", "organization", "titles")))


def _says_whose(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a title in the genitive says whose words they are: "nach Informationen der „Rundschau“"."""
    return i > 1 and tokens[i - 2].text in words("actors", "organization", "said")


def _introduces(token: Token) -> bool:
    """Whether a title may follow: a determiner, "laut", or what kind of medium it is."""
    return _is_medium(token) or token.text.lower() in _DETERMINERS


def _is_medium(token: Token) -> bool:
    """Whether a noun says what kind of medium follows: "das Nachrichtenportal »Elbblick«"."""
    return token.tag == "NN" and token.text.lower().endswith(endings("reporting", "frames", "media_roles"))


def _title_end(tokens: tuple[Token, ...], first: int) -> int | None:
    """Return where a title of at most four capitalised words ends, right before a closing mark."""
    for end in range(first + 1, min(first + _LONGEST_TITLE + 1, len(tokens))):
        if tokens[end].text in QUOTATION_MARKS:
            inner = tokens[first:end]
            named = inner[0].text[0].isupper() and not any(t.tag.endswith("FIN") for t in inner)
            return end if named and inner[-1].text[0].isupper() else None
    return None
